// views/screen.cpp: screened rows as JSON, CSV and on a terminal.
#include "views/screen.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>

#include "views/csv_cell.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"

namespace lenscap::views {

namespace {

using assess::ScreenAnswer;
using assess::ScreenVerdict;

Json screen_answer_json(const ScreenedRow& row, const ScreenAnswer& answer, const ScreenView& view) {
  Json out;
  out["verdict"] = to_string(answer.verdict);
  out["party"] = text_or_null(answer.party);
  out["party_name"] = text_or_null(answer.party_name);
  out["rule"] = text_or_null(rule_shown(answer, view));
  out["rules"] = answer.rules;
  out["reason"] = reasons_in_words(row, answer, view);
  out["decide"] = text_or_null(answer.decide);
  Json reasons = Json::array();
  for (const auto& reason : answer.reasons)
    reasons.push_back(
        {{"key", reason.key}, {"detail", text_or_null(reason.detail)}, {"entry", text_or_null(reason.entry)}});
  out["reasons"] = std::move(reasons);
  return out;
}

Ink ink(ScreenVerdict v) {
  switch (v) {
    case ScreenVerdict::is:
    case ScreenVerdict::owned_by:
    case ScreenVerdict::sells:
      return Ink::alarm;
    case ScreenVerdict::may_be:
      return Ink::warning;
    case ScreenVerdict::not_them:
      break;
  }
  return Ink::calm;
}

std::string subject_of(const ScreenedRow& row) {
  if (!row.second.empty()) return row.name + " | " + row.second;
  return row.name.empty() ? row.item : row.name;
}

}  // namespace

std::string to_screen_json(const ScreenView& view) {
  Json out;
  out["lenscap"] = "screen";
  out["schema"] = 1;
  out["knowledge"] = view.knowledge->edition;
  Json columns = Json::array();
  for (const auto& [header, as] : view.columns)
    columns.push_back({{"header", neutral(header)}, {"taken_for", text_or_null(as)}});
  Json notes = Json::array();
  for (const auto& note : view.notes) notes.push_back(neutral(note));
  out["input"] = {
      {"name", neutral(view.input)}, {"form", view.form}, {"how", view.how}, {"columns", columns}, {"notes", notes}};
  out["on"] = view.on;
  out["for"] = view.whos;
  Json results = Json::array();
  for (const auto& row : view.rows) {
    Json one{{"row", row.row}, {"name", neutral(row.name)}};
    if (!row.second.empty()) one["name2"] = neutral(row.second);
    const Json best = screen_answer_json(row, row.answers.front(), view);
    for (const auto& [key, value] : best.items()) one[key] = value;
    if (row.line) one["line"] = row.line;
    if (!row.place.empty()) one["place"] = neutral(row.place);
    if (!row.item.empty()) one["item"] = neutral(row.item);
    if (!row.notes.empty()) one["notes"] = row.notes;
    if (!row.decided_by.empty())
      one["decision"] = {{"by", neutral(row.decided_by)}, {"on", row.decided_on}, {"reason", neutral(row.decided_why)}};
    Json others = Json::array();
    for (std::size_t i = 1; i < row.answers.size(); ++i)
      others.push_back(screen_answer_json(row, row.answers[i], view));
    one["others"] = std::move(others);
    results.push_back(std::move(one));
  }
  out["results"] = std::move(results);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_screen_csv(const ScreenView& view) {
  std::string out;
  csv_row(out, std::to_array<std::string>(
                   {"row", "name", "item", "verdict", "party", "party_name", "rule", "reason", "decide", "notes"}));
  for (const auto& row : view.rows) {
    const ScreenAnswer& best = row.answers.front();
    csv_row(out, std::to_array<std::string>({std::to_string(row.row), subject_of(row), row.item,
                                             std::string(to_string(best.verdict)), best.party, best.party_name,
                                             rule_shown(best, view), reasons_in_words(row, best, view),
                                             decider_in_words(best), fmt::format("{}", fmt::join(row.notes, " "))}));
  }
  return out;
}

/// The column of verdicts.
constexpr int verdict_width = 10;

std::string to_screen_terminal(const ScreenView& view, const TerminalStyle& style) {
  std::string out = fmt::format("{}: {} read as {}{}{}\n", neutral(view.input), view.rows.size(), view.form,
                                view.how.empty() ? "" : ", ", view.how);
  for (const auto& [header, as] : view.columns)
    if (!as.empty()) out += fmt::format("  column \"{}\" is taken for: {}\n", neutral(header), as);
  for (const auto& note : view.notes) out += fmt::format("  not read: {}\n", neutral(note));
  out += fmt::format("Rules and owners as of {}.\n\n", view.on);
  std::map<ScreenVerdict, std::size_t> counts;
  for (const auto& row : view.rows) {
    const ScreenAnswer& best = row.answers.front();
    ++counts[best.verdict];
    if (best.verdict == ScreenVerdict::not_them && best.party.empty() && row.notes.empty()) continue;
    const std::string rule = rule_shown(best, view);
    const auto line = [&](const std::string& text) {
      out += std::string(verdict_width, ' ') + wrap(text, style.width, verdict_width) + "\n";
    };
    const std::string subject = neutral(subject_of(row));
    constexpr std::size_t longest = 300;  // bytes: a title can be a page
    out += paint(fmt::format("{:<{}}", to_string(best.verdict), verdict_width), ink(best.verdict), style) +
           wrap(fmt::format("row {}: {}", row.row, fit(subject, longest)), style.width, verdict_width) + "\n";
    if (!best.party_name.empty()) line(neutral(best.party_name) + (rule.empty() ? "" : ", under " + rule));
    line(reasons_in_words(row, best, view));
    if (!best.decide.empty()) line("would decide: " + decider_in_words(best));
    if (!row.notes.empty()) line(fmt::format("row repaired: {}", fmt::join(row.notes, ", ")));
  }
  out += "\n";
  for (const auto& [verdict, count] : counts) out += fmt::format("{} {}   ", to_string(verdict), count);
  out += "\n";
  if (counts.size() > counts.count(ScreenVerdict::not_them))
    out +=
        "`lenscap who PARTY` tells its owners and rules; `--decide ROW=VERDICT --by NAME --reason TEXT` keeps yours.\n";
  return out;
}

}  // namespace lenscap::views
