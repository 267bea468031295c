#include "assess/party.hpp"

#include <algorithm>
#include <array>

#include "assess/ownership.hpp"
#include "knowledge/label.hpp"

namespace lenscap::assess {
namespace {

using knowledge::folded_organisation;
using knowledge::Knowledge;

/// The long form and the short one of the same legal form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> legal_forms = {{
    {"companylimited", "coltd"},
    {"colimited", "coltd"},
    {"limited", "ltd"},
    {"corporation", "corp"},
    {"incorporated", "inc"},
    {"company", "co"},
    {"privatelimited", "pvtltd"},
}};

/// Shorter numbers are too common to stand for a party without their scheme.
constexpr std::size_t shortest_bare_number = 6;

template <class T>
const T* with_id(const std::vector<T>& entries, std::string_view id) {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const T& e) { return e.id == id; });
  return at == entries.end() ? nullptr : &*at;
}

bool is_number(const knowledge::OrganisationIdentifier& identifier, const std::string& wanted) {
  const std::string id = folded_organisation(identifier.id);
  return folded_organisation(identifier.scheme) + id == wanted ||
         (id == wanted && wanted.size() >= shortest_bare_number);
}

class Search {
 public:
  Search(const Knowledge& k, std::string_view text)
      : k_(k), text_(text), number_(folded_organisation(text)), name_(folded_party(text)) {}

  std::vector<KnownParty> found() {
    by_id();
    if (found_.empty()) by_number();
    if (found_.empty() && !name_.empty()) by_name();
    return std::move(found_);
  }

 private:
  void add(KnownParty party, std::string_view by, std::string_view matched, bool weak = false) {
    party.by = by, party.matched = matched, party.weak = weak;
    const auto same = [&](const KnownParty& other) { return other.kind == party.kind && other.id == party.id; };
    const auto known = std::find_if(found_.begin(), found_.end(), same);
    if (known == found_.end()) found_.push_back(std::move(party));
    else known->weak = known->weak && weak;  // a strong name among several decides
  }

  void by_id() {
    const KnownParty party = party_of(k_, text_);
    if (party.kind != PartyKind::listed) add(party, "id", text_);
  }

  void by_number() {
    for (const auto& organisation : k_.organisations)
      for (const auto& identifier : organisation.identifiers)
        if (is_number(identifier, number_))
          add(party_of(k_, organisation.id), "identifier", identifier.scheme + " " + identifier.id);
    for (const auto& lookalike : k_.lookalikes)
      for (const auto& identifier : lookalike.identifiers)
        if (is_number(identifier, number_))
          add(party_of(k_, lookalike.id), "identifier", identifier.scheme + " " + identifier.id);
  }

  bool is_name(std::string_view name) const { return folded_party(name) == name_; }

  void by_name() {
    for (const auto& organisation : k_.organisations) {
      if (is_name(organisation.name)) add(party_of(k_, organisation.id), "name", organisation.name);
      for (const auto& name : organisation.names)
        if (is_name(name.name)) add(party_of(k_, organisation.id), "name", name.name, name.weak);
    }
    for (const auto& lookalike : k_.lookalikes)
      for (const std::string& name : names_of(party_of(k_, lookalike.id)))
        if (is_name(name)) add(party_of(k_, lookalike.id), "name", name);
    const bool borne = !found_.empty();  // an organisation of that name bears the label
    for (const auto& maker : k_.makers)
      for (const std::string& name : names_of(party_of(k_, maker.id)))
        if (!borne && is_name(name)) add(party_of(k_, maker.id), "name", name);
    for (const auto& brand : k_.brands)
      for (const std::string& name : names_of(party_of(k_, brand.id)))
        if (!borne && is_name(name)) add(party_of(k_, brand.id), "name", name);
    if (found_.empty()) by_rule();
  }

  void by_rule() {
    for (const auto& rule : k_.rules)
      for (const auto& party : rule.parties)
        if (is_name(party.as_written)) add(party_of(k_, party.as_written), "name", party.as_written);
  }

  const Knowledge& k_;
  std::string_view text_;
  std::string number_, name_;
  std::vector<KnownParty> found_;
};

}  // namespace

std::string_view to_string(PartyKind kind) {
  switch (kind) {
    case PartyKind::organisation:
      return "organisation";
    case PartyKind::maker:
      return "maker";
    case PartyKind::brand:
      return "brand";
    case PartyKind::listed:
      return "listed";
    case PartyKind::lookalike:
      break;
  }
  return "lookalike";
}

std::string folded_party(std::string_view name) {
  std::string folded = folded_organisation(name);
  for (const auto& [longer, shorter] : legal_forms) {
    if (!folded.ends_with(longer) || folded.size() == longer.size()) continue;
    folded.replace(folded.size() - longer.size(), longer.size(), shorter);
    break;
  }
  return folded;
}

KnownParty party_of(const Knowledge& k, std::string_view id) {
  KnownParty party;
  party.organisation = k.organisation(id);
  party.maker = k.maker(party.organisation != nullptr ? party.organisation->maker : id);
  if (party.organisation == nullptr) party.organisation = k.organisation_of(id);
  party.id = party_id(k, id);
  if (party.organisation != nullptr) {
    party.kind = PartyKind::organisation;
    party.name = party.organisation->name;
  } else if (party.maker != nullptr) {
    party.kind = PartyKind::maker;
    party.name = party.maker->name;
  } else if ((party.brand = with_id(k.brands, id)) != nullptr) {
    party.kind = PartyKind::brand;
    party.name = party.brand->name;
  } else if ((party.lookalike = with_id(k.lookalikes, id)) != nullptr) {
    party.kind = PartyKind::lookalike;
    party.name = party.lookalike->name;
  } else {
    party.kind = PartyKind::listed;
    party.name = id;
  }
  return party;
}

std::vector<KnownParty> find_parties(const Knowledge& k, std::string_view text) { return Search(k, text).found(); }

std::vector<std::string> names_of(const KnownParty& party) {
  std::vector<std::string> names = {party.name};
  const auto add = [&](const std::vector<std::string>& more) { names.insert(names.end(), more.begin(), more.end()); };
  if (party.organisation != nullptr)
    for (const auto& name : party.organisation->names) names.push_back(name.name);
  if (party.maker != nullptr) {
    names.push_back(party.maker->name), names.push_back(party.maker->short_name);
    add(party.maker->own), add(party.maker->house), add(party.maker->organisations);
  }
  if (party.brand != nullptr) add(party.brand->forms), add(party.brand->organisations);
  if (party.lookalike != nullptr) add(party.lookalike->forms);
  return names;
}

}  // namespace lenscap::assess
