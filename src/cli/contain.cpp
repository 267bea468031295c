// lenscap contain: the tightest rules that still let the devices of a case work, and what asks for each.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "assess/containment.hpp"
#include "casefile/store.hpp"
#include "cli/common.hpp"
#include "cli/declared.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "views/contain_csv.hpp"
#include "views/declared.hpp"
#include "views/mud.hpp"
#include "views/nftables.hpp"

namespace lenscap::cli {

namespace {

struct ContainArguments {
  std::string case_file, declared, nft, csv, mud;
  CommonOptions common;
};

/// When the evidence ends.
model::Nanos end_of(const model::Case& c) {
  model::Nanos end = model::no_time;
  for (const auto& source : c.sources) end = std::max(end, source.last);
  return end;
}

model::Result<void> write_mud(const std::string& folder, const assess::Containment& all, const model::Case& c) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return model::fail("cannot be made: " + code.message(), folder, "name another folder");
  for (const auto& device : all.devices) {
    const std::string path = folder + "/" + views::mud_file_name(device);
    if (auto done = write_document(path, views::to_mud(device, end_of(c))); !done) return done;
  }
  return write_document(folder + "/devices.toml", views::to_mud_index(all));
}

std::string summary(const assess::Containment& all) {
  std::size_t allow = 0, stop = 0;
  for (const auto& d : all.devices)
    for (const auto& rule : d.rules) ++(rule.allow ? allow : stop);
  return fmt::format(
      "{} devices: {} rules let declared and measured inside traffic through, {} measured peers are stopped by name,\n"
      "and so is everything else from or to these devices.\n",
      all.devices.size(), allow, stop);
}

int contain(const ContainArguments& a) {
  if ((a.nft == "-") + (a.csv == "-") + (a.common.json == "-") > 1)
    return refuse({"two documents cannot share standard output", "--nft, --csv, --json", "give one of them a file"});
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto declared = load_declared(a.declared);
  if (!declared) return refuse(declared.error());
  auto c = casefile::load(a.case_file);
  if (!c) return refuse(c.error());
  if (c->flows.empty())
    return refuse({"holds no traffic", a.case_file,
                   "make the case from captures or flow records: lenscap audit FILE --case CASE"});

  const auto comparison = assess::compare(*c, *knowledge, *declared, assess::conversations(*c));
  const auto all = assess::contain(*c, *knowledge, comparison);
  if (!a.nft.empty())
    if (auto done = write_document(a.nft, views::to_nftables(all, *c)); !done) return refuse(done.error());
  if (!a.csv.empty())
    if (auto done = write_document(a.csv, views::to_contain_csv(all, *c)); !done) return refuse(done.error());
  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_declared_json(comparison, *declared, *c)); !done)
      return refuse(done.error());
  if (!a.mud.empty())
    if (auto done = write_mud(a.mud, all, *c); !done) return refuse(done.error());
  if (a.nft == "-" || a.csv == "-" || a.common.json == "-") return exit_done;
  std::string text = summary(all);
  if (!a.declared.empty())
    text = views::to_declared_terminal(comparison, *declared, *c, {wants_colour(), terminal_width()}) + "\n" + text;
  auto done = write_document("-", text);
  return done ? exit_done : refuse(done.error());
}

}  // namespace

void add_contain(const Verb& app, int& code) {
  auto a = std::make_shared<ContainArguments>();
  const Verb verb = app.verb("contain", "Rules that let devices do their work and stop the rest");
  verb.place("CASE", a->case_file, "Case file", Verb::Need::required);
  add_declared_option(verb, a->declared);
  verb.text("--nft", a->nft, "FILE", "Write the rules for nft(8); - for standard output");
  verb.text("--csv", a->csv, "FILE", "Write one row a rule; - for standard output");
  verb.text("--mud", a->mud, "DIR", "Write a MUD file (RFC 8520) a device, and devices.toml that names them");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer(
      "What is declared is allowed, and so is what was measured inside and answered; the rest is stopped.\n"
      "Nothing is sent or loaded: look the rules over, then load them yourself.\n\n"
      "Examples:\n"
      "  lenscap contain depot.lenscap\n"
      "  lenscap contain depot.lenscap --declared letter.toml --nft depot.nft && nft -c -f depot.nft\n"
      "  lenscap contain depot.lenscap --declared mud/ --csv - | grep ,stop,\n"
      "  lenscap contain depot.lenscap --mud mud/");
  verb.run([a, &code] { code = contain(*a); });
}

}  // namespace lenscap::cli
