// A rule as the TOML entry that it would be loaded from: through the same canonical form that digests are made of.
#include <algorithm>

#include "knowledge/canonical.hpp"
#include "knowledge/rule_edition.hpp"

namespace lenscap::knowledge {
namespace {

/// A table whose keys are put in the order of their bytes, as documents keep them; what is empty is left out.
struct Table {
  Value value;
  Table() { value.type = Value::Type::table; }
  void put(const char* key, Value item) {
    const auto at = std::lower_bound(value.keys.begin(), value.keys.end(), key);
    value.items.insert(value.items.begin() + (at - value.keys.begin()), std::move(item));
    value.keys.insert(at, key);
  }
  void text(const char* key, const std::string& text) {
    if (text.empty()) return;
    Value item;
    item.type = Value::Type::text;
    item.text = text;
    put(key, std::move(item));
  }
  void texts(const char* key, const std::vector<std::string>& all) {
    if (all.empty()) return;
    Value item;
    item.type = Value::Type::list;
    for (const std::string& one : all) {
      Value inner;
      inner.type = Value::Type::text;
      inner.text = one;
      item.items.push_back(std::move(inner));
    }
    put(key, std::move(item));
  }
  void date(const char* key, const std::optional<model::Date>& date) {
    if (!date) return;
    Value item;
    item.type = Value::Type::date;
    item.date = *date;
    put(key, std::move(item));
  }
  void flag(const char* key, bool flag) {
    Value item;
    item.type = Value::Type::boolean;
    item.integer = flag;
    put(key, std::move(item));
  }
};

Value party_table(const RuleParty& party) {
  Table table;
  table.text("as_written", party.as_written);
  table.texts("also", party.also);
  table.text("maker", party.maker);
  table.text("parties_of", party.parties_of);
  if (party.owned_only) table.flag("owned_only", true);
  table.date("from", party.from);
  table.date("until", party.until);
  table.text("scope", party.scope);
  table.text("condition", party.condition);
  table.text("citation", party.citation);
  table.text("certainty", party.certainty);
  table.text("note", party.note);
  return std::move(table.value);
}

const char* word_of(Affiliates affiliates) {
  switch (affiliates) {
    case Affiliates::no:
      return "no";
    case Affiliates::yes:
      return "yes";
    case Affiliates::majority_owned:
      return "majority_owned";
    case Affiliates::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace

std::string to_toml(const Rule& rule) {
  Table table;
  table.text("id", rule.id);
  table.text("title", rule.title);
  table.text("citation", rule.citation);
  table.text("issuer", rule.issuer);
  table.text("jurisdiction", rule.jurisdiction);
  table.text("nature", rule.nature);
  table.texts("binds", rule.binds);
  table.texts("acts", rule.acts);
  table.flag("forbids", rule.forbids);
  table.text("scope", rule.scope);
  table.text("condition", rule.condition);
  table.text("exceptions", rule.exceptions);
  table.text("says_not", rule.says_not);
  table.date("from", rule.from);
  table.date("until", rule.until);
  table.text("certainty", rule.certainty);
  table.text("affiliates", word_of(rule.affiliates));
  table.text("origin", rule.origin);
  table.texts("not_bound", rule.not_bound);
  table.text("source", rule.source);
  table.date("date", rule.date);
  Value parties;
  parties.type = Value::Type::list;
  for (const RuleParty& party : rule.parties) parties.items.push_back(party_table(party));
  if (!parties.items.empty()) table.put("party", std::move(parties));
  return canonical("rule", table.value);
}

}  // namespace lenscap::knowledge
