// lenscap restrictions: which rule restricts whose equipment, for whom, from when to when; a party's place in them;
// what changed between two days.
#include "views/restrictions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "assess/party.hpp"
#include "assess/rule_party.hpp"
#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "sources/text_forms.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

struct RestrictionsArguments {
  CommonOptions common;
  std::string party;
  std::vector<std::string> diff;
};

model::Result<void> show(const std::string& json_to, const std::string& json, const std::string& terminal) {
  if (!json_to.empty())
    if (auto done = write_document(json_to, json); !done) return done;
  return json_to == "-" ? model::Result<void>{} : write_document("-", terminal);
}

int compare(const RestrictionsArguments& a, const knowledge::Knowledge& k) {
  if (!a.party.empty() || !a.common.whos.empty() || !a.common.acts.empty() || !a.common.on.empty())
    return refuse({"compares all rules on two days", "--diff", "leave --party, --for, --act and --on out"});
  const auto one = model::parse_date(a.diff[0]), other = model::parse_date(a.diff[1]);
  if (!one || !other)
    return refuse({fmt::format("\"{}\" is no day", views::neutral(one ? a.diff[1] : a.diff[0])), "--diff",
                   "write two days, YYYY-MM-DD, the earlier first"});
  if (*other < *one) return refuse({"the later day comes first", "--diff", "write the earlier day first"});
  const auto edition = model::parse_date(k.edition);
  const views::RestrictionsDiffView view{k, *one, *other, assess::compare_days(k, *one, *other),
                                         edition ? days_since(*edition) : 0};
  auto done = show(a.common.json, views::to_restrictions_diff_json(view),
                   views::to_restrictions_diff_terminal(view, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

int restrictions(const RestrictionsArguments& a) {
  const auto k = load_knowledge(a.common);
  if (!k) return refuse(k.error());
  if (!a.diff.empty()) return compare(a, *k);
  const auto ask = make_ask(a.common, *k);
  if (!ask) return refuse(ask.error());
  const auto edition = model::parse_date(k->edition);
  views::RestrictionsView view{*k, *ask, a.party, {}, edition ? days_since(*edition) : 0};
  if (!a.party.empty()) {
    const auto named = assess::find_named(sources::fold_widths(a.party), *k);
    if (named.empty()) {
      const std::string what = fmt::format("no rule, maker or label is known as \"{}\"", views::neutral(a.party));
      if (const auto known = assess::find_parties(*k, a.party); !known.empty())
        return refuse(
            {what, "--party",
             fmt::format("it is known as {}: `lenscap who {}` says who owns it, and which rules name the owner",
                         views::neutral(known.front().name), known.front().id)});
      const auto near = assess::near_names(*k, a.party, 5);
      return refuse({what, "--party",
                     near.empty() ? "name a maker, a label, or a party as a rule prints it"
                                  : fmt::format("near it are: {}", fmt::join(near, "; "))});
    }
    for (const auto& party : named) view.parties.push_back(assess::ask_party(party, *k, *ask));
  }
  auto done = show(a.common.json, views::to_restrictions_json(view),
                   views::to_restrictions_terminal(view, {wants_colour(), terminal_width()}));
  return done ? exit_done : refuse(done.error());
}

}  // namespace

void add_restrictions(const Verb& app, int& code) {
  auto a = std::make_shared<RestrictionsArguments>();
  const Verb verb = app.verb("restrictions", "Which rules restrict whom, for whom, and from when to when");
  verb.text("--party", a->party, "NAME", "A maker, a label, or a party as a rule prints it, in any script");
  add_ask_options(verb, a->common);
  verb.two("--diff", a->diff, "DATE", "What changed between two days: DATE DATE, the earlier first");
  add_json_option(verb, a->common);
  add_knowledge_option(verb, a->common);
  verb.footer(
      "Examples:\n"
      "  lenscap restrictions --for uk-council\n"
      "  lenscap restrictions --party Megvii --on 2024-06-30\n"
      "  lenscap restrictions --party Hikvision --for uk-council --act buy\n"
      "  lenscap restrictions --diff 2024-12-01 2025-02-01 --json -\n\n"
      "A list is no ban: what each rule does not mean is said with it. Evidence for your lawyer, not legal advice.");
  verb.run([a, &code] { code = restrictions(*a); });
}

}  // namespace lenscap::cli
