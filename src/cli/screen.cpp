// lenscap screen: is any of these names, numbers or item texts a party that rules name?
#include "views/screen.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>
#include <memory>

#include "assess/in_parts.hpp"
#include "assess/screening.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/screen_decisions.hpp"
#include "cli/verbs.hpp"
#include "knowledge/document.hpp"
#include "sources/screen_input.hpp"

namespace lenscap::cli {

namespace {

/// Larger lists are cut by who has them.
constexpr std::size_t largest_input = std::size_t{2} << 30;

struct ScreenArguments {
  std::string input, pairs, column, csv;
  DecisionOptions decisions;
  CommonOptions common;
  bool quiet = false;
};

model::Result<std::string> bytes_of(const std::string& path) {
  if (path != "-") return knowledge::read_file(path, path, largest_input);
  std::string bytes;
  std::array<char, 65536> block;
  while (std::cin.read(block.data(), block.size()), std::cin.gcount() > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > largest_input)
      return model::fail("is longer than 2 GiB", "standard input", "screen it in parts");
  }
  return bytes;
}

std::vector<assess::ScreenAnswer> answers_to(const sources::ScreenRow& row, const assess::Screening& screening,
                                             const std::optional<model::Date>& on, bool pair,
                                             assess::NameIndex::Scratch& memory) {
  if (pair) return {screening.compare(row.name, row.second)};
  assess::ScreenAsk ask;
  ask.name = row.name;
  ask.item = row.item;
  ask.country = row.country;
  ask.address = row.address;
  for (const auto& [scheme, id] : row.identifiers) ask.identifiers.emplace_back(scheme, id);
  ask.on = on;
  return screening.ask(ask, memory);
}

void answer_all(const std::vector<sources::ScreenRow>& rows, const assess::Screening& screening,
                const std::optional<model::Date>& on, bool pairs, std::vector<views::ScreenedRow>& out) {
  using Answers = std::vector<std::vector<assess::ScreenAnswer>>;  // a row's depend on no other row
  constexpr std::size_t together = 500;
  constexpr unsigned threads = 2;
  auto parts = assess::in_parts(rows.size(), together, threads, [&](std::size_t from, std::size_t to) {
    Answers answers;
    assess::NameIndex::Scratch memory;
    for (std::size_t i = from; i < to; ++i) answers.push_back(answers_to(rows[i], screening, on, pairs, memory));
    return answers;
  });
  auto row = out.begin();
  for (Answers& part : parts)
    for (auto& answers : part) (row++)->answers = std::move(answers);
}

views::ScreenView view_of(const sources::ScreenInput& input, const std::string& name) {
  views::ScreenView view;
  view.input = name == "-" ? "standard input" : name;
  view.form = input.form;
  view.how = input.how;
  for (const auto& [header, as] : input.columns) view.columns.emplace_back(header, to_string(as));
  for (const auto& note : input.notes) view.notes.push_back(model::to_line(note));
  return view;
}

int screen(const ScreenArguments& a) {
  if ((a.csv == "-") + (a.common.json == "-") > 1)
    return refuse({"two documents cannot share standard output", "--csv, --json", "give one of them a file"});
  if (a.input.empty() == a.pairs.empty())
    return refuse({"needs one input", "screen", "give FILE, - for standard input, or --pairs FILE"});
  const auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto asked = make_ask(a.common, *knowledge);
  if (!asked) return refuse(asked.error());
  const std::string& path = a.pairs.empty() ? a.input : a.pairs;
  const auto bytes = bytes_of(path);
  if (!bytes) return refuse(bytes.error());
  const auto input = sources::read_screen_input({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()},
                                                path, {a.column, !a.pairs.empty()});
  if (!input) return refuse(input.error());

  views::ScreenView view = view_of(*input, path);
  view.knowledge = &*knowledge;
  view.on = model::to_string(asked->on);
  view.whos = asked->whos;
  const assess::Screening screening(*knowledge);
  for (const sources::ScreenRow& row : input->rows)
    view.rows.push_back({row.row, row.line, row.place, row.name, row.second, row.item, {}, row.notes, {}, {}, {}});
  answer_all(input->rows, screening, asked->on, !a.pairs.empty(), view.rows);
  if (auto done = decide(a.decisions, path, *knowledge, view); !done) return refuse(done.error());

  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_screen_json(view)); !done) return refuse(done.error());
  if (!a.csv.empty())
    if (auto done = write_document(a.csv, views::to_screen_csv(view)); !done) return refuse(done.error());
  if (a.common.json == "-" || a.csv == "-" || a.quiet) return exit_done;
  auto done = write_document("-", views::to_screen_terminal(view, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

}  // namespace

void add_screen(const Verb& app, int& code) {
  auto a = std::make_shared<ScreenArguments>();
  const Verb verb = app.verb("screen", "Names, numbers and item texts against the parties that rules name");
  verb.place("FILE", a->input, "Table, JSON, OCDS, or one name a line; - for standard input");
  verb.text("--column", a->column, "NAME", "The column of names: its header, or its number from 1");
  verb.text("--pairs", a->pairs, "FILE", "Compare two names a row instead: a table with header name1,name2");
  add_decision_options(verb, a->decisions);
  verb.list("--for", a->common.whos, "WHO", "Who asks, e.g. uk-council (several allowed; default: all)");
  verb.text("--on", a->common.on, "DATE", "On which day, YYYY-MM-DD (default: the edition date of the knowledge)");
  add_json_option(verb, a->common);
  verb.text("--csv", a->csv, "FILE", "Write one row a name; - for standard output");
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output");
  verb.footer(
      "Verdicts: is, owned_by, sells, may_be (with what would decide it), not. Rows without any likeness are only\n"
      "counted on the terminal; JSON and CSV hold every row.\n\n"
      "Examples:\n"
      "  lenscap screen suppliers.csv\n"
      "  lenscap screen suppliers.csv --column \"Lieferant\" --for uk-council --on 2026-01-31\n"
      "  lenscap screen releases.json --json -\n"
      "  lenscap screen suppliers.csv --decide 17=not --by \"A. Person\" --reason \"another company, number "
      "01234567\"\n"
      "  lenscap screen --pairs pairs.csv --json result.json");
  verb.run([a, &code] { code = screen(*a); });
}

}  // namespace lenscap::cli
