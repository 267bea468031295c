// assess/restriction.hpp: which rule restricts a device, for whom, doing what, from when to when.
//
// Derived findings are intervals, without any "today": {rule, who, act, scope, condition, status, certainty, basis,
// from, until}. A date is only chosen when an answer is shown, so that asking another date derives nothing again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// What identity knows of a device and restriction needs.
struct Party {
  std::string maker;  ///< maker id, empty when unknown
  model::Confidence maker_confidence = model::Confidence::unknown;
  std::string brand;  ///< label as stated, empty when unknown
  model::Confidence brand_confidence = model::Confidence::unknown;
};

/// One finding (key "restriction", value = rule id) a rule, basis and period that reaches the party. Attributes: act
/// (comma list), who (comma list), status ("forbids", "forbids_if", "lists"), scope, condition, certainty, basis
/// (party, affiliate, law_of_origin), party (as written), maker, from, until (first and last day, "" = open), nature,
/// citation, says_not; and `by` ("maker": who built it, "brand": only whose label it bears), `via` (what the party owns
/// or owned: a maker's or brand's id), `doubt` (comma list of what else must hold: "affiliates_unsettled",
/// "share_unknown", "made_while_owned"). Confidence: that of the maker, or of the brand where `by` is "brand", never
/// above it. `subject`, `id` and `observations` are left to the caller.
///
/// "lists" rules control only the acts they name (supplying to the party, investing in it) and forbid no other. Periods
/// of an affiliate are cut by the days of its ownership. A rule for whoever made it (origin "any") reaches no device by
/// itself: it says nothing about one, so answer() adds it for those it binds.
std::vector<model::Finding> derive_restrictions(const Party& party, const knowledge::Knowledge& knowledge);

struct Ask {
  std::vector<std::string> whos;  ///< ids of data/restrictions/who.toml; empty = every one
  std::vector<std::string> acts;  ///< buy, use, import, …; empty = buying, using, and what rules forbid to the asker
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
  std::string note;  ///< of the party's row and of the ownership, where data has one: "closing day not known here"
  model::Confidence confidence = model::Confidence::unknown;
  bool controls = false;  ///< the rule is about this act and binds this asker; false: it merely lists or listed, or
                          ///< does not bind
};

/// Answers for one device (a camera or recorder) from its "restriction" findings, worst first; one answer a (who, act,
/// rule) that says something, and one not_restricted or does_not_bind where nothing restricts that who and act.
/// `was_until` without `controls` means: was listed until. A list that forbids nothing to an asker of another
/// jurisdiction is said only when `ask` names that asker. A period of certainty "unknown" (not known here whether the
/// rule applied) is restricted_if within it and silent outside. Where `ask` names neither asker nor act, what merely
/// lists is said of buying and using alone.
std::vector<Answer> answer(const std::vector<const model::Finding*>& restrictions,
                           const knowledge::Knowledge& knowledge, const Ask& ask);

}  // namespace lenscap::assess
