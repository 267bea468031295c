#include "assess/restriction_diff.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "assess/restriction_period.hpp"
#include "knowledge/rule_edition.hpp"

namespace lenscap::assess {
namespace {

using knowledge::name_key;
using knowledge::Rule;
using knowledge::RuleParty;

Period period_of(const RuleParty& row, const Rule& rule) {
  return {row.from ? row.from : rule.from, row.until ? row.until : rule.until};
}

bool unknown(const RuleParty& row, const Rule& rule) {
  return (row.certainty.empty() ? rule.certainty : row.certainty) == "unknown";
}

using Rows = std::map<std::string, const RuleParty*>;  // key of the printed name → row that holds

Rows rows_on(const Rule& rule, const model::Date& day) {
  Rows rows;
  for (const RuleParty& row : rule.parties)
    if (const Period on = period_of(row, rule); model::within(on.from, on.until, day))
      rows.emplace(name_key(row.as_written), &row);
  return rows;
}

/// One party printed anew: the same maker, or a name that both rows bear.
bool same_party(const RuleParty& a, const RuleParty& b) {
  if (!a.maker.empty() && a.maker == b.maker) return true;
  const auto bears = [](const RuleParty& row, const std::string& name) {
    const std::string key = name_key(name);
    return name_key(row.as_written) == key ||
           std::any_of(row.also.begin(), row.also.end(),
                       [&](const std::string& form) { return name_key(form) == key; });
  };
  return bears(a, b.as_written) || bears(b, a.as_written);
}

bool differs(const RuleParty& a, const RuleParty& b) {
  return a.condition != b.condition || a.scope != b.scope || a.certainty != b.certainty;
}

void compare_rows(const Rule& rule, const model::Date& earlier, const model::Date& later,
                  std::vector<RestrictionChange>& changes) {
  const Rows before = rows_on(rule, earlier), now = rows_on(rule, later);
  std::vector<const RuleParty*> gone;
  for (const auto& [key, row] : before)
    if (!now.contains(key)) gone.push_back(row);
  // In the order of the rule, not of the alphabet.
  for (const RuleParty& row : rule.parties) {
    const std::string key = name_key(row.as_written);
    const auto at = now.find(key);
    if (at == now.end() || at->second != &row) continue;
    const auto from = period_of(row, rule).from;
    const auto was = before.find(key);
    if (was != before.end()) {
      if (was->second == &row) continue;
      if (unknown(row, rule) && !unknown(*was->second, rule))
        changes.push_back({RuleChange::unknown, &rule, &row, was->second, from});
      else if (differs(*was->second, row)) changes.push_back({RuleChange::changed, &rule, &row, was->second, from});
      continue;
    }
    if (unknown(row, rule)) {
      changes.push_back({RuleChange::unknown, &rule, &row, nullptr, from});
      continue;
    }
    const auto old = std::find_if(gone.begin(), gone.end(), [&](const RuleParty* g) { return same_party(*g, row); });
    if (old != gone.end()) {
      changes.push_back({RuleChange::renamed, &rule, &row, *old, from});
      gone.erase(old);
    } else {
      changes.push_back({RuleChange::added, &rule, &row, nullptr, from});
    }
  }
  for (const RuleParty& row : rule.parties)
    if (std::find(gone.begin(), gone.end(), &row) != gone.end())
      changes.push_back({RuleChange::ended, &rule, &row, nullptr, period_of(row, rule).until});
}

}  // namespace

std::string_view to_string(RuleChange c) {
  constexpr std::array<std::string_view, 5> names = {"added", "ended", "renamed", "changed", "unknown"};
  return names[static_cast<std::size_t>(c)];
}

std::vector<RestrictionChange> compare_days(const knowledge::Knowledge& knowledge, const model::Date& earlier,
                                            const model::Date& later) {
  std::vector<RestrictionChange> changes;
  for (const Rule& rule : knowledge.rules) {
    const Period whole{rule.from, rule.until};
    const bool before = model::within(whole.from, whole.until, earlier),
               now = model::within(whole.from, whole.until, later);
    if (before && now) compare_rows(rule, earlier, later, changes);
    else if (now) changes.push_back({RuleChange::added, &rule, nullptr, nullptr, rule.from});
    else if (before) changes.push_back({RuleChange::ended, &rule, nullptr, nullptr, rule.until});
  }
  return changes;
}

}  // namespace lenscap::assess
