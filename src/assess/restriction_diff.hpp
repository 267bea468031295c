// assess/restriction_diff.hpp: what became of rules and their parties between two days.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

enum class RuleChange : std::uint8_t {
  added,    ///< applies on the later day and not on the earlier
  ended,    ///< the other way round
  renamed,  ///< the same party under another printed name
  changed,  ///< on both days, under another condition, scope or certainty
  unknown   ///< whether it applies on the later day is not known here; on the earlier it was, or it did not apply
};
std::string_view to_string(RuleChange c);

struct RestrictionChange {
  RuleChange change{};
  const knowledge::Rule* rule = nullptr;
  const knowledge::RuleParty* party = nullptr;  ///< null: the rule itself; its parties are then not told one by one
  const knowledge::RuleParty* was = nullptr;    ///< of renamed and changed
  std::optional<model::Date> day;  ///< first day of what was added, changed or is unknown; last day of what ended
};

/// In the order of the rules. `earlier` before `later`.
std::vector<RestrictionChange> compare_days(const knowledge::Knowledge& knowledge, const model::Date& earlier,
                                            const model::Date& later);

}  // namespace lenscap::assess
