// [[rule]] with its [[rule.party]], and [[who]]: which rule restricts whose equipment, and whom it binds.
#include <array>

#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 5> natures = {"law", "order", "list", "instruction", "guidance"};
constexpr std::array<std::string_view, 4> affiliate_words = {"no", "yes", "majority_owned", "unknown"};

Affiliates read_affiliates(Fields& fields) {
  const std::string word = fields.word("affiliates", affiliate_words, "no");
  if (word == "yes") return Affiliates::yes;
  if (word == "majority_owned") return Affiliates::majority_owned;
  if (word == "unknown") return Affiliates::unknown;
  return Affiliates::no;
}

RuleParty read_party(Fields fields) {
  RuleParty party;
  party.as_written = fields.text("as_written", Need::required);
  party.also = fields.texts("also");
  party.maker = fields.text("maker");
  party.parties_of = fields.text("parties_of");
  party.owned_only = fields.flag("owned_only", false);
  party.from = fields.date("from");
  party.until = fields.date("until");
  party.scope = fields.text("scope");
  party.condition = fields.text("condition");
  party.citation = fields.text("citation");
  party.certainty = fields.word("certainty", certainty_words, "");
  party.note = fields.text("note");
  fields.finish();
  return party;
}

}  // namespace

Rule read_rule(Fields& fields, const Value& table) {
  Rule rule;
  read_entry(rule, fields, table, "rule");
  rule.title = fields.text("title", Need::required);
  rule.citation = fields.text("citation", Need::required);
  rule.issuer = fields.text("issuer");
  rule.jurisdiction = fields.text("jurisdiction", Need::required);
  rule.nature = fields.word("nature", natures, "");
  if (!fields.any("nature"))
    fields.complain(nullptr, "has no 'nature'",
                    "write nature = \"law\", \"order\", \"list\", \"instruction\" or \"guidance\"");
  rule.binds = fields.texts("binds");
  rule.acts = fields.texts("acts");
  rule.forbids = fields.flag("forbids", true);
  if (rule.acts.empty() && rule.forbids)
    fields.complain(fields.any("acts"), "forbids no act",
                    "write acts = [\"buy\", …], or forbids = false for a mere list");
  rule.scope = fields.text("scope");
  rule.condition = fields.text("condition");
  rule.exceptions = fields.text("exceptions");
  rule.says_not = fields.text("says_not");
  rule.from = fields.date("from");
  rule.until = fields.date("until");
  rule.certainty = fields.word("certainty", certainty_words, "verified");
  rule.affiliates = read_affiliates(fields);
  rule.origin = fields.text("origin");
  for (const Value* party : fields.tables("party"))
    rule.parties.push_back(read_party(fields.inside(*party, "rule.party")));
  if (rule.parties.empty() && rule.origin.empty())
    fields.complain(nullptr, "names no party",
                    "add [[rule.party]] with as_written = \"…\", or origin = \"CN\" for a law of origin");
  rule.not_bound = fields.texts("not_bound");
  fields.finish();
  return rule;
}

Who read_who(Fields& fields, const Value& table) {
  Who who;
  read_entry(who, fields, table, "who", Need::optional);  // a way to ask, not a statement about the world
  who.title = fields.text("title", Need::required);
  who.jurisdiction = fields.text("jurisdiction");
  who.within = fields.texts("within");
  fields.finish();
  return who;
}

}  // namespace lenscap::knowledge
