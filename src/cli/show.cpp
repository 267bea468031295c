// lenscap show, lenscap explain: a case that was kept, as a report or as the proof of one device.
#include <fmt/format.h>

#include <memory>

#include "casefile/store.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"

namespace lenscap::cli {

namespace {

struct ShowArguments {
  std::string case_file, subject, html, csv;
  CommonOptions common;
};

struct Opened {
  model::Case c;
  knowledge::Knowledge k;
  assess::Ask ask;
};

model::Result<Opened> open_case(const ShowArguments& a) {
  auto knowledge = load_knowledge(a.common);
  if (!knowledge) return tl::unexpected(knowledge.error());
  auto ask = make_ask(a.common, *knowledge);
  if (!ask) return tl::unexpected(ask.error());
  auto redaction = make_redaction(a.common);
  if (!redaction) return tl::unexpected(redaction.error());
  auto c = casefile::load(a.case_file);
  if (!c) return tl::unexpected(c.error());
  return Opened{*redaction ? views::redact(std::move(*c), **redaction) : std::move(*c), std::move(*knowledge),
                std::move(*ask)};
}

int show_case(const ShowArguments& a) {
  auto opened = open_case(a);
  if (!opened) return refuse(opened.error());
  const views::AuditView view{opened->c, opened->k, opened->ask};
  bool to_stdout = false;
  auto put = [&](const std::string& to, auto make) -> model::Result<void> {
    if (to.empty()) return {};
    to_stdout |= to == "-";
    return write_document(to, make(view));
  };
  for (auto done : {put(a.common.json, views::to_json), put(a.html, views::to_html), put(a.csv, views::to_csv)})
    if (!done) return refuse(done.error());
  if (to_stdout) return exit_done;
  auto done = write_document("-", views::to_terminal(view, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

int explain(const ShowArguments& a) {
  auto opened = open_case(a);
  if (!opened) return refuse(opened.error());
  const model::Id subject = find_subject(opened->c, a.subject);
  if (subject == 0 && a.common.json != "-")
    return refuse({fmt::format("no device of the case is \"{}\", or several are", a.subject), a.case_file,
                   "name a number, an address, a serial number or a key as `lenscap show` prints them"});
  const views::AuditView view{opened->c, opened->k, opened->ask};
  if (!a.common.json.empty()) {
    auto done = write_document(a.common.json, views::to_explanation_json(view, subject));
    if (!done) return refuse(done.error());
    if (a.common.json == "-") return subject == 0 ? exit_unusable : exit_done;
  }
  auto done = write_document("-", views::to_explanation(view, subject, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

}  // namespace

void add_show(const Verb& app, int& code) {
  auto a = std::make_shared<ShowArguments>();
  const Verb verb = app.verb("show", "The report of a case that was kept with --case");
  verb.place("CASE", a->case_file, "Case file", Verb::Need::required);
  add_ask_options(verb, a->common);
  verb.text("--html", a->html, "FILE", "Write the report as one self-contained page");
  add_json_option(verb, a->common);
  verb.text("--csv", a->csv, "FILE", "Write one row a device");
  add_redact_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer(
      "Examples:\n  lenscap show depot.lenscap\n  lenscap show depot.lenscap --for uk-nhs --on 2025-04-01 --html "
      "report.html");
  verb.run([a, &code] { code = show_case(*a); });
}

void add_explain(const Verb& app, int& code) {
  auto a = std::make_shared<ShowArguments>();
  const Verb verb =
      app.verb("explain", "How a device was identified: finding, observations, bytes, and how to look at them");
  verb.place("CASE", a->case_file, "Case file", Verb::Need::required);
  verb.place("DEVICE", a->subject, "Its number, address, hardware address, serial number or key", Verb::Need::required);
  add_ask_options(verb, a->common);
  add_json_option(verb, a->common);
  add_redact_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer("Examples:\n  lenscap explain depot.lenscap 17\n  lenscap explain depot.lenscap 3c:ef:8c:00:12:34");
  verb.run([a, &code] { code = explain(*a); });
}

}  // namespace lenscap::cli
