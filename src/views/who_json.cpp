// views/who_json.cpp: the public form of one party, docs/who.schema.json. Names are stable: added to, never renamed.
#include <cmath>

#include "views/json_value.hpp"
#include "views/neutral.hpp"
#include "views/who.hpp"
#include "views/who_words.hpp"

namespace lenscap::views {
namespace {

using assess::KnownParty;
using assess::party_of;
using assess::PartyKind;
using assess::Who;

/// Four decimals: what an official paper prints.
double per_cent(double share) { return std::round(share * 10000) / 10000; }

const knowledge::Entry* entry_json(const KnownParty& party) {
  if (party.organisation != nullptr) return party.organisation;
  if (party.maker != nullptr) return party.maker;
  if (party.brand != nullptr) return party.brand;
  return party.lookalike;
}

Json who_party_json(const KnownParty& party) {
  const knowledge::Entry* known = entry_json(party);
  std::string country = party.organisation != nullptr ? party.organisation->country
                        : party.maker != nullptr      ? party.maker->country
                        : party.lookalike != nullptr  ? party.lookalike->country
                                                      : std::string();
  return {{"kind", to_string(party.kind)},
          {"id", neutral(party.id)},
          {"name", neutral(party.name)},
          {"what", kind_text(party)},
          {"organisation_kind", party.organisation != nullptr ? text_or_null(party.organisation->kind) : Json(nullptr)},
          {"country", text_or_null(country)},
          {"maker", party.maker != nullptr ? Json(party.maker->id) : Json(nullptr)},
          {"builds", party.maker != nullptr && party.maker->builds},
          {"note", party.organisation != nullptr ? text_or_null(party.organisation->note) : Json(nullptr)},
          {"entry", text_or_null(entry_of(party))},
          {"source", known != nullptr ? text_or_null(known->source) : Json(nullptr)},
          {"date", known != nullptr ? Json(model::to_string(known->date)) : Json(nullptr)}};
}

Json name_json(std::string_view name, std::string_view kind) {
  return {{"name", neutral(name)}, {"kind", kind},         {"script", nullptr},         {"from", nullptr},
          {"until", nullptr},      {"certainty", nullptr}, {"needs_second_clue", false}};
}

Json names_json(const KnownParty& party) {
  Json names = Json::array();
  if (party.organisation != nullptr)
    for (const auto& name : party.organisation->names)
      names.push_back({{"name", neutral(name.name)},
                       {"kind", name.kind},
                       {"script", name.script.empty() ? "Latn" : name.script},
                       {"from", date_or_null(name.from)},
                       {"until", date_or_null(name.until)},
                       {"certainty", name.certainty},
                       {"needs_second_clue", name.weak}});
  if (party.maker != nullptr)
    for (const std::string& name : party.maker->organisations) names.push_back(name_json(name, "address_registry"));
  if (party.brand != nullptr)
    for (const std::string& name : party.brand->forms) names.push_back(name_json(name, "label"));
  if (party.lookalike != nullptr)
    for (const std::string& name : party.lookalike->forms) names.push_back(name_json(name, "form"));
  return names;
}

Json identifiers_json(const KnownParty& party) {
  Json all = Json::array();
  const auto add = [&](const std::vector<knowledge::OrganisationIdentifier>& identifiers) {
    for (const auto& identifier : identifiers)
      all.push_back({{"scheme", neutral(identifier.scheme)},
                     {"id", neutral(identifier.id)},
                     {"certainty", identifier.certainty}});
  };
  if (party.organisation != nullptr) add(party.organisation->identifiers);
  if (party.lookalike != nullptr) add(party.lookalike->identifiers);
  return all;
}

Json connected_json(const std::vector<assess::Connected>& connected) {
  Json all = Json::array();
  for (const assess::Connected& one : connected) {
    Json notes = Json::array(), path = Json::array();
    for (const std::string& note : one.owner.notes) notes.push_back(neutral(note));
    for (const std::string& id : one.owner.path) path.push_back(neutral(id));
    all.push_back({{"id", neutral(one.owner.id)},
                   {"name", neutral(one.party.name)},
                   {"least", per_cent(one.owner.least)},
                   {"most", per_cent(one.owner.most)},
                   {"direct", one.owner.direct},
                   {"half", to_string(one.owner.half)},
                   {"path", std::move(path)},
                   {"certainty", one.owner.certainty},
                   {"notes", std::move(notes)},
                   {"rules", one.rules},
                   {"rules_not_known", one.rules_not_known}});
  }
  return all;
}

Json holdings_json(const std::vector<assess::Stake>& holdings, const knowledge::Knowledge& k) {
  Json all = Json::array();
  for (const assess::Stake& stake : holdings)
    all.push_back({{"owner", neutral(stake.owner)},
                   {"name", neutral(party_of(k, stake.owner).name)},
                   {"share", stake.share ? Json(*stake.share) : Json(nullptr)},
                   {"subsidiary", stake.majority},
                   {"from", date_or_null(stake.from)},
                   {"until", date_or_null(stake.until)},
                   {"certainty", stake.certainty},
                   {"note", text_or_null(stake.note)},
                   {"source", text_or_null(stake.source)},
                   {"entry", neutral(stake.entry)}});
  return all;
}

Json who_rules_json(const Who& who) {
  Json all = Json::array();
  for (const assess::Naming& naming : who.rules) {
    const auto& row = *naming.row;
    const auto pick = [](const std::string& own, const std::string& whole) { return own.empty() ? whole : own; };
    all.push_back({{"rule", naming.rule->id},
                   {"title", neutral(naming.rule->title)},
                   {"jurisdiction", neutral(naming.rule->jurisdiction)},
                   {"nature", naming.rule->nature},
                   {"forbids", naming.rule->forbids},
                   {"as_written", neutral(naming.as_written)},
                   {"parties_of", text_or_null(naming.parties_of)},
                   {"from", date_or_null(naming.from)},
                   {"until", date_or_null(naming.until)},
                   {"on_the_day", naming.holds_on(who.on)},
                   {"owned_only", row.owned_only},
                   {"certainty", pick(row.certainty, naming.rule->certainty)},
                   {"condition", text_or_null(pick(row.condition, naming.rule->condition))},
                   {"citation", text_or_null(pick(row.citation, naming.rule->citation))},
                   {"says_not", text_or_null(naming.rule->says_not)},
                   {"note", text_or_null(row.note)},
                   {"entry", "rule:" + naming.rule->id}});
  }
  return all;
}

Json lookalike_json(const knowledge::Lookalike& lookalike) {
  Json forms = Json::array(), like = Json::array();
  for (const std::string& form : lookalike.forms) forms.push_back(neutral(form));
  for (const std::string& id : lookalike.like) like.push_back(neutral(id));
  return {{"id", neutral(lookalike.id)},
          {"name", neutral(lookalike.name)},
          {"forms", std::move(forms)},
          {"like", std::move(like)},
          {"country", text_or_null(lookalike.country)},
          {"why", neutral(lookalike.why)},
          {"source", neutral(lookalike.source)},
          {"entry", "lookalike:" + neutral(lookalike.id)}};
}

}  // namespace

std::string to_who_json(const Who& who, const knowledge::Knowledge& k, std::string_view asked) {
  Json labels = Json::array(), lookalikes = Json::array();
  for (const assess::Label& label : who.labels)
    labels.push_back({{"label", neutral(label.name)},
                      {"kind", label.kind},
                      {"id", neutral(label.id)},
                      {"owners", holdings_json(label.owners, k)}});
  for (const auto* lookalike : who.lookalikes) lookalikes.push_back(lookalike_json(*lookalike));
  const Json doc = {
      {"lenscap", "who"},
      {"schema", 1},
      {"knowledge", k.edition},
      {"asked", neutral(asked)},
      {"on", model::to_string(who.on)},
      {"found_by", who.party.by},
      {"matched", neutral(who.party.matched)},
      {"needs_second_clue", who.party.weak},
      {"party", who_party_json(who.party)},
      {"names", names_json(who.party)},
      {"identifiers", identifiers_json(who.party)},
      {"owners", connected_json(who.owners)},
      {"owner_not_known", per_cent(who.not_known)},
      {"owned", connected_json(who.owned)},
      {"holdings", holdings_json(who.holdings, k)},
      {"labels", std::move(labels)},
      {"rules", who_rules_json(who)},
      {"not_them", std::move(lookalikes)},
      {"taken_for", who.party.lookalike != nullptr ? lookalike_json(*who.party.lookalike) : Json(nullptr)}};
  return doc.dump(2) + "\n";
}

}  // namespace lenscap::views
