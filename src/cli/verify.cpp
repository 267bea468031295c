// lenscap verify: does a case still follow from its evidence, and from what was known? Three questions, kept apart.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "assess/audit.hpp"
#include "casefile/compare.hpp"
#include "casefile/store.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "knowledge/matcher.hpp"
#include "sources/inputs.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct VerifyArguments {
  std::string case_file;
  std::vector<std::string> inputs;
  CommonOptions common;
  bool quiet = false;
};

using Differences = std::vector<casefile::Difference>;

void append(Differences& to, Differences from) { to.insert(to.end(), from.begin(), from.end()); }

/// Keys of the entries that these findings rest on.
std::set<std::string> entries_of(const std::vector<model::Finding>& findings) {
  std::set<std::string> keys;
  for (const auto& finding : findings) keys.insert(finding.knowledge.begin(), finding.knowledge.end());
  return keys;
}

std::string sentence(const casefile::Difference& d) {
  std::string line = "  " + std::string(casefile::to_string(d.change));
  for (const auto* part : {&d.subject, &d.kind, &d.value, &d.place, &d.fields})
    if (!part->empty()) line += "  " + views::neutral(*part);
  return line + "\n";
}

/// What was looked at.
struct Scope {
  bool inputs_read = false;
  bool older = false;     ///< the case is from before flows were kept
  bool all_given = true;  ///< the inputs are those of the case, all of them and no more
  bool flows_compared() const { return inputs_read && !older && all_given; }
};

views::Json verdict_json(const Differences& all, const Scope& scope) {
  views::Json list = views::Json::array();
  bool evidence = false, findings = false, knowledge = false;
  for (const auto& d : all) {
    const auto area = casefile::area_of(d.change);
    evidence |= area == casefile::Area::evidence;
    findings |= area == casefile::Area::findings;
    knowledge |= area == casefile::Area::knowledge;
    list.push_back({{"area", casefile::to_string(area)},
                    {"change", casefile::to_string(d.change)},
                    {"subject", views::neutral(d.subject)},
                    {"kind", views::neutral(d.kind)},
                    {"value", views::neutral(d.value)},
                    {"place", views::neutral(d.place)},
                    {"fields", views::neutral(d.fields)}});
  }
  return {{"lenscap", "verification"},        {"schema", 1},
          {"inputs_read", scope.inputs_read}, {"flows_compared", scope.flows_compared()},
          {"evidence_differs", evidence},     {"findings_differ", findings},
          {"knowledge_changed", knowledge},   {"differences", list}};
}

std::string verdict_text(const Differences& all, const Scope& scope) {
  std::string out;
  auto section = [&](casefile::Area area, std::string_view title, std::string_view fine) {
    std::string lines;
    for (const auto& d : all)
      if (casefile::area_of(d.change) == area) lines += sentence(d);
    out += lines.empty() ? fmt::format("ok       {}\n", fine) : fmt::format("DIFFERS  {}\n{}", title, lines);
  };
  section(casefile::Area::evidence, "evidence differs",
          scope.inputs_read ? "the evidence says what the case says" : "no trace of changes in the stored evidence");
  section(casefile::Area::findings, "findings do not follow",
          "every finding follows from the evidence and the knowledge kept with it");
  section(casefile::Area::knowledge, "knowledge has changed since", "today's knowledge is that of the case");
  if (!scope.inputs_read)
    out += "note     no input was given: name the files of the case to check every observation against them\n";
  else if (!scope.all_given)
    out += "note     flows and names were not compared: they follow from all inputs of the case together\n";
  if (scope.older) out += "note     the case was made before flows were kept: audit its inputs again to have them\n";
  return out;
}

int verify(const VerifyArguments& a) {
  auto today = load_knowledge(a.common);
  if (!today) return refuse(today.error());
  auto stored = casefile::load(a.case_file);
  if (!stored) return refuse(stored.error());
  auto then = knowledge::load_texts(stored->knowledge);
  if (!then) return refuse(then.error());

  Differences all = casefile::alterations(*stored);
  Scope scope{!a.inputs.empty(), stored->meta.contains(std::string(casefile::older_schema_key)), true};
  // What applies today. Other evidence calls for other entries, and that is no news of what is known: an entry counts
  // as new only where it applies to what the case holds as well, and that only while nobody altered it.
  std::set<std::string> used;
  if (a.inputs.empty()) {
    if (all.empty()) used = entries_of(assess::derive_findings(*stored, *today));
    append(all, casefile::finding_differences(*stored, assess::derive_findings(*stored, *then)));
  } else {
    knowledge::Matcher matcher(*today);
    Progress progress("reading", a.quiet);
    sources::ReadOptions options;
    options.keep_others = stored->meta["kept_others"] == "yes";
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    auto read = sources::read_inputs(a.inputs, matcher, options);
    for (const auto& error : read.unusable) complain(error);
    if (!read.unusable.empty()) return exit_unusable;
    // A case from before traffic was kept says nothing of any.
    const bool kept = stored->meta.contains("traffic");
    model::Traffic again = read.traffic;
    const Differences evidence = casefile::differences(
        *stored, assess::audit(read.evidence, *then, {options.keep_others}, kept ? &read.traffic : nullptr));
    // Of inputs that are not all there, only the evidence is compared: the findings are then derived from the case
    // itself.
    const bool partial = std::any_of(evidence.begin(), evidence.end(), [](const auto& d) {
      return d.change == casefile::Change::source_not_given || d.change == casefile::Change::source_new;
    });
    append(all, evidence);
    scope.all_given = !partial;
    if (partial) append(all, casefile::finding_differences(*stored, assess::derive_findings(*stored, *then)));
    used = entries_of(
        assess::audit(std::move(read.evidence), *today, {options.keep_others}, kept ? &again : nullptr).findings);
    if (!all.empty()) {
      const auto held = entries_of(assess::derive_findings(*stored, *today));
      std::erase_if(used, [&](const std::string& key) { return !held.contains(key); });
    }
  }
  std::vector<model::KnowledgeUsed> entries_today, entries_used;
  for (const auto& kept : stored->knowledge)
    if (auto entry = knowledge::used_entry(*today, kept.key)) entries_today.push_back(std::move(*entry));
  for (const auto& key : used)
    if (auto entry = knowledge::used_entry(*today, key)) {
      entries_used.push_back(*entry);
      entries_today.push_back(std::move(*entry));
    }
  append(all, casefile::knowledge_differences(stored->knowledge, entries_today, entries_used));

  if (!a.common.json.empty())
    if (auto done = write_document(a.common.json, verdict_json(all, scope).dump(2) + "\n"); !done)
      return refuse(done.error());
  if (a.common.json != "-" && !a.quiet)
    if (auto done = write_document("-", verdict_text(all, scope)); !done) return refuse(done.error());
  return all.empty() ? exit_done : exit_found;
}

}  // namespace

void add_verify(const Verb& app, int& code) {
  auto a = std::make_shared<VerifyArguments>();
  const Verb verb =
      app.verb("verify", "Derive a case again, from its inputs when they are named, and say what differs");
  verb.place("CASE", a->case_file, "Case file", Verb::Need::required);
  verb.places("INPUT", a->inputs, "The captures, documents and folders that the case was made from");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.flag("--quiet,-q", a->quiet, "Only the exit code");
  verb.footer(
      "Exit codes: 0 nothing differs; 1 something differs; 2 unusable input.\n\n"
      "Examples:\n  lenscap verify depot.lenscap\n  lenscap verify depot.lenscap capture.pcapng replies/");
  verb.run([a, &code] { code = verify(*a); });
}

}  // namespace lenscap::cli
