// views/restrictions.hpp: rules over time, a party's place in them, and what changed between two days, as people and
// programs read it. Public form: docs/restrictions.schema.json.
#pragma once
#include <string>
#include <vector>

#include "assess/restriction_diff.hpp"
#include "assess/rule_party.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

struct RestrictionsView {
  const knowledge::Knowledge& k;
  assess::Ask ask;
  std::string asked;                          ///< the name that was asked about; empty: the rules themselves
  std::vector<assess::PartyAnswers> parties;  ///< whom it names
  long age = 0;                               ///< days between the edition of the knowledge and today; terminal only
};

std::string to_restrictions_json(const RestrictionsView& view);
std::string to_restrictions_terminal(const RestrictionsView& view, TerminalStyle style);

struct RestrictionsDiffView {
  const knowledge::Knowledge& k;
  model::Date earlier, later;
  std::vector<assess::RestrictionChange> changes;
  long age = 0;
};

std::string to_restrictions_diff_json(const RestrictionsDiffView& view);
std::string to_restrictions_diff_terminal(const RestrictionsDiffView& view, TerminalStyle style);

/// The rules that --for and --act leave: those that bind one of the askers and speak of one of the acts.
std::vector<const knowledge::Rule*> asked_rules(const knowledge::Knowledge& k, const assess::Ask& ask);

/// "since 2019-08-13", "2018-02-06 to 2022-11-23", "until 2025-01-06", "" when both ends are open.
std::string period_words(const std::optional<model::Date>& from, const std::optional<model::Date>& until);

/// "holds", "not yet", "ended", "not known here" for a period and certainty on a day.
assess::Holds holds_on(const std::optional<model::Date>& from, const std::optional<model::Date>& until,
                       const std::string& certainty, const model::Date& day);

}  // namespace lenscap::views
