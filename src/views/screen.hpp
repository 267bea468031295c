// views/screen.hpp: screened rows as people and programs read them. Public form: docs/screen.schema.json. Its names are
// stable: added to, never renamed (results[].row, name, verdict, party, rule, reason).
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/screening.hpp"
#include "knowledge/knowledge.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

/// One row and what is said of it.
struct ScreenedRow {
  std::uint64_t row = 0, line = 0;
  std::string place, name, second, item;
  std::vector<assess::ScreenAnswer> answers;        ///< best first, never empty
  std::vector<std::string> notes;                   ///< keys of what had to be repaired
  std::string decided_by, decided_on, decided_why;  ///< a person's decision that holds
};

struct ScreenView {
  std::string input, form, how;
  std::vector<std::pair<std::string, std::string>> columns;  ///< header, what it was taken for ("" for nothing)
  std::string on;                                            ///< day of rules and ownership
  std::vector<std::string> whos;                             ///< who asks; empty: everybody
  std::vector<std::string> notes;                            ///< what could not be read
  std::vector<ScreenedRow> rows;
  const knowledge::Knowledge* knowledge = nullptr;
};

/// The rule shown: the first that forbids something to one of `whos`; empty when none does. Where nobody is named as
/// asking, the first that forbids, else the first.
std::string rule_shown(const assess::ScreenAnswer& answer, const ScreenView& view);

/// All reasons in words: "it is written as data has it: …; named in us-889-a1a, …".
std::string reasons_in_words(const ScreenedRow& row, const assess::ScreenAnswer& answer, const ScreenView& view);
/// What would decide it: "whether a company register gives Hikvision as owner". Empty when nothing is open.
std::string decider_in_words(const assess::ScreenAnswer& answer);

std::string to_screen_json(const ScreenView& view);
std::string to_screen_csv(const ScreenView& view);
std::string to_screen_terminal(const ScreenView& view, const TerminalStyle& style);

}  // namespace lenscap::views
