#include "views/neutral.hpp"
#include "views/public_json.hpp"
#include "views/restrictions.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {
namespace {

using assess::Answer;
using knowledge::Rule;
using knowledge::RuleParty;

const char* affiliates_word(knowledge::Affiliates affiliates) {
  switch (affiliates) {
    case knowledge::Affiliates::no:
      return "no";
    case knowledge::Affiliates::yes:
      return "yes";
    case knowledge::Affiliates::majority_owned:
      return "majority_owned";
    case knowledge::Affiliates::unknown:
      break;
  }
  return "unknown";
}

Json party_json(const RuleParty& row, const Rule& rule, const model::Date& on) {
  const auto& from = row.from ? row.from : rule.from;
  const auto& until = row.until ? row.until : rule.until;
  const std::string& certainty = row.certainty.empty() ? rule.certainty : row.certainty;
  return {{"as_written", neutral(row.as_written)},
          {"also", texts(row.also)},
          {"maker", text_or_null(row.maker)},
          {"parties_of", text_or_null(row.parties_of)},
          {"owned_only", row.owned_only},
          {"from", date_or_null(from)},
          {"until", date_or_null(until)},
          {"holds", to_string(holds_on(from, until, certainty, on))},
          {"certainty", certainty},
          {"scope", text_or_null(row.scope)},
          {"condition", text_or_null(row.condition)},
          {"citation", text_or_null(row.citation)},
          {"note", text_or_null(row.note)}};
}

Json rule_json(const Rule& rule, const model::Date& on) {
  Json parties = Json::array();
  for (const RuleParty& row : rule.parties) parties.push_back(party_json(row, rule, on));
  return {{"id", rule.id},
          {"title", neutral(rule.title)},
          {"citation", neutral(rule.citation)},
          {"issuer", text_or_null(rule.issuer)},
          {"jurisdiction", neutral(rule.jurisdiction)},
          {"nature", rule.nature},
          {"binds", texts(rule.binds)},
          {"not_bound", texts(rule.not_bound)},
          {"acts", texts(rule.acts)},
          {"forbids", rule.forbids},
          {"scope", text_or_null(rule.scope)},
          {"condition", text_or_null(rule.condition)},
          {"exceptions", text_or_null(rule.exceptions)},
          {"says_not", text_or_null(rule.says_not)},
          {"from", date_or_null(rule.from)},
          {"until", date_or_null(rule.until)},
          {"holds", to_string(holds_on(rule.from, rule.until, rule.certainty, on))},
          {"certainty", rule.certainty},
          {"affiliates", affiliates_word(rule.affiliates)},
          {"origin", text_or_null(rule.origin)},
          {"source", neutral(rule.source)},
          {"date", model::to_string(rule.date)},
          {"parties", std::move(parties)}};
}

Json standing_json(const model::Finding& finding, const RestrictionsView& view) {
  const auto text = [&](const char* name) { return text_or_null(attribute(finding, name)); };
  const Rule* rule = view.k.rule(finding.value);
  return {{"rule", finding.value},
          {"title", rule ? text_or_null(rule->title) : Json(nullptr)},
          {"holds", to_string(assess::holds_on(finding, view.ask.on))},
          {"status", text("status")},
          {"party", text("party")},
          {"from", text("from")},
          {"until", text("until")},
          {"act", text("act")},
          {"who", text("who")},
          {"certainty", text("certainty")},
          {"basis", text("basis")},
          {"via", text("via")},
          {"scope", text("scope")},
          {"condition", text("condition")},
          {"doubt", text("doubt")},
          {"citation", text("citation")},
          {"says_not", text("says_not")},
          {"note", text("note")}};
}

Json answer_json(const Answer& a, const RestrictionsView& view) {
  const Restriction told{a, {a.who}, {a.act}, {}, {}};
  return {{"status", assess::to_string(a.status)},
          {"who", a.who},
          {"act", a.act},
          {"rule", text_or_null(a.rule)},
          {"title", text_or_null(a.title)},
          {"citation", text_or_null(a.citation)},
          {"nature", text_or_null(a.nature)},
          {"condition", text_or_null(a.condition)},
          {"certainty", text_or_null(a.certainty)},
          {"basis", text_or_null(a.basis)},
          {"party", text_or_null(a.party)},
          {"note", text_or_null(a.note)},
          {"says_not", text_or_null(a.says_not)},
          {"controls", a.controls},
          {"date", text_or_null(a.date)},
          {"sentence", restriction_sentence(told, view.k, view.ask.on)}};
}

Json answer_head(const char* what, const knowledge::Knowledge& k) {
  return {{"lenscap", what}, {"schema", schema_version}, {"edition", k.edition}};
}

}  // namespace

std::string to_restrictions_json(const RestrictionsView& view) {
  Json doc = answer_head("restrictions", view.k);
  doc["asked"] = {{"party", text_or_null(view.asked)},
                  {"for", texts(view.ask.whos)},
                  {"act", texts(view.ask.acts)},
                  {"on", model::to_string(view.ask.on)}};
  if (view.asked.empty()) {
    Json& rules = doc["rules"] = Json::array();
    for (const Rule* rule : asked_rules(view.k, view.ask)) rules.push_back(rule_json(*rule, view.ask.on));
    return doc.dump(2) + "\n";
  }
  Json& parties = doc["parties"] = Json::array();
  for (const assess::PartyAnswers& asked : view.parties) {
    Json standings = Json::array(), answers = Json::array();
    for (const model::Finding& finding : asked.restrictions) standings.push_back(standing_json(finding, view));
    for (const Answer& a : asked.answers) answers.push_back(answer_json(a, view));
    parties.push_back({{"kind", to_string(asked.party.kind)},
                       {"id", text_or_null(asked.party.id)},
                       {"name", neutral(asked.party.name)},
                       {"written", texts(asked.party.written)},
                       {"restrictions", std::move(standings)},
                       {"answers", std::move(answers)}});
  }
  return doc.dump(2) + "\n";
}

std::string to_restrictions_diff_json(const RestrictionsDiffView& view) {
  Json doc = answer_head("restrictions-diff", view.k);
  doc["from"] = model::to_string(view.earlier);
  doc["to"] = model::to_string(view.later);
  Json& changes = doc["changes"] = Json::array();
  for (const assess::RestrictionChange& change : view.changes) {
    const std::string certainty =
        !change.party || change.party->certainty.empty() ? change.rule->certainty : change.party->certainty;
    changes.push_back({{"change", to_string(change.change)},
                       {"rule", change.rule->id},
                       {"title", neutral(change.rule->title)},
                       {"party", change.party ? text_or_null(change.party->as_written) : Json(nullptr)},
                       {"was", change.was ? text_or_null(change.was->as_written) : Json(nullptr)},
                       {"day", date_or_null(change.day)},
                       {"certainty", certainty},
                       {"citation", neutral(change.party && !change.party->citation.empty() ? change.party->citation
                                                                                            : change.rule->citation)},
                       {"note", change.party ? text_or_null(change.party->note) : Json(nullptr)}});
  }
  return doc.dump(2) + "\n";
}

}  // namespace lenscap::views
