// assess/restriction.hpp: which rule restricts a device, for whom, doing what, from when to when.
//
// Derived findings are intervals, without any "today": {rule, who, act, scope, condition, status, certainty, basis, from,
// until}. A date is only chosen when an answer is shown, so that asking another date derives nothing again.
#pragma once
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// What identity knows of a device and restriction needs.
struct Party {
  std::string maker;         ///< maker id, empty when unknown
  model::Confidence maker_confidence = model::Confidence::unknown;
  std::string brand;         ///< label as stated, empty when unknown
  model::Confidence brand_confidence = model::Confidence::unknown;
};

/// One finding (key "restriction", value = rule id) a rule and basis that reaches the party. Attributes: act (comma list),
/// who (comma list), status ("forbids", "forbids_if", "lists"), scope, condition, certainty, basis (party, affiliate,
/// law_of_origin), party (as written), maker, from, until ("" = open), nature, citation, says_not. Confidence: that of the
/// maker (or brand, for an affiliate's brand), never above it. `subject`, `id` and `observations` are left to the caller.
std::vector<model::Finding> derive_restrictions(const Party& party, const knowledge::Knowledge& knowledge);

struct Ask {
  std::vector<std::string> whos;  ///< ids of data/restrictions/who.toml; empty = every one
  std::vector<std::string> acts;  ///< buy, use, import, …; empty = every one
  model::Date on;
};

enum class Status : std::uint8_t {
  restricted,
  restricted_if,         ///< only if `condition`
  restricted_from,       ///< later than `on`: from `date`
  was_until,             ///< ended before `on`: until `date`
  listed_not_forbidden,  ///< listed, but the list does not forbid this act
  does_not_bind,         ///< the rule reaches the device, but does not bind this asker
  not_restricted,        ///< by any rule known as of `on`
};
std::string_view to_string(Status s);  ///< "restricted", "restricted_if", …

/// The answer to one (who, act) for one device and rule. For not_restricted `rule` is empty.
struct Answer {
  std::string who, act;
  Status status = Status::not_restricted;
  std::string rule, title, citation, nature, scope, condition, certainty, basis, party, says_not;
  std::string date;  ///< for restricted_from and was_until; else the start of the restriction
  model::Confidence confidence = model::Confidence::unknown;
};

/// Answers for one device from its "restriction" findings, worst first; one answer a (who, act, rule) that says something, and one
/// not_restricted or does_not_bind where nothing restricts that who and act.
std::vector<Answer> answer(const std::vector<const model::Finding*>& restrictions, const knowledge::Knowledge& knowledge,
                           const Ask& ask);

}  // namespace lenscap::assess
