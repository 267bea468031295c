// lenscap capability diff: two editions of a header, library or image in; what became of each analysis of people out.
#include "assess/capability_diff.hpp"

#include <memory>

#include "cli/capability_diff.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "sources/read_capability.hpp"
#include "views/capability_diff.hpp"

namespace lenscap::cli {

namespace {

struct DiffArguments {
  std::string before, after;
  CommonOptions common;
  bool quiet = false;
};

int diff(const DiffArguments& a) {
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  auto scan = sources::MarkerScan::compile(*knowledge);
  if (!scan) return refuse(scan.error());
  const auto read = [&](const std::string& path) {
    auto reading = sources::read_capability({path}, *scan, {}, sources::Layouts::keep);
    for (const auto& error : reading.unusable) complain(error);
    return reading;
  };
  const auto before = read(a.before), after = read(a.after);
  if (before.inputs.empty() || after.inputs.empty())
    return refuse({"two editions are needed, and one could not be read", "", "name two headers, libraries or images"});
  const auto layout = sources::compare_headers(before.headers, after.headers);
  const auto found = assess::assess_diff(layout, before.mentions, after.mentions, *knowledge);
  const views::CapabilityDiffView view{*knowledge, found, a.before, a.after};
  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_capability_diff_json(view)); !done)
      return refuse(done.error());
  if (a.common.json != "-" && !a.quiet)
    if (auto done = write_document("-", views::to_capability_diff_terminal(view, {wants_colour(), terminal_width()}));
        !done)
      return refuse(done.error());
  return before.unusable.empty() && after.unusable.empty() ? exit_done : exit_unusable;
}

}  // namespace

Verb add_capability_diff(const Verb& capability, int& code) {
  auto a = std::make_shared<DiffArguments>();
  const Verb verb = capability.verb(
      "diff", "What became of each analysis of people between two editions: added, removed, renamed in place, hidden");
  verb.place("OLD", a->before, "The older header, library, image or folder", Verb::Need::required);
  verb.place("NEW", a->after, "The newer one", Verb::Need::required);
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output");
  verb.footer(
      "Examples:\n"
      "  lenscap capability diff 2018/HCNetSDK.h 2021/HCNetSDK.h\n"
      "  lenscap capability diff firmware-1.zip firmware-2.zip --json -\n\n"
      "A field that keeps its place in a structure and loses its name is renamed, not gone. Structures are compared "
      "by\n"
      "their layout; what is gone from pages and menus and still stands in a program is hidden.");
  verb.run([a, &code] { code = diff(*a); });
  return verb;
}

}  // namespace lenscap::cli
