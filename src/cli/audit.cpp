// lenscap audit: evidence in, what each camera really is out.
#include "assess/audit.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "casefile/carry.hpp"
#include "casefile/store.hpp"
#include "cli/bounds.hpp"
#include "cli/common.hpp"
#include "cli/examples.hpp"
#include "cli/interruption.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "knowledge/matcher.hpp"
#include "knowledge/registry.hpp"
#include "sources/inputs.hpp"

namespace lenscap::cli {

namespace {

struct AuditArguments {
  std::vector<std::string> inputs;
  CommonOptions common;
  std::string case_file, html, csv, netbox;
  std::vector<std::string> fail_on;
  bool keep_others = false, no_hash = false, quiet = false, follow = false;
  long follow_idle = -1;  // seconds; negative: until interrupted
  long threads = 2;
};

/// What --fail-on asks for, found in the view.
bool found(const views::AuditView& view, const std::string& what) {
  for (const auto& finding : view.c.findings) {
    if (what == "relabelled" && finding.key == "label" && (finding.value == "other" || finding.value == "none"))
      return true;
    if (what == "contradiction" && finding.key == "contradiction") return true;
    if (what == "component" && finding.key == "component") return true;
    if (what == "unknown" && finding.key == "unknown" && (finding.value == "maker" || finding.value == "role"))
      return true;
  }
  if (what != "restricted" && what != "restricted-if") return false;
  std::map<model::Id, std::vector<const model::Finding*>> restrictions;
  for (const auto& finding : view.c.findings)
    if (finding.key == "restriction") restrictions[finding.subject].push_back(&finding);
  for (const auto& [subject, findings] : restrictions)
    for (const auto& answer : assess::answer(findings, view.k, view.ask)) {
      if (answer.status == assess::Status::restricted) return true;
      if (what == "restricted-if" && answer.status == assess::Status::restricted_if) return true;
    }
  return false;
}

/// Only one plain file can be followed: a pipe is read to its end anyway, and of several none would come first.
model::Result<void> check_follow(const AuditArguments& a) {
  if (!a.follow && a.follow_idle >= 0)
    return model::fail("waits for what?", "--follow-idle", "give --follow too: lenscap audit --follow FILE");
  if (!a.follow) return {};
  const std::string todo = "name the one capture that is being written: lenscap audit --follow FILE";
  if (a.inputs.size() != 1)
    return model::fail(fmt::format("cannot follow {} inputs", a.inputs.size()), "--follow", todo);
  std::error_code code;
  if (a.inputs[0] == "-")
    return model::fail("standard input needs no following: it is read until it ends", "--follow", todo);
  if (std::filesystem::is_directory(a.inputs[0], code)) return model::fail("cannot follow a folder", "--follow", todo);
  return {};
}

model::Result<void> check_arguments(const AuditArguments& a) {
  if (auto ok = check_follow(a); !ok) return ok;
  for (const auto& what : a.fail_on) {
    if (what != "restricted" && what != "restricted-if" && what != "relabelled" && what != "contradiction" &&
        what != "component" && what != "unknown")
      return model::fail(fmt::format("cannot fail on \"{}\"", what), "--fail-on",
                         "choose from: restricted, restricted-if, relabelled, contradiction, component, unknown");
    if (what.starts_with("restricted") && a.common.whos.empty())
      return model::fail("restricted for whom?", "--fail-on", "name who asks with --for, e.g. --for uk-government");
  }
  int to_stdout = 0;
  for (const auto& target : {a.common.json, a.csv, a.html, a.netbox}) to_stdout += target == "-";
  if (to_stdout > 1)
    return model::fail("two documents cannot share standard output", "--json, --csv, --html, --netbox",
                       "give one of them a file");
  return {};
}

/// Writes every document that was asked for; the terminal report when none takes standard output.
model::Result<void> write_all(const AuditArguments& a, const views::AuditView& view) {
  const bool to_stdout = a.common.json == "-" || a.csv == "-" || a.html == "-" || a.netbox == "-";
  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, views::to_json(view)); !done) return done;
  if (!a.csv.empty())
    if (auto done = write_document(a.csv, views::to_csv(view)); !done) return done;
  if (!a.html.empty())
    if (auto done = write_document(a.html, views::to_html(view)); !done) return done;
  if (!a.netbox.empty())
    if (auto done = write_document(a.netbox, views::to_netbox(view)); !done) return done;
  if (!to_stdout && !a.quiet) return write_document("-", views::to_terminal(view, {wants_colour(), terminal_width()}));
  return {};
}

/// The case that is shown, held until the process ends: to take one of a hundred thousand devices apart, string by
/// string, took as long as a tenth of their audit.
const model::Case& hold(model::Case&& c) {
  static const model::Case* held;
  held = new model::Case(std::move(c));
  return *held;
}

int audit(const AuditArguments& a) {
  auto refuse = [](const model::Error& error) {
    complain(error);
    return exit_unusable;
  };
  if (auto ok = check_arguments(a); !ok) return refuse(ok.error());
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto ask = make_ask(a.common, *knowledge);
  if (!ask) return refuse(ask.error());
  const auto redaction = make_redaction(a.common);
  if (!redaction) return refuse(redaction.error());

  std::vector<std::string> inputs = a.inputs;
  if (inputs.empty()) {
    const auto example = find_example("depot.pcapng");
    if (!example)
      return refuse({"no input, and the example is not here", "", "name a capture or a folder: lenscap audit FILE"});
    inputs.push_back(*example);
    if (!a.quiet) tell(fmt::format("lenscap: no input given: auditing the example, {}\n", *example));
  }
  knowledge::Matcher matcher(*knowledge);
  Progress progress("reading", a.quiet);
  sources::ReadOptions options;
  options.hash = !a.no_hash;
  options.threads = static_cast<unsigned>(a.threads);
  options.keep_others = a.keep_others;
  options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
  sources::ReadResult read;
  if (a.follow) {
    Interruption interruption;
    options.follow.emplace();
    if (a.follow_idle >= 0) options.follow->idle = std::chrono::seconds(a.follow_idle);
    options.follow->keep_going = [&](std::uint64_t packets, std::size_t devices) {
      progress.show_followed(packets, devices);
      return !interruption.came();
    };
    options.progress = {};
    read = sources::read_inputs(inputs, matcher, options);
  } else {
    read = sources::read_inputs(inputs, matcher, options);
  }
  for (const auto& error : read.unusable) complain(error);
  if (read.evidence.sources.empty()) return exit_unusable;

  model::Case c = assess::audit(std::move(read.evidence), *knowledge, {a.keep_others, static_cast<unsigned>(a.threads)},
                                &read.traffic);
  c.meta["program"] = "lenscap " LENSCAP_VERSION;
  c.meta["registry_edition"] = std::string(knowledge::registry_edition());
  c.meta["hashed"] = a.no_hash ? "no" : "yes";
  if (!a.case_file.empty()) {
    // What is no plain file (a device, a folder) holds no older case; saving says why it cannot hold this one.
    std::error_code none;
    if (std::filesystem::is_regular_file(a.case_file, none) && std::filesystem::file_size(a.case_file, none) != 0) {
      auto older = casefile::load(a.case_file);
      if (!older) return refuse(older.error());
      casefile::carry_ids(*older, c);
    }
    if (auto saved = casefile::save(a.case_file, c); !saved) return refuse(saved.error());
  }
  const model::Case& shown = hold(*redaction ? views::redact(c, **redaction) : std::move(c));
  const views::AuditView view{shown, *knowledge, *ask};
  if (auto written = write_all(a, view); !written) return refuse(written.error());
  if (!read.unusable.empty()) return exit_unusable;
  return std::any_of(a.fail_on.begin(), a.fail_on.end(), [&](const auto& what) { return found(view, what); })
             ? exit_found
             : exit_done;
}

}  // namespace

void add_audit(const Verb& app, int& code) {
  auto a = std::make_shared<AuditArguments>();
  const Verb verb = app.verb("audit", "What each camera and recorder really is, and which rule restricts it");
  verb.places(
      "INPUT", a->inputs,
      "Captures (pcap, pcapng; gzip, zstd, xz, bzip2, lz4), flow records (nfcapd), logs of Zeek and Suricata, device "
      "documents, switches' MAC tables, folders of them; - for standard input; none: the example");
  verb.text("--case", a->case_file, "FILE",
            "Keep the case (SQLite) in FILE; an older case there keeps its ids and decisions");
  add_ask_options(verb, a->common);
  verb.text("--html", a->html, "FILE", "Write the report as one self-contained page");
  add_json_option(verb, a->common);
  verb.text("--csv", a->csv, "FILE", "Write one row a device; - for standard output");
  verb.text("--netbox", a->netbox, "FILE",
            "Write one row a device for NetBox's import; fill in the site; - for standard output");
  verb.list(
      "--fail-on", a->fail_on, "WHAT",
      "Exit 1 when found: restricted (needs --for), restricted-if, relabelled, contradiction, component, unknown");
  verb.flag("--follow", a->follow,
            "INPUT is a capture that a tool is still writing: read on as it grows; Ctrl-C shows the report");
  verb.number("--follow-idle", a->follow_idle, 0, 31'536'000, "SECONDS",
              "With --follow: also end when it has not grown for SECONDS");
  add_redact_option(verb, a->common);
  verb.flag("--keep-others", a->keep_others,
            "Keep hosts that are no cameras too, with their names; the report says so");
  verb.number("--threads", a->threads, 1, 64, "COUNT",
              "1, 2 or more: from 2 on packets are read ahead, hashing runs beside, and many devices are looked at "
              "side by side; findings are the same");
  verb.flag("--no-hash", a->no_hash, "Do not hash the inputs; the case cannot be verified against them then");
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output, no progress");
  verb.footer(
      std::string("Examples:\n"
                  "  lenscap audit capture.pcapng\n"
                  "  lenscap audit mirror-1.pcap.gz mirror-2.pcap.gz replies/ --case depot.lenscap\n"
                  "  lenscap audit capture.pcapng --for uk-government,us-federal-contractor --act buy --on 2026-11-24\n"
                  "  lenscap audit --follow /var/tmp/now.pcapng --case depot.lenscap    (while dumpcap -w writes it)\n"
                  "  zcat capture.pcap.gz | lenscap audit - --json - | jq '.devices[] | select(.relabelled)'\n"
                  "  lenscap audit capture.pcapng --for us-federal --fail-on restricted -q && echo clean\n\n") +
      bounds_text());
  verb.run([a, &code] { code = audit(*a); });
}

}  // namespace lenscap::cli
