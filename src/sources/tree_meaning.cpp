#include "sources/tree_meaning.hpp"

#include <algorithm>

#include "model/ascii.hpp"

namespace lenscap::sources {
namespace {

using model::AnalyticsState;
using Part = DocumentTree::Part;

enum class Flag : std::uint8_t { none, yes, no };

Flag flag_of(std::string_view value) {
  if (value.size() > 11) return Flag::none;
  const std::string word = model::lower_ascii(value);
  for (const std::string_view yes : {"true", "1", "yes", "on", "support", "supported", "enable", "enabled"})
    if (word == yes) return Flag::yes;
  for (const std::string_view no : {"false", "0", "no", "off", "unsupported", "disable", "disabled", "none"})
    if (word == no) return Flag::no;
  return Flag::none;
}

/// A switch by its name: NationEnabled, humanMisinfoFilterEnabled, SexEnable.
bool is_switch(std::string_view name) {
  const std::string word = model::lower_ascii(name);
  return word.ends_with("enable") || word.ends_with("enabled") || word.starts_with("enable");
}

bool is_device_answer(DocumentKind kind) {
  return one_of(to_string(kind), {"isapi", "onvif", "lapi", "dahua", "xiongmai"});
}

/// The switch that goes with node `n`: a child or a brother of that meaning; in ONVIF a SimpleItem Name="Enable".
Flag switch_of(const DocumentTree& tree, std::uint32_t n) {
  for (const std::string_view name : {"enabled", "enable", "Enabled", "Enable"})
    if (const auto child = tree.child(n, name))
      if (const Flag flag = flag_of(tree.node(*child).value); flag != Flag::none) return flag;
  for (std::uint32_t item = n + 1; item < tree.nodes().size(); ++item) {
    std::uint32_t above = item;
    for (int up = 0; up < 4 && above != n && above != 0; ++up) above = tree.node(above).parent;
    if (above != n) break;
    if (local_name(tree.node(item).name) != "SimpleItem") continue;
    const auto name = tree.child(item, "Name"), value = tree.child(item, "Value");
    if (name && value && one_of(model::lower_ascii(tree.node(*name).value), {"enable", "enabled"}))
      return flag_of(tree.node(*value).value);
  }
  return Flag::none;
}

bool is_below(const DocumentTree& tree, std::uint32_t n, auto test) {
  for (std::size_t depth = 0; n != 0 && depth < DocumentTree::deepest; n = tree.node(n).parent, ++depth)
    if (test(local_name(tree.node(n).name))) return true;
  return false;
}

/// The switch of the nearest rule or module around a leaf.
Flag switch_around(const DocumentTree& tree, std::uint32_t n) {
  for (int up = 0; up < 5 && n != 0; ++up, n = tree.node(n).parent)
    for (const std::string_view name : {"enabled", "Enabled", "enable", "Enable"})
      if (const auto child = tree.child(n, name))
        if (const Flag flag = flag_of(tree.node(*child).value); flag != Flag::none) return flag;
  return Flag::none;
}

/// Inside an event that a Dahua device notified: its Code and Data.
bool in_event(const DocumentTree& tree, std::uint32_t n) {
  return is_below(tree, n, [](std::string_view name) { return name == "eventList" || name == "Events"; });
}

bool in_log_list(const DocumentTree& tree, std::uint32_t n) {
  return is_below(tree, n,
                  [](std::string_view name) { return name.starts_with("SecurityLog") || name.ends_with("LogCap"); });
}

/// A value that tells nothing of a person: what rule 5 of the protocol's own tables calls not recognised.
bool is_unknown(std::string_view value) {
  const std::string word = model::lower_ascii(value);
  return word.empty() || one_of(word, {"0", "00", "unknown", "255", "0xff", "-1", "null", "none", "other"});
}

/// The name, and its value where that is a flag of the device and nothing about a person.
std::string shown(std::string_view name, std::string_view value) {
  std::string out(name.substr(0, 128));
  const std::string_view local = local_name(name);
  const bool of_device = is_switch(local) || local.starts_with("isSupport") || local.starts_with("Support");
  if ((of_device && flag_of(value) != Flag::none) || value == "true" || value == "false")
    out += " = " + std::string(value);
  return out;
}

/// The word stands for itself: alone, in a list, in a path or as a qualified name. Not in a sentence.
bool is_a_term(std::string_view value, std::string_view word) {
  if (value.size() == word.size()) return true;
  const auto at = value.find(word);
  if (at == value.npos) return false;
  return value.find_first_of(" \t\n") == value.npos || value.find(',') != value.npos;
}

struct Reader {
  const DocumentTree& tree;
  DocumentKind kind;
  const MarkerHit& hit;
  std::uint32_t n;

  const TreeNode& node() const { return tree.node(n); }
  std::string_view name() const { return local_name(node().name); }
  std::string_view word() const { return hit.marker->words[hit.word]; }

  Meaning make(AnalyticsState state, std::string text, bool denied = false) const {
    return {state, denied, tree.path(n), std::move(text)};
  }

  AnalyticsState standing() const {
    if (kind == DocumentKind::schema) return AnalyticsState::carried;
    return is_device_answer(kind) ? AnalyticsState::offered : AnalyticsState::present;
  }

  /// A record of GA/T 1400 that somebody entered, or that holds a name or a card's number: its ethnicity need not come
  /// from the picture (wire/viid.hpp).
  bool of_somebody_known() const {
    const auto beside = [&](std::string_view member) -> std::string_view {
      const auto at = tree.child(node().parent, member);
      return at ? tree.node(*at).value : std::string_view{};
    };
    return beside("InfoKind") == "2" || !is_unknown(beside("Name")) || !is_unknown(beside("IDNumber"));
  }

  Meaning of_record() const {
    if (kind == DocumentKind::viid && hit.marker->grade == 5 && of_somebody_known())
      return make(AnalyticsState::carried,
                  std::string(node().name.substr(0, 128)) + " (entered by hand, or beside the person's name)");
    // A record names its fields whether or not it fills them; only a filled one was in use.
    const bool filled = !is_unknown(node().value) || tree.child(n, "#text");
    bool has_children = false;
    if (node().value.empty() && n + 1 < tree.nodes().size()) has_children = tree.node(n + 1).parent == n;
    return make(filled || has_children ? AnalyticsState::in_use : AnalyticsState::carried,
                std::string(node().name.substr(0, 128)));
  }

  std::optional<Meaning> of_name() const {
    if (kind == DocumentKind::schema) return make(AnalyticsState::carried, std::string(node().name.substr(0, 128)));
    if (one_of(to_string(kind), {"viid", "onvif-stream", "isapi-event"})) return of_record();
    if (kind == DocumentKind::dahua && in_event(tree, n)) return of_record();
    const std::string text = shown(node().name, node().value);
    const Flag own = flag_of(node().value);
    if (is_switch(name()) && own != Flag::none)
      return make(own == Flag::yes ? AnalyticsState::enabled : AnalyticsState::present, text);
    if (own == Flag::no) return make(standing(), text, true);
    if (own == Flag::yes) return make(standing(), text);
    const std::string_view value = node().value;
    const std::vector<std::string>& beside = hit.marker->beside;
    if (!value.empty() && beside.size() == 1) {  // the word that it needs beside it is its value
      if (value.find(beside.front()) == value.npos) return std::nullopt;
      const Flag around = switch_around(tree, node().parent);
      const std::string said = text + " = " + beside.front();
      return make(around == Flag::yes ? AnalyticsState::enabled : standing(), said);
    }
    if (const Flag by = switch_of(tree, n); by != Flag::none)
      return make(by == Flag::yes ? AnalyticsState::enabled : standing(),
                  text + (by == Flag::yes ? " (enabled)" : " (not enabled)"));
    if (hit.marker->grade == 5 && !node().value.empty()) return of_attribute(text);
    return make(standing(), text);
  }

  /// A protected trait with a value in a document of unknown making.
  Meaning of_attribute(const std::string& text) const {
    return make(
        kind == DocumentKind::other && is_unknown(node().value) ? AnalyticsState::carried : AnalyticsState::present,
        text);
  }

  std::optional<Meaning> of_value() const {
    if (node().name.starts_with("xmlns") || node().name.starts_with("@xmlns") || name() == "schemaLocation")
      return std::nullopt;
    const std::string text = std::string(node().name.substr(0, 96)) + " = " + std::string(word());
    if (kind == DocumentKind::schema) return make(AnalyticsState::carried, text);
    if (hit.encoding == Encoding::utf8 && !is_a_term(node().value, word())) {
      if (kind != DocumentKind::other) return std::nullopt;
      return make(AnalyticsState::present, text);
    }
    if (kind == DocumentKind::isapi_event || kind == DocumentKind::onvif_stream) {
      if (one_of(name(), {"eventType", "Topic", "Type", "Name"})) return make(AnalyticsState::in_use, text);
      return std::nullopt;
    }
    if (kind == DocumentKind::dahua && in_event(tree, n)) {
      if (name() == "Code") return make(AnalyticsState::in_use, text);
      return std::nullopt;
    }
    if (kind == DocumentKind::viid) return std::nullopt;  // what stands in a record is about a person
    if (one_of(name(), {"deviceName", "name", "channelName", "id", "userName", "DeviceName"})) return std::nullopt;
    if (in_log_list(tree, n)) return make(AnalyticsState::present, text);
    if (kind == DocumentKind::onvif && node().attribute && name() == "Type") {
      const Flag by = switch_of(tree, node().parent);
      return make(by == Flag::yes ? AnalyticsState::enabled : AnalyticsState::offered,
                  text + (by == Flag::no    ? " (not enabled)"
                          : by == Flag::yes ? " (enabled)"
                                            : ""));
    }
    return make(standing(), text);
  }
};

}  // namespace

std::optional<Meaning> meaning_of(const DocumentTree& tree, DocumentKind kind, const MarkerHit& hit) {
  const DocumentTree::Spot spot = tree.at(hit.offset);
  if (spot.part == Part::none) return std::nullopt;
  const Reader reader{tree, kind, hit, spot.node};
  if (spot.part == Part::value) return reader.of_value();
  const TreeNode& node = tree.node(spot.node);
  if (node.name.starts_with("xmlns")) return std::nullopt;
  if (!hit.marker->within.empty() && !node.attribute)
    if (const auto space = tree.namespace_of(spot.node); !space.empty() && !space.starts_with(hit.marker->within))
      return std::nullopt;
  return reader.of_name();
}

}  // namespace lenscap::sources
