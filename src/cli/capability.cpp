// lenscap capability: documents, headers, libraries, images in; what they can do to people out.
#include "assess/capability.hpp"

#include <fmt/format.h>

#include <memory>

#include "assess/audit.hpp"
#include "cli/capability_diff.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "knowledge/matcher.hpp"
#include "sources/inputs.hpp"
#include "sources/read_capability.hpp"
#include "views/capability.hpp"

namespace lenscap::cli {

namespace {

struct CapabilityArguments {
  std::vector<std::string> inputs;
  CommonOptions common;
  long fail_on = 0;
  bool quiet = false;
};

/// Captures are read as an audit reads them; what devices sent of analyses joins the rest.
void read_captures(sources::CapabilityReading& reading, const knowledge::Knowledge& k) {
  if (reading.captures.empty()) return;
  knowledge::Matcher matcher(k);
  sources::ReadOptions options;
  options.threads = 2;
  sources::ReadResult read = sources::read_inputs(reading.captures, matcher, options);
  for (auto& error : read.unusable) reading.unusable.push_back(std::move(error));
  const model::Case c = assess::audit(read.evidence, k, {}, &read.traffic);
  for (auto& mention : assess::mentions_of(c, k)) reading.mentions.push_back(std::move(mention));
  for (const model::Source& source : c.sources) {
    model::CapabilityInput input;
    input.name = source.name;
    input.sha256 = source.sha256;
    input.format = source.format;
    input.bytes = input.explained = source.bytes;
    input.skipped = source.skipped;
    reading.inputs.push_back(std::move(input));
  }
}

int capability(const CapabilityArguments& a) {
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  auto scan = sources::MarkerScan::compile(*knowledge);
  if (!scan) return refuse(scan.error());
  Progress progress("reading", a.quiet);
  auto reading = sources::read_capability(a.inputs, *scan,
                                          [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
  read_captures(reading, *knowledge);
  for (const auto& error : reading.unusable) complain(error);
  if (reading.inputs.empty()) return refuse({"nothing could be read", "", "name a document, header, library or image"});
  const auto found = assess::assess_capability(reading.mentions, *knowledge);
  const views::CapabilityView view{*knowledge, reading.inputs, found, reading.unusable};
  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_capability_json(view)); !done) return refuse(done.error());
  if (a.common.json != "-" && !a.quiet)
    if (auto done = write_document("-", views::to_capability_terminal(view, {wants_colour(), terminal_width()})); !done)
      return refuse(done.error());
  if (!reading.unusable.empty()) return exit_unusable;
  const bool hit = a.fail_on > 0 && !found.findings.empty() && found.findings.front().marker->grade >= a.fail_on;
  return hit ? exit_found : exit_done;
}

}  // namespace

void add_capability(const Verb& app, int& code) {
  auto a = std::make_shared<CapabilityArguments>();
  const Verb verb = app.verb("capability", "What a device, its firmware or its maker's software can do to people");
  verb.places("INPUT", a->inputs,
              "Device documents, SDK headers, libraries, web bundles, manuals, firmware images, or folders of them");
  verb.number("--fail-on", a->fail_on, 1, 5, "GRADE", "Exit 1 when a finding has this grade or a higher one, 1 to 5");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output, no progress");
  verb.footer(
      "Examples:\n"
      "  lenscap capability replies/\n"
      "  lenscap capability HCNetSDK.h libhcnetsdk.so manual.pdf\n"
      "  lenscap capability firmware.zip --json findings.json\n"
      "  lenscap capability firmware.zip --fail-on 5\n\n"
      "Grades: 1 motion; 2 people as a class; 3 faces or bodies described; 4 individuals identified, or age, sex or\n"
      "emotion inferred; 5 people sorted by ethnicity, race or skin colour.\n"
      "States: carried by a protocol or SDK; present in firmware, library or web page; offered by the device's own\n"
      "capability document; enabled in its configuration; in use on the wire. Finding nothing proves nothing.");
  const Verb diff = add_capability_diff(verb, code);
  verb.run([a, &code, diff] {
    if (diff.named()) return;
    if (a->inputs.empty()) {
      complain({"nothing to read", "", "name documents, headers, libraries, images or folders"});
      code = exit_unusable;
    } else {
      code = capability(*a);
    }
  });
}

}  // namespace lenscap::cli
