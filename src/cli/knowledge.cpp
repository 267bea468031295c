// lenscap knowledge: what the program knows, from where, and how old it is; and whether a folder of TOML would load.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "knowledge/registry.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct KnowledgeArguments {
  CommonOptions common;
  std::string dir;
};

int refuse(const model::Error& error) {
  complain(error);
  return exit_unusable;
}

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
          entries("rules", k.rules),
          entries("askers", k.whos)};
}

int list(const KnowledgeArguments& a) {
  auto k = load_knowledge(a.common);
  if (!k) return refuse(k.error());
  const auto groups = all_entries(*k);
  if (!a.common.json.empty()) {
    nlohmann::json doc = {{"lenscap", "knowledge"},
                          {"schema", 1},
                          {"edition", k->edition},
                          {"registry", std::string(knowledge::registry_edition())}};
    for (const auto& group : groups) {
      auto& out = doc[group.name] = nlohmann::json::array();
      for (const auto* e : group.list)
        out.push_back({{"id", e->id}, {"source", e->source}, {"date", model::to_string(e->date)}, {"file", e->file}});
    }
    if (auto done = write_document(a.common.json, doc.dump(2) + "\n"); !done) return refuse(done.error());
    if (a.common.json == "-") return exit_done;
  }
  std::string out =
      fmt::format("Knowledge of {}; address registry of {}\n\n", k->edition, knowledge::registry_edition());
  for (const auto& group : groups) {
    if (group.list.empty()) continue;
    const auto [oldest, newest] =
        std::minmax_element(group.list.begin(), group.list.end(), [](auto* x, auto* y) { return x->date < y->date; });
    out += fmt::format("{:>6}  {:<11} read between {} and {}\n", group.list.size(), group.name,
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
    nlohmann::json doc = {{"lenscap", "knowledge-check"}, {"schema", 1}, {"errors", nlohmann::json::array()}};
    for (const auto& e : wrong) doc["errors"].push_back({{"what", e.what}, {"where", e.where}, {"todo", e.todo}});
    if (auto done = write_document(json, doc.dump(2) + "\n"); !done) return refuse(done.error());
  }
  for (const auto& error : wrong) complain(error);
  if (wrong.empty() && json != "-") fmt::print("{}\n", fine);
  return wrong.empty() ? exit_done : exit_unusable;
}

int check(const KnowledgeArguments& a) {
  auto base = knowledge::load_builtin();
  if (!base) return refuse(base.error());
  return report(knowledge::check_directory(a.dir, *base), a.common.json,
                "sound: every entry loads, every example matches and none is stolen");
}

int test(const KnowledgeArguments& a) {
  auto k = load_knowledge(a.common);
  if (!k) return refuse(k.error());
  std::size_t examples = 0;
  for (const auto& s : k->signatures) examples += s.examples.size() + s.not_examples.size();
  for (const auto& e : k->endpoints) examples += e.examples.size() + e.not_examples.size();
  return report(knowledge::check(*k), a.common.json,
                fmt::format("{} signatures and {} endpoints, {} examples: all hold, none is stolen",
                            k->signatures.size(), k->endpoints.size(), examples));
}

}  // namespace

void add_knowledge(CLI::App& app, int& code) {
  auto a = std::make_shared<KnowledgeArguments>();
  CLI::App* verb = app.add_subcommand("knowledge", "What Lenscap knows, from which sources, and how old it is");
  add_knowledge_option(*verb, a->common);
  add_json_option(*verb, a->common);
  CLI::App* checking =
      verb->add_subcommand("check", "Would the TOML entries below DIR load, and do their examples hold?");
  checking->add_option("DIR", a->dir, "Folder of TOML files")->required();
  add_json_option(*checking, a->common);
  CLI::App* testing =
      verb->add_subcommand("test", "Run every example of every signature and endpoint against all of them");
  add_knowledge_option(*testing, a->common);
  add_json_option(*testing, a->common);
  verb->footer("Examples:\n  lenscap knowledge\n  lenscap knowledge check my-signatures/\n  lenscap knowledge test");
  verb->callback([a, &code, checking, testing] {
    code = checking->parsed() ? check(*a) : testing->parsed() ? test(*a) : list(*a);
  });
}

}  // namespace lenscap::cli
