#include "cli/common.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

namespace lenscap::cli {

using knowledge::Knowledge;
using model::fail;
using model::Result;

void add_knowledge_option(const Verb& app, CommonOptions& options) {
  app.text("--knowledge", options.knowledge_dir, "DIR",
           "Layer the TOML entries below DIR on top of what the program knows");
}

void add_ask_options(const Verb& app, CommonOptions& options) {
  app.list("--for", options.whos, "WHO",
           "Who asks, e.g. uk-council, us-federal-contractor (several allowed; default: all)");
  app.list("--act", options.acts, "ACT", "What for: buy, use, install, import, … (several allowed; default: all)");
  app.text("--on", options.on, "DATE", "On which day, YYYY-MM-DD (default: the edition date of the knowledge)");
}

void add_redact_option(const Verb& app, CommonOptions& options) {
  app.flag_or_text(
      "--redact", options.redact, "all", "[=WHAT]",
      "Replace addresses, serials and names consistently: --redact=ip,mac,serial,name,site (default: all)");
}

void add_json_option(const Verb& app, CommonOptions& options) {
  app.text("--json", options.json, "FILE",
           "Write the public JSON to FILE; - for standard output, which then holds nothing else");
}

Result<Knowledge> load_knowledge(const CommonOptions& options) {
  auto builtin = knowledge::load_builtin();
  if (!builtin || options.knowledge_dir.empty()) return builtin;
  return knowledge::load_directory(options.knowledge_dir, std::move(*builtin));
}

Result<assess::Ask> make_ask(const CommonOptions& options, const Knowledge& knowledge) {
  assess::Ask ask;
  for (const auto& who : options.whos) {
    if (std::none_of(knowledge.whos.begin(), knowledge.whos.end(), [&](const auto& w) { return w.id == who; })) {
      std::vector<std::string> known;
      for (const auto& w : knowledge.whos) known.push_back(w.id);
      return fail(fmt::format("nobody is known as \"{}\"", who), "--for",
                  fmt::format("choose from: {}", fmt::join(known, ", ")));
    }
    ask.whos.push_back(who);
  }
  std::set<std::string> acts;
  for (const auto& rule : knowledge.rules) acts.insert(rule.acts.begin(), rule.acts.end());
  for (const auto& act : options.acts) {
    if (!acts.contains(act))
      return fail(fmt::format("no rule speaks of the act \"{}\"", act), "--act",
                  fmt::format("choose from: {}", fmt::join(acts, ", ")));
    ask.acts.push_back(act);
  }
  const std::string on = options.on.empty() ? knowledge.edition : options.on;
  const auto date = model::parse_date(on);
  if (!date) return fail(fmt::format("\"{}\" is no day", on), "--on", "write YYYY-MM-DD");
  ask.on = *date;
  return ask;
}

Result<std::optional<views::RedactOptions>> make_redaction(const CommonOptions& options) {
  if (options.redact.empty()) return std::nullopt;
  if (options.redact == "all") return views::RedactOptions{};
  views::RedactOptions redact{false, false, false, false, false};
  std::string_view left = options.redact;
  while (!left.empty()) {
    const auto word = left.substr(0, left.find(','));
    left.remove_prefix(std::min(left.size(), word.size() + 1));
    if (word == "ip") redact.ip = true;
    else if (word == "mac") redact.mac = true;
    else if (word == "serial") redact.serial = true;
    else if (word == "name") redact.name = true;
    else if (word == "site") redact.site = true;
    else
      return fail(fmt::format("cannot replace \"{}\"", word), "--redact", "choose from: ip, mac, serial, name, site");
  }
  return redact;
}

long days_since(const model::Date& day) {
  using namespace std::chrono;
  const sys_days then =
      year(day.year) / month(static_cast<unsigned>(day.month)) / std::chrono::day(static_cast<unsigned>(day.day));
  return std::max<long>(0, (floor<days>(system_clock::now()) - then).count());
}

model::Id find_subject(const model::Case& c, const std::string& name) {
  model::Id id = 0;
  const auto [end, status] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (status == std::errc() && end == name.data() + name.size())
    for (const auto& subject : c.subjects)
      if (subject.id == id) return id;
  for (const auto& subject : c.subjects)
    if (subject.key == name) return subject.id;
  model::Id found = 0;
  for (const auto& identifier : c.identifiers) {
    if (identifier.value != name) continue;
    if (found != 0 && found != identifier.subject) return 0;
    found = identifier.subject;
  }
  return found;
}

}  // namespace lenscap::cli
