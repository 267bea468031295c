#include "cli/knowledge_import.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "knowledge/document.hpp"
#include "knowledge/rule_edition.hpp"
#include "sources/list_edition.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

using knowledge::EditionChange;
using knowledge::EditionDiff;
using sources::ListEdition;
using views::Json;

/// The whole Consolidated Screening List with addresses has some 10 MB.
constexpr std::size_t max_list_bytes = 256u << 20;
/// Of each kind of change, so many are shown; --json has all.
constexpr std::size_t most_shown = 12;

struct ImportArguments {
  CommonOptions common;
  std::vector<std::string> files, previous, columns;
  std::string list, source, out;
};

struct Imported {
  const sources::ListPart* part = nullptr;
  bool known = false;  ///< the list is a rule of the knowledge
  bool compared = false;
  EditionDiff diff;
  const knowledge::Rule* earlier = nullptr;
  knowledge::Rule merged;
};

model::Result<ListEdition> read_edition(const std::vector<std::string>& paths, const sources::ListOptions& options) {
  std::vector<std::string> contents;
  for (const auto& path : paths) {
    auto content = knowledge::read_file(path, path, max_list_bytes);
    if (!content) return tl::unexpected(content.error());
    contents.push_back(std::move(*content));
  }
  std::vector<sources::ListFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i)
    files.push_back({paths[i], {reinterpret_cast<const std::uint8_t*>(contents[i].data()), contents[i].size()}});
  return sources::read_list(files, options);
}

/// The day of an edition: as given, as its name says, or the newest day that a row states.
model::Result<model::Date> day_of_edition(const ImportArguments& a, const ListEdition& edition) {
  if (!a.common.on.empty()) {
    if (const auto day = model::parse_date(a.common.on)) return *day;
    return model::fail(fmt::format("\"{}\" is no day", views::neutral(a.common.on)), "--on", "write YYYY-MM-DD");
  }
  const std::string name = std::filesystem::path(a.files[0]).filename().string();
  for (std::size_t at = 0; at + 10 <= name.size(); ++at)
    if (const auto day = model::parse_date(std::string_view(name).substr(at, 10))) return *day;
  if (edition.newest.year != 0) return edition.newest;
  return model::fail("neither its name nor a row says of which day it is", a.files[0], "say it: --on YYYY-MM-DD");
}

std::size_t names_in(const knowledge::Rule& rule) {
  std::size_t n = 0;
  for (const auto& party : rule.parties) n += 1 + party.also.size();
  return n;
}

Json changes_json(const Imported& i, EditionChange kind) {
  Json out = Json::array();
  for (const auto& change : i.diff.changes) {
    if (change.change != kind) continue;
    Json row = {{"name", views::neutral(change.name)}};
    if (!change.was.empty()) row[kind == EditionChange::ended ? "day" : "was"] = views::neutral(change.was);
    if (kind != EditionChange::lacking) row["line"] = i.part->lines[change.party];
    out.push_back(std::move(row));
  }
  return out;
}

Json names_json(const std::vector<std::string>& names) {
  Json out = Json::array();
  for (const auto& name : names) out.push_back(views::neutral(name));
  return out;
}

std::string to_json(const ListEdition& edition, const model::Date& day, const std::vector<Imported>& all) {
  Json doc = {{"lenscap", "knowledge-import"}, {"schema", 1},
              {"format", edition.format},      {"forms", edition.forms},
              {"edition", to_string(day)},     {"rows", edition.rows}};
  doc["left_out"] = Json::object();
  for (const auto& [reason, count] : edition.left_out) doc["left_out"][reason] = count;
  Json& lists = doc["lists"] = Json::array();
  for (const Imported& i : all)
    lists.push_back({{"list", views::neutral(i.part->code)},
                     {"rule", i.part->rule.id},
                     {"known", i.known},
                     {"compared", i.compared},
                     {"entries", i.part->rule.parties.size()},
                     {"names", names_in(i.part->rule)},
                     {"same", i.diff.same},
                     {"names_added", names_json(i.diff.names_added)},
                     {"names_gone", names_json(i.diff.names_gone)},
                     {"respelled", i.diff.respelled},
                     {"added", changes_json(i, EditionChange::added)},
                     {"ended", changes_json(i, EditionChange::ended)},
                     {"renamed", changes_json(i, EditionChange::renamed)},
                     {"lacking", changes_json(i, EditionChange::lacking)}});
  Json& notes = doc["notes"] = Json::array();
  for (const auto& note : edition.notes)
    notes.push_back({{"file", views::neutral(note.file)},
                     {"row", note.row},
                     {"line", note.line},
                     {"name", views::neutral(note.name)},
                     {"flaw", sources::to_string(note.flaw)}});
  return doc.dump(2) + "\n";
}

void print_changes(std::string& out, const Imported& i, EditionChange kind, std::string_view words) {
  std::size_t shown = 0, all = 0;
  for (const auto& change : i.diff.changes) all += change.change == kind;
  if (all == 0) return;
  out += fmt::format("  {} {}\n", all, words);
  for (const auto& change : i.diff.changes) {
    if (change.change != kind || shown++ >= most_shown) continue;
    out += "    " + views::neutral(change.name);
    if (kind == EditionChange::ended) out += " (" + change.was + ")";
    else if (!change.was.empty()) out += " (was " + views::neutral(change.was) + ")";
    out += '\n';
  }
  if (all > most_shown) out += fmt::format("    and {} more (--json has all)\n", all - most_shown);
}

std::string to_text(const ListEdition& edition, const model::Date& day, const std::vector<Imported>& all,
                    bool with_previous) {
  std::string out = fmt::format("{}, edition of {}: {} rows", edition.format, to_string(day), edition.rows);
  for (const auto& form : edition.forms) out += fmt::format("; {}", form);
  out += '\n';
  for (const auto& [reason, count] : edition.left_out) out += fmt::format("left out: {} {}\n", count, reason);
  for (const Imported& i : all) {
    out += fmt::format("\n{} ({}): {} entries, {} names\n", views::neutral(i.part->code), i.part->rule.id,
                       i.part->rule.parties.size(), names_in(i.part->rule));
    if (!i.compared) {
      out += with_previous ? "  The previous edition has no such list.\n"
                           : "  No such list was known here; there is nothing to compare it with.\n";
      continue;
    }
    out += fmt::format("  Against {}: {} names more, {} fewer, of which {} are only spelled anew\n",
                       with_previous ? "the previous edition" : "what was known here", i.diff.names_added.size(),
                       i.diff.names_gone.size(), i.diff.respelled);
    print_changes(out, i, EditionChange::lacking, "entries that this edition lacks");
    print_changes(out, i, EditionChange::ended, "entries that have ended");
    print_changes(out, i, EditionChange::renamed, "entries under another name");
    print_changes(out, i, EditionChange::added, "entries added");
  }
  std::map<sources::ListFlaw, std::pair<std::size_t, const sources::ListNote*>> flaws;
  for (const auto& note : edition.notes) {
    auto& [count, first] = flaws[note.flaw];
    if (count++ == 0) first = &note;
  }
  if (!flaws.empty()) out += "\nKept as written, but to be looked at (--json has each row)\n";
  for (const auto& [flaw, seen] : flaws)
    out += fmt::format("  {:>6}  {}: \"{}\", line {}\n", seen.first, sources::words_of(flaw),
                       views::fit(views::neutral(seen.second->name), 60), seen.second->line);
  return out;
}

std::string to_toml(const std::vector<Imported>& all, const ListEdition& edition, const model::Date& day) {
  std::string out = fmt::format(
      "# {}, edition of {}, as `lenscap knowledge import` read it. Loads with --knowledge.\n"
      "# Names stand as the list prints them; what an edition lacks is kept and marked unknown from its day on.\n",
      edition.format, to_string(day));
  for (const Imported& i : all) out += "\n" + knowledge::to_toml(i.merged);
  return out;
}

int import(const ImportArguments& a) {
  sources::ListOptions options;
  options.list = a.list;
  for (const auto& text : a.columns) {
    auto column = sources::read_list_column(text);
    if (!column) return refuse(column.error());
    options.columns.push_back(std::move(*column));
  }
  const auto k = load_knowledge(a.common);
  if (!k) return refuse(k.error());
  const auto edition = read_edition(a.files, options);
  if (!edition) return refuse(edition.error());
  const auto day = day_of_edition(a, *edition);
  if (!day) return refuse(day.error());
  ListEdition before;
  if (!a.previous.empty()) {
    auto earlier = read_edition(a.previous, options);
    if (!earlier) return refuse(earlier.error());
    before = std::move(*earlier);
  }

  std::vector<Imported> all;
  std::vector<std::string> codes;
  for (const auto& part : edition->parts) {
    codes.push_back(views::neutral(part.code));
    if (!a.list.empty() && part.code != a.list) continue;
    Imported i;
    i.part = &part;
    const knowledge::Rule* known = k->rule(part.rule.id);
    i.known = known != nullptr;
    i.earlier = a.previous.empty() ? known : nullptr;
    for (const auto& old : before.parts)
      if (old.code == part.code) i.earlier = &old.rule;
    i.compared = i.earlier != nullptr;
    if (i.compared) i.diff = knowledge::compare_editions(*i.earlier, part.rule, *day);
    i.merged = knowledge::merge_edition(known ? *known : knowledge::Rule{}, part.rule, *day);
    if (!a.source.empty()) i.merged.source = a.source;
    if (i.merged.source.empty())
      return refuse({"says not where it comes from", a.files[0], "name its page or law: --source https://…"});
    all.push_back(std::move(i));
  }
  if (all.empty())
    return refuse({fmt::format("holds no list \"{}\"", views::neutral(a.list)), a.files[0],
                   fmt::format("it holds: {}", fmt::join(codes, ", "))});

  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, to_json(*edition, *day, all)); !done) return refuse(done.error());
  const bool toml_to_stdout = a.out == "-" || (a.out.empty() && a.common.json != "-");
  if (!a.out.empty() || toml_to_stdout)
    if (auto done = write_document(toml_to_stdout ? "-" : a.out, to_toml(all, *edition, *day)); !done)
      return refuse(done.error());
  if (a.common.json != "-") {
    const std::string text = to_text(*edition, *day, all, !a.previous.empty());
    if (toml_to_stdout) std::fputs(text.c_str(), stderr);
    else if (auto done = write_document("-", text); !done) return refuse(done.error());
  }
  return exit_done;
}

}  // namespace

Verb add_knowledge_import(const Verb& knowledge, int& code) {
  auto a = std::make_shared<ImportArguments>();
  const Verb verb = knowledge.verb(
      "import", "Turn an edition of an official list into entries; say what it added, ended, renamed and lacks");
  verb.places("FILE", a->files, "The list; of OFAC the file of entries with those of other names, addresses, remarks",
              Verb::Need::required);
  verb.text("--list", a->list, "NAME", "Which list: EL, DPL, UVL, MEU, CMIC, SDN, ISN, EUL, or a name of yours");
  verb.each("--map", a->columns, "COLUMN=FIELD",
            "What a column of a CSV holds: name, alias, list, group, from, until, country, address, citation, "
            "note, identifier, program, type");
  verb.several("--previous", a->previous, "FILE", "Compare with this edition, not with what is known here");
  verb.text("--on", a->common.on, "DATE", "Day of the edition (default: from the file's name, else its newest row)");
  verb.text("--source", a->source, "TEXT", "Where an auditor can open it: a page, a law");
  verb.text("-o,--output", a->out, "FILE", "Write the entries there; - for standard output (default)");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer(
      "Examples:\n"
      "  lenscap knowledge import consolidated.csv --list EL -o mine/entity-list.toml\n"
      "  lenscap knowledge import cons_prim.csv cons_alt.csv cons_add.csv --list CMIC --on 2025-12-19 -o "
      "mine/cmic.toml\n"
      "  lenscap knowledge import new.tsv --previous old.tsv --json -\n"
      "  lenscap knowledge import list.csv --map Company=name --map Since=from --list ours --source "
      "https://example.org\n"
      "  lenscap knowledge test mine/");
  verb.run([a, &code] { code = import(*a); });
  return verb;
}

}  // namespace lenscap::cli
