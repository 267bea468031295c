// lenscap who: what an organisation, a maker or a label is, who owns it on a day, what it owns and sells, which rules
// name it, and who it is not.
#include "assess/who.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "views/who.hpp"

namespace lenscap::cli {

namespace {

/// Names offered where nobody bears the one that was asked for.
constexpr std::size_t most_near_names = 5;

struct WhoArguments {
  std::string name, dot;
  CommonOptions common;
};

model::Error nobody(const knowledge::Knowledge& k, const std::string& name) {
  const auto near = assess::near_names(k, name, most_near_names);
  std::string todo = "ask with another spelling, or a number such as \"USCC 91330000733796106P\"";
  if (!near.empty()) todo = fmt::format("near in spelling, which says nothing of the two: {}", fmt::join(near, "; "));
  return {"nobody of that name is known here, which does not mean that no rule names them", name, todo};
}

model::Error several(const std::vector<assess::KnownParty>& parties, const std::string& name) {
  std::vector<std::string> choices;
  for (const auto& party : parties)
    choices.push_back(fmt::format("{} ({}, {})", party.id, party.name, assess::to_string(party.kind)));
  return {"several bear that name", name, fmt::format("ask by id: {}", fmt::join(choices, "; "))};
}

model::Result<model::Date> day_of(const std::string& on, const knowledge::Knowledge& k) {
  if (const auto day = model::parse_date(on.empty() ? k.edition : on)) return *day;
  return model::fail("is no day", on, "write --on 2026-11-24");
}

int who(const WhoArguments& a) {
  if (a.dot == "-" && a.common.json == "-")
    return refuse({"two documents cannot share standard output", "--dot, --json", "give one of them a file"});
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto on = day_of(a.common.on, *knowledge);
  if (!on) return refuse(on.error());
  const auto parties = assess::find_parties(*knowledge, a.name);
  if (parties.empty()) return refuse(nobody(*knowledge, a.name));
  if (parties.size() > 1) return refuse(several(parties, a.name));

  const assess::Who answer = assess::who_is(*knowledge, parties.front(), *on);
  if (!a.dot.empty())
    if (auto done = write_document(a.dot, views::to_who_dot(answer, *knowledge)); !done) return refuse(done.error());
  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_who_json(answer, *knowledge, a.name)); !done)
      return refuse(done.error());
  if (a.dot == "-" || a.common.json == "-") return exit_done;
  auto done = write_document("-", views::to_who_terminal(answer, *knowledge, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

}  // namespace

void add_who(const Verb& app, int& code) {
  auto a = std::make_shared<WhoArguments>();
  const Verb verb = app.verb("who", "What a name on the paper is: owners, labels, rules, look-alikes");
  verb.place("NAME", a->name, "Name in any script, number (\"SZSE 002415\") or id", Verb::Need::required);
  verb.text("--on", a->common.on, "DATE", "The day of owners and rules; by default the edition of the knowledge");
  verb.text("--dot", a->dot, "FILE", "Write owners and what is owned for Graphviz; - for standard output");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer(
      "Names are met exactly, in every script that is known; where several bear one, they are listed.\n\n"
      "Examples:\n"
      "  lenscap who 海康威视\n"
      "  lenscap who \"Lorex Technology Inc.\" --on 2021-03-01\n"
      "  lenscap who hikvision --dot - | dot -Tsvg > hikvision.svg\n"
      "  lenscap who \"USCC 91330000733796106P\" --json -");
  verb.run([a, &code] { code = who(*a); });
}

}  // namespace lenscap::cli
