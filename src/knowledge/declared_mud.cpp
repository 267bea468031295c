// RFC 8520: a Manufacturer Usage Description. The container `ietf-mud:mud` names access lists (RFC 8519), one set from
// the device and one to it; each entry (ACE) matches packets. Lenscap speaks of conversations, so the entries of both
// ways that match the same peer, protocol and port are one line.
//
// An entry that matches by anything Lenscap does not know allows nothing and is named: what would be left of it after
// dropping that match would allow more than was declared.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "knowledge/declared.hpp"
#include "knowledge/declared_mud_entry.hpp"
#include "model/json_pointer.hpp"

namespace lenscap::knowledge {
namespace {

using Json = nlohmann::json;
using model::Opened;

std::string step(std::string_view key) {
  std::string out;
  model::append_step(out, key);
  return out;
}

/// The lists that a policy names, with the way they are about.
struct Lists {
  std::vector<std::pair<std::string, bool>> names;  ///< from the device: true
  std::vector<std::string> problems;
};

Lists lists_of(const Json& mud) {
  Lists lists;
  for (const bool from : {true, false}) {
    const char* key = from ? "from-device-policy" : "to-device-policy";
    const Json* policy = member(mud, key);
    if (policy == nullptr) continue;
    const Json* outer = member(*policy, "access-lists");
    const Json* list = outer != nullptr ? member(*outer, "access-list") : nullptr;
    if (list == nullptr || !list->is_array()) {
      lists.problems.push_back(std::string(key) + " names no access lists");
      continue;
    }
    for (const Json& item : *list) lists.names.emplace_back(text_of(item, "name"), from);
  }
  return lists;
}

/// The ACLs; the key before RFC 8519 was `access-lists`, and tools still write it.
std::pair<const Json*, std::string> acls_of(const Json& document) {
  for (const char* key : {"ietf-access-control-list:acls", "ietf-access-control-list:access-lists"})
    if (const Json* acls = member(document, key); acls != nullptr)
      if (const Json* list = member(*acls, "acl"); list != nullptr && list->is_array())
        return {list, step(key) + "/acl"};
  return {nullptr, {}};
}

class MudReader {
 public:
  explicit MudReader(std::string_view name) : name_(name) {}

  void read_list(const Json& acl, const std::string& pointer, bool from) {
    const std::string type = identity(text_of(acl, "type"));
    const auto family = static_cast<std::uint8_t>(type.starts_with("ipv4") ? 4 : type.starts_with("ipv6") ? 6 : 0);
    const Json* outer = member(acl, "aces");
    const Json* list = outer != nullptr ? member(*outer, "ace") : nullptr;
    if (list == nullptr || !list->is_array()) return complain(pointer, "the list has no entries");
    bool behind_drop = false;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& entry = (*list)[i];
      const std::string place = fmt::format("{}/aces/ace/{}", pointer, i);
      const Json* actions = member(entry, "actions");
      const std::string forwarding = actions != nullptr ? identity(text_of(*actions, "forwarding")) : std::string();
      if (forwarding == "drop" || forwarding == "reject") {
        behind_drop = true;
      } else if (forwarding != "accept") {
        complain(place, "its action is neither accept nor drop nor reject");
      } else if (behind_drop) {
        complain(place, "stands behind an entry that drops");
      } else {
        Ace ace;
        const Json* matches = member(entry, "matches");
        if (auto problem = read_matches(matches != nullptr ? *matches : Json(), from, family, ace))
          complain(place, *problem);
        else add(std::move(ace), place);
      }
    }
  }

  void complain(const std::string& pointer, const std::string& what) {
    not_understood.push_back({"not understood, allows nothing: " + what, place(pointer),
                              "write what it means as a [[declared]] of a TOML file"});
  }

  std::vector<DeclaredPeer> lines() {
    std::vector<DeclaredPeer> out;
    for (Ace& ace : aces_) {
      if (auto problem = settle(ace)) {
        complain(ace.line.where, *problem);
        continue;
      }
      ace.line.where = place(ace.line.where);
      out.push_back(std::move(ace.line));
    }
    return out;
  }

  std::vector<model::Error> not_understood;

 private:
  std::string place(const std::string& pointer) const { return fmt::format("{}, {}", name_, pointer); }

  void add(Ace ace, const std::string& pointer) {
    for (Ace& other : aces_) {
      if (!same_conversation(ace, other)) continue;
      // Entries that differ in who began are two lines; one that does not say it goes with the other way's.
      const bool differ =
          ace.initiated != other.initiated && ace.initiated != Opened::unknown && other.initiated != Opened::unknown;
      if (differ) continue;
      other.from_device |= ace.from_device;
      other.to_device |= ace.to_device;
      if (other.initiated == Opened::unknown) other.initiated = ace.initiated;
      return;
    }
    ace.line.where = pointer;
    aces_.push_back(std::move(ace));
  }

  std::string_view name_;
  std::vector<Ace> aces_;
};

}  // namespace

model::Result<Declared> parse_mud(std::string_view text, std::string_view name, const AppliesTo& applies_to) {
  Json document;
  try {
    document = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const auto lines = std::count(text.begin(), text.begin() + std::min(error.byte, text.size()), '\n') + 1;
    return model::fail("is not JSON", fmt::format("{}, line {}", name, lines), "ask its maker for a whole MUD file");
  } catch (const Json::out_of_range&) {  // the library's word for a number beyond every double, such as 1e999
    return model::fail("holds a number too large to be one", std::string(name),
                       "ask its maker for a MUD file without it");
  }
  const std::string todo = "give a MUD file as RFC 8520 writes them, or a TOML file (docs/declared.md)";
  const Json* mud = member(document, "ietf-mud:mud");
  if (mud == nullptr || !mud->is_object())
    return model::fail("is no MUD file", fmt::format("{}, /ietf-mud:mud", name), todo);
  const Json* version = member(*mud, "mud-version");
  if (version == nullptr || *version != 1)
    return model::fail("is of no version that Lenscap reads", fmt::format("{}, /ietf-mud:mud/mud-version", name), todo);

  MudReader reader(name);
  const auto lists = lists_of(*mud);
  for (const auto& problem : lists.problems) reader.complain("/ietf-mud:mud", problem);
  const auto [acls, pointer] = acls_of(document);
  std::set<std::size_t> used;
  for (const auto& [wanted, from] : lists.names) {
    bool found = false;
    for (std::size_t i = 0; acls != nullptr && i < acls->size(); ++i) {
      if (text_of((*acls)[i], "name") != wanted || wanted.empty()) continue;
      found = true;
      used.insert(i);
      reader.read_list((*acls)[i], fmt::format("{}/{}", pointer, i), from);
    }
    if (!found) reader.complain("/ietf-mud:mud", "a policy names a list that is not there");
  }
  for (std::size_t i = 0; acls != nullptr && i < acls->size(); ++i)
    if (!used.contains(i)) reader.complain(fmt::format("{}/{}", pointer, i), "no policy names this list");

  Declaration declaration;
  declaration.applies_to = applies_to;
  if (applies_to.nobody()) {
    declaration.applies_to.maker = text_of(*mud, "mfg-name");
    declaration.applies_to.model = text_of(*mud, "model-name");
  }
  declaration.source = text_of(*mud, "mud-url");
  declaration.date = text_of(*mud, "last-update");
  declaration.where = fmt::format("{}, /ietf-mud:mud", name);
  declaration.allow = reader.lines();
  if (declaration.applies_to.nobody())
    reader.not_understood.push_back(
        {"is about no device: it has neither mfg-name nor model-name", declaration.where,
         "say whose it is in a TOML file: [[declared]] device = \"…\" mud = \"" + std::string(name) + "\""});
  Declared declared;
  declared.declarations.push_back(std::move(declaration));
  declared.not_understood = std::move(reader.not_understood);
  return declared;
}

}  // namespace lenscap::knowledge
