#include "cli/screen_decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>

#include "cli/outputs.hpp"
#include "knowledge/decision.hpp"
#include "model/time.hpp"

namespace lenscap::cli {

namespace {

using knowledge::Decision;

std::optional<assess::ScreenVerdict> verdict_of(std::string_view word) {
  using enum assess::ScreenVerdict;
  for (const auto verdict : {is, owned_by, sells, may_be, not_them})
    if (to_string(verdict) == word) return verdict;
  return std::nullopt;
}

model::Date today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return model::day_of(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

std::vector<std::string> keys_of(const assess::ScreenAnswer& answer) {
  std::vector<std::string> keys;
  for (const auto& reason : answer.reasons)
    if (!reason.entry.empty()) keys.push_back(reason.entry);
  return keys;
}

std::string subject_of(const views::ScreenedRow& row) {
  if (!row.second.empty()) return row.name + " | " + row.second;
  return row.name.empty() ? row.item : row.name;
}

model::Result<Decision> new_decision(const std::string& text, const DecisionOptions& options,
                                     const knowledge::Knowledge& k, const views::ScreenView& view) {
  const auto sign = text.find('=');
  const std::string word = sign == text.npos ? std::string{} : text.substr(sign + 1);
  std::uint64_t number = 0;
  const std::string digits = text.substr(0, sign);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || !verdict_of(word))
    return model::fail(fmt::format("\"{}\" is no decision", text), "--decide",
                       "write ROW=VERDICT, such as 17=not; verdicts are is, owned_by, sells, may_be, not");
  const auto row =
      std::find_if(view.rows.begin(), view.rows.end(), [&](const views::ScreenedRow& r) { return r.row == number; });
  if (row == view.rows.end())
    return model::fail(fmt::format("there is no row {}", number), "--decide", "name a row as the report numbers them");
  const auto& answer = row->answers.front();
  return Decision{subject_of(*row),
                  answer.party,
                  word,
                  options.by,
                  today(),
                  options.reason,
                  knowledge::entries_now(k, keys_of(answer))};
}

void apply(const Decision& decision, const knowledge::Knowledge& k, views::ScreenedRow& row) {
  auto& answer = row.answers.front();
  if (answer.party != decision.party) return;
  if (const std::string changed = knowledge::changed_entry(k, decision); !changed.empty()) {
    answer.reasons.push_back({"decision_changed", changed, changed});
    return;
  }
  answer.verdict = *verdict_of(decision.verdict);
  if (answer.verdict != assess::ScreenVerdict::may_be) answer.decide.clear();
  row.decided_by = decision.by;
  row.decided_on = model::to_string(decision.on);
  row.decided_why = decision.reason;
}

}  // namespace

void add_decision_options(const Verb& app, DecisionOptions& options) {
  app.each("--decide", options.decide, "ROW=VERDICT",
           "Keep your verdict on a row: ROW=is, owned_by, sells, may_be or not");
  app.text("--by", options.by, "NAME", "Who decides");
  app.text("--reason", options.reason, "TEXT", "Why");
  app.text("--decisions", options.file, "FILE",
           "File of decisions, read and added to (default: FILE.decisions.toml beside the input)");
}

model::Result<void> decide(const DecisionOptions& options, const std::string& input, const knowledge::Knowledge& k,
                           views::ScreenView& view) {
  if (!options.decide.empty() && (options.by.empty() || options.reason.empty()))
    return model::fail("a decision needs a name and a reason", "--decide", "add --by NAME and --reason TEXT");
  const std::string path = !options.file.empty() ? options.file : input == "-" ? "" : input + ".decisions.toml";
  if (path.empty()) {
    if (options.decide.empty()) return {};
    return model::fail("has no place for decisions", "standard input", "add --decisions FILE");
  }
  auto decisions = knowledge::read_decisions(path);
  if (!decisions) return tl::unexpected(decisions.error());
  for (const std::string& text : options.decide) {
    auto decision = new_decision(text, options, k, view);
    if (!decision) return tl::unexpected(decision.error());
    std::erase_if(*decisions,
                  [&](const Decision& d) { return d.name == decision->name && d.party == decision->party; });
    decisions->push_back(std::move(*decision));
  }
  if (!options.decide.empty())
    if (auto done = write_document(path, knowledge::to_toml(*decisions)); !done) return done;
  std::multimap<std::string, const Decision*> by_name;
  for (const Decision& decision : *decisions) by_name.emplace(decision.name, &decision);
  for (views::ScreenedRow& row : view.rows) {
    const auto [begin, end] = by_name.equal_range(subject_of(row));
    for (auto d = begin; d != end; ++d) apply(*d->second, k, row);
  }
  return {};
}

}  // namespace lenscap::cli
