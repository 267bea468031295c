// lenscap knowledge: what the program knows, from where, and how old it is; and whether a folder of TOML would load.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "cli/common.hpp"
#include "cli/knowledge_import.hpp"
#include "cli/knowledge_test.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "knowledge/registry.hpp"
#include "sources/marker_check.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct KnowledgeArguments {
  CommonOptions common;
  std::string dir;
};

struct Entries {
  const char* name;
  std::vector<const knowledge::Entry*> list;
};

template <class T>
Entries entries(const char* name, const std::vector<T>& all) {
  Entries e{name, {}};
  for (const T& entry : all) e.list.push_back(&entry);
  return e;
}

std::vector<Entries> all_entries(const knowledge::Knowledge& k) {
  return {entries("signatures", k.signatures),
          entries("makers", k.makers),
          entries("brands", k.brands),
          entries("components", k.components),
          entries("endpoints", k.endpoints),
          entries("networks", k.networks),
          entries("rules", k.rules),
          entries("askers", k.whos),
          entries("markers", k.markers),
          entries("grades", k.grades),
          entries("organisations", k.organisations),
          entries("lookalikes", k.lookalikes),
          entries("words of names", k.name_words),
          entries("item forms", k.item_forms),
          entries("rates", k.rates),
          entries("thresholds", k.thresholds)};
}

/// How old the address registry is today, and what its last refresh changed.
std::string registry_line() {
  const std::string_view edition = knowledge::registry_edition();
  std::string line = fmt::format("Address registry of {}", edition);
  if (const auto day = model::parse_date(edition.substr(0, 10))) line += fmt::format(", {} days old", days_since(*day));
  const auto changes = knowledge::registry_changes();
  if (!changes.day.empty())
    line += fmt::format("; last change {} (oui-data {}): {} blocks new, {} renamed, {} gone", changes.day,
                        changes.version, changes.added, changes.renamed, changes.gone);
  return line + "\n";
}

int list(const KnowledgeArguments& a) {
  auto k = load_knowledge(a.common);
  if (!k) return refuse(k.error());
  const auto groups = all_entries(*k);
  if (!a.common.json.empty()) {
    views::Json doc = {{"lenscap", "knowledge"},
                       {"schema", 1},
                       {"edition", k->edition},
                       {"registry", std::string(knowledge::registry_edition())}};
    const auto changes = knowledge::registry_changes();
    doc["registry_changes"] = {{"day", changes.day},
                               {"version", changes.version},
                               {"added", changes.added},
                               {"renamed", changes.renamed},
                               {"gone", changes.gone}};
    for (const auto& group : groups) {
      auto& out = doc[group.name] = views::Json::array();
      for (const auto* e : group.list)
        out.push_back({{"id", e->id}, {"source", e->source}, {"date", model::to_string(e->date)}, {"file", e->file}});
    }
    if (auto done = write_document(a.common.json, doc.dump(2) + "\n"); !done) return refuse(done.error());
    if (a.common.json == "-") return exit_done;
  }
  std::string out = fmt::format("Knowledge of {}\n{}\n", k->edition, registry_line());
  for (const auto& group : groups) {
    if (group.list.empty()) continue;
    const auto [oldest, newest] =
        std::minmax_element(group.list.begin(), group.list.end(), [](auto* x, auto* y) { return x->date < y->date; });
    out += fmt::format("{:>6}  {:<13} read between {} and {}\n", group.list.size(), group.name,
                       model::to_string((*oldest)->date), model::to_string((*newest)->date));
  }
  out += "\nRules\n";
  for (const auto& rule : k->rules)
    out += fmt::format("  {:<22} {}{}\n", rule.id, views::neutral(rule.title),
                       rule.certainty == "verified" ? "" : "  (" + rule.certainty + ")");
  out += "\nWho can ask (--for)\n";
  for (const auto& who : k->whos) out += fmt::format("  {:<22} {}\n", who.id, views::neutral(who.title));
  out += "\nEvery entry with its source: lenscap knowledge --json -\n";
  auto done = write_document("-", out);
  return done ? exit_done : refuse(done.error());
}

int report(const std::vector<model::Error>& wrong, const std::string& json, const std::string& fine) {
  if (!json.empty()) {
    views::Json doc = {{"lenscap", "knowledge-check"}, {"schema", 1}, {"errors", views::Json::array()}};
    for (const auto& e : wrong) doc["errors"].push_back({{"what", e.what}, {"where", e.where}, {"todo", e.todo}});
    if (auto done = write_document(json, doc.dump(2) + "\n"); !done) return refuse(done.error());
  }
  for (const auto& error : wrong) complain(error);
  if (wrong.empty() && json != "-")
    if (auto done = write_document("-", fine + "\n"); !done) return refuse(done.error());
  return wrong.empty() ? exit_done : exit_unusable;
}

int check(const KnowledgeArguments& a) {
  auto base = knowledge::load_builtin();
  if (!base) return refuse(base.error());
  auto wrong = knowledge::check_directory(a.dir, *base);
  if (wrong.empty())
    if (const auto all = knowledge::load_directory(a.dir, *base)) wrong = sources::check_markers(*all);
  return report(wrong, a.common.json, "sound: every entry loads, every example matches and none is stolen");
}

}  // namespace

void add_knowledge(const Verb& app, int& code) {
  auto a = std::make_shared<KnowledgeArguments>();
  const Verb verb = app.verb("knowledge", "What Lenscap knows, from which sources, and how old it is");
  add_knowledge_option(verb, a->common);
  add_json_option(verb, a->common);
  const Verb checking = verb.verb("check", "Would the TOML entries below DIR load, and do their examples hold?");
  checking.place("DIR", a->dir, "Folder of TOML files", Verb::Need::required);
  add_json_option(checking, a->common);
  const Verb testing = add_knowledge_test(verb, code);
  const Verb importing = add_knowledge_import(verb, code);
  verb.footer(
      "Examples:\n  lenscap knowledge\n  lenscap knowledge check my-signatures/\n  lenscap knowledge test\n  lenscap "
      "knowledge test my-signatures/ --json -\n  lenscap knowledge import consolidated.csv --list EL -o "
      "mine/entity-list.toml");
  verb.run([a, &code, checking, testing, importing] {
    if (checking.named()) code = check(*a);
    else if (!testing.named() && !importing.named()) code = list(*a);
  });
}

}  // namespace lenscap::cli
