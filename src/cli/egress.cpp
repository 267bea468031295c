// lenscap egress: a kept case or evidence in, whom each camera speaks to out.
#include "assess/egress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>

#include "assess/audit.hpp"
#include "casefile/store.hpp"
#include "cli/common.hpp"
#include "cli/declared.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "knowledge/matcher.hpp"
#include "sources/inputs.hpp"
#include "views/egress.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct EgressArguments {
  std::vector<std::string> inputs;
  CommonOptions common;
  std::string device, operator_text, country, finding, since, until, declared, csv, stix;
  bool quiet = false;
};

constexpr auto findings = std::to_array<std::string_view>(
    {"contacts_maker_cloud", "contacts_other_maker_cloud", "peer_to_peer", "sends_media_out", "beacon",
     "tries_and_is_stopped", "gets_through", "looks_up_only", "names_itself_in_clear", "talks_inside",
     "answers_outside_callers", "dns_elsewhere", "nothing_seen"});

std::string all_findings() {
  std::string out;
  for (const auto f : findings) out += (out.empty() ? "" : ", ") + std::string(f);
  return out;
}

/// A case is an SQLite file (file format 2, section 1.3.1), whatever it is called.
bool is_case(const std::string& path) {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  std::array<char, 16> head{};
  std::ifstream file(path, std::ios::binary);
  return file.read(head.data(), head.size()) && std::string_view(head.data(), head.size()) == magic;
}

/// "2026-11-24" or "2026-11-24T10:00:00Z". `end`: a day alone means its last instant.
model::Result<model::Nanos> read_time(const std::string& text, const std::string& option, bool end) {
  if (text.empty()) return model::no_time;
  const auto bad = [&] {
    return model::fail(fmt::format("\"{}\" is no time", text), option, "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ, UTC");
  };
  const auto day = model::parse_date(text.substr(0, 10));
  if (!day) return bad();
  unsigned hours = 0, minutes = 0, seconds = 0;
  if (text.size() != 10) {
    char z = 0;
    int read = 0;
    if (std::sscanf(text.c_str() + 10, "T%2u:%2u:%2u%c%n", &hours, &minutes, &seconds, &z, &read) != 4 || z != 'Z' ||
        text.size() != 10 + static_cast<std::size_t>(read) || hours > 23 || minutes > 59 || seconds > 60)
      return bad();
  }
  const std::chrono::sys_days date = std::chrono::year{day->year} /
                                     std::chrono::month(static_cast<unsigned>(day->month)) /
                                     std::chrono::day(static_cast<unsigned>(day->day));
  model::Nanos t = date.time_since_epoch().count() * 86'400 + hours * 3600 + minutes * 60 + seconds;
  if (end && text.size() == 10) t += 86'400;
  return t * model::nanos_per_second - (end && text.size() == 10 ? 1 : 0);
}

model::Result<void> check_egress_arguments(const EgressArguments& a) {
  if (!a.finding.empty() && std::find(findings.begin(), findings.end(), a.finding) == findings.end())
    return model::fail(fmt::format("no finding is called \"{}\"", views::neutral(a.finding)), "--finding",
                       "choose from: " + all_findings());
  if (!a.country.empty() && a.country.size() != 2)
    return model::fail(fmt::format("\"{}\" is no country code", views::neutral(a.country)), "--country",
                       "write two letters as ISO 3166 has them: CN, US, SG");
  if ((a.common.json == "-") + (a.csv == "-") + (a.stix == "-") > 1)
    return model::fail("two documents cannot share standard output", "--json, --csv, --stix",
                       "give one of them a file");
  return {};
}

/// The case that was kept, or what auditing the inputs makes.
model::Result<model::Case> open(const EgressArguments& a, const knowledge::Knowledge& k, bool& unusable) {
  if (a.inputs.size() == 1 && is_case(a.inputs[0])) return casefile::load(a.inputs[0]);
  for (const auto& input : a.inputs)
    if (is_case(input))
      return model::fail("a case stands alone: it holds its inputs already", input, "name one case, or captures");
  knowledge::Matcher matcher(k);
  Progress progress("reading", a.quiet);
  sources::ReadOptions options;
  options.hash = false;
  options.threads = 2;
  options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
  sources::ReadResult read = sources::read_inputs(a.inputs, matcher, options);
  for (const auto& error : read.unusable) complain(error);
  unusable = !read.unusable.empty();
  if (read.evidence.sources.empty()) return model::fail("nothing could be read", "", "name a capture or a case");
  return assess::audit(std::move(read.evidence), k, {}, &read.traffic);
}

/// For a time: its rows alone, and what follows from them alone. What the devices are stays as the case says.
void keep_between(model::Case& c, const knowledge::Knowledge& k, model::Nanos since, model::Nanos until) {
  if (since == model::no_time && until == model::no_time) return;
  c = assess::between(std::move(c), since, until);
  std::erase_if(c.findings, [](const model::Finding& f) { return f.key == "egress"; });
  for (model::Finding& f : assess::derive_findings(c, k))
    if (f.key == "egress") c.findings.push_back(std::move(f));
}

int egress(const EgressArguments& a) {
  const auto refuse = [](const model::Error& error) {
    complain(error);
    return exit_unusable;
  };
  if (auto ok = check_egress_arguments(a); !ok) return refuse(ok.error());
  const auto since = read_time(a.since, "--since", false), until = read_time(a.until, "--until", true);
  if (!since) return refuse(since.error());
  if (!until) return refuse(until.error());
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return refuse(knowledge.error());
  const auto redaction = make_redaction(a.common);
  if (!redaction) return refuse(redaction.error());
  bool unusable = false;
  auto c = open(a, *knowledge, unusable);
  if (!c) return refuse(c.error());

  views::EgressFilter filter{0, a.operator_text, a.country, a.finding};
  if (!a.device.empty()) {
    filter.device = find_subject(*c, a.device);
    if (filter.device == 0)
      return refuse({fmt::format("no device is \"{}\", or several are", views::neutral(a.device)), "--device",
                     "name a number, an address, a serial number or a key as `lenscap show` prints them"});
  }
  keep_between(*c, *knowledge, *since, *until);
  const model::Case shown = *redaction ? views::redact(std::move(*c), **redaction) : std::move(*c);
  const views::AuditView view{shown, *knowledge, {}};
  bool to_stdout = false;
  const auto put = [&](const std::string& to, auto make) -> model::Result<void> {
    if (to.empty()) return {};
    to_stdout |= to == "-";
    return write_document(to, make(view, filter));
  };
  for (auto done :
       {put(a.common.json, views::to_egress_json), put(a.csv, views::to_egress_csv), put(a.stix, views::to_stix)})
    if (!done) return refuse(done.error());
  if (!to_stdout && !a.quiet) {
    const auto text = views::to_egress_terminal(view, filter, {wants_colour(), terminal_width()});
    if (auto done = write_document("-", text); !done) return refuse(done.error());
    if (!a.declared.empty()) {
      const auto report = declared_report(a.declared, shown, *knowledge);
      if (!report) return refuse(report.error());
      if (auto done = write_document("-", "\n" + *report); !done) return refuse(done.error());
    }
  }
  return unusable ? exit_unusable : exit_done;
}

}  // namespace

void add_egress(const Verb& app, int& code) {
  auto a = std::make_shared<EgressArguments>();
  const Verb verb = app.verb("egress", "Where each camera sends, to whom, and what became of it");
  verb.places("INPUT", a->inputs, "A case kept with --case, or captures, flow records, logs and folders as audit reads",
              Verb::Need::required);
  verb.text("--device", a->device, "ID", "Only this one: its number, address, hardware address, serial number or key");
  verb.text("--operator", a->operator_text, "TEXT", "Only peers whose operator, name or network holds TEXT");
  verb.text("--country", a->country, "CC", "Only peers registered in CC, two letters");
  verb.text("--finding", a->finding, "KEY", "Only devices with this finding: " + all_findings());
  verb.text("--since", a->since, "TIME", "Only traffic from then on: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ; by the hour");
  verb.text("--until", a->until, "TIME", "Only traffic until then; a day is meant to its end");
  add_declared_option(verb, a->declared);
  add_json_option(verb, a->common);
  verb.text("--csv", a->csv, "FILE", "Write one row a peer; - for standard output");
  verb.text("--stix", a->stix, "FILE", "Write outside peers as a STIX 2.1 bundle; - for standard output");
  add_redact_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "No report on standard output, no progress");
  verb.footer(
      "Examples:\n"
      "  lenscap egress capture.pcapng\n"
      "  lenscap egress depot.lenscap --device 10.0.0.12 --since 2026-11-24\n"
      "  lenscap egress depot.lenscap --finding tries_and_is_stopped --csv -\n"
      "  lenscap egress depot.lenscap --country CN --stix peers.json\n"
      "  lenscap egress depot.lenscap --declared letter.toml\n\n"
      "\"Registered in\" is what a table of networks says of an address, not where a machine stands.");
  verb.run([a, &code] { code = egress(*a); });
}

}  // namespace lenscap::cli
