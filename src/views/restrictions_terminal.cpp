// Rules on a terminal: whom each binds, for what, which parties in whose words, from when to when; and what it does not
// mean, which is the part that people get wrong.
#include <fmt/format.h>

#include <algorithm>

#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/restrictions.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {
namespace {

using assess::Holds;
using knowledge::Knowledge;
using knowledge::Rule;
using knowledge::RuleParty;

std::string_view words_of(Holds holds) {
  switch (holds) {
    case Holds::holds:
      return "holds";
    case Holds::not_yet:
      return "not yet";
    case Holds::ended:
      return "ended";
    case Holds::unknown:
      break;
  }
  return "not known here";
}

Ink ink_of_holds(Holds holds) {
  return holds == Holds::holds ? Ink::strong : holds == Holds::ended ? Ink::faint : Ink::warning;
}

std::string age_line(const Knowledge& k, const model::Date& on, long age) {
  return fmt::format("Knowledge of {}, {}. As of {}.", k.edition,
                     age == 1 ? "1 day old" : fmt::format("{} days old", age), model::to_string(on));
}

std::string bound_words(const std::vector<std::string>& whos, const Knowledge& k) {
  std::string out;
  for (const std::string& who : whos) out += (out.empty() ? "" : "; ") + who_title(who, k);
  return out;
}

/// One row of a table of parties: printed name, days, whether it holds, and what else is to be known.
void party_row(std::string& out, std::string_view name, const std::string& days, Holds holds, const std::string& more,
               const TerminalStyle& style) {
  constexpr int indent = 4, days_width = 26, holds_width = 15;
  const int name_width = std::max(24, style.width - indent - days_width - holds_width - 2);
  out.append(indent, ' ');
  const std::string shown = neutral(name);
  if (columns(shown) > name_width) {
    line(out, wrap(shown, style.width, indent));
    out.append(static_cast<std::size_t>(indent + name_width), ' ');
  } else {
    out += pad(shown, name_width);
  }
  out += " " + pad(days, days_width) + " ";
  line(out, paint(words_of(holds), ink_of_holds(holds), style));
  if (!more.empty()) paragraph(out, neutral(more), style, indent + 2);
}

std::string more_of(const std::string& certainty, const std::string& condition, const std::string& note) {
  std::string out;
  if (certainty == "reported") out = "reported: not read in its own text";
  if (!condition.empty()) out += (out.empty() ? "only if " : "; only if ") + condition;
  if (!note.empty()) out += (out.empty() ? "" : "; ") + note;
  return out;
}

void print_rule(std::string& out, const Rule& rule, const RestrictionsView& view, const TerminalStyle& style) {
  const Holds holds = holds_on(rule.from, rule.until, rule.certainty, view.ask.on);
  line(out, paint(rule.id, Ink::strong, style) + "  " + neutral(rule.title));
  std::string text = fmt::format("{}; {}", rule.nature, neutral(rule.citation));
  const std::string days = period_words(rule.from, rule.until);
  if (!days.empty()) text += fmt::format("; {}", days);
  if (holds != Holds::holds) text += fmt::format(" ({})", words_of(holds));
  if (rule.certainty == "reported") text += "; reported: not read in its own text";
  paragraph(out, text, style, 2);
  paragraph(out,
            rule.binds.empty() ? "Binds nobody by itself."
                               : fmt::format("{}: {}; {}.", rule.forbids ? "Binds" : "Speaks to",
                                             bound_words(rule.binds, view.k), act_words(rule.acts)),
            style, 2);
  if (!rule.not_bound.empty()) paragraph(out, "Does not bind: " + bound_words(rule.not_bound, view.k) + ".", style, 2);
  if (!rule.condition.empty()) paragraph(out, "Only if " + neutral(rule.condition) + ".", style, 2);
  if (!rule.exceptions.empty()) paragraph(out, "Except: " + neutral(rule.exceptions) + ".", style, 2);
  if (!rule.says_not.empty()) paragraph(out, neutral(rule.says_not), style, 2);
  if (rule.origin == "any") paragraph(out, "Whoever made it.", style, 2);
  else if (!rule.origin.empty())
    paragraph(out, fmt::format("Every maker under the law of {}.", neutral(rule.origin)), style, 2);
  for (const RuleParty& row : rule.parties) {
    const auto& from = row.from ? row.from : rule.from;
    const auto& until = row.until ? row.until : rule.until;
    const std::string& certainty = row.certainty.empty() ? rule.certainty : row.certainty;
    party_row(out, row.as_written, period_words(from, until), holds_on(from, until, certainty, view.ask.on),
              more_of(row.certainty, row.condition, row.note), style);
  }
  out += '\n';
}

std::string rule_name(const assess::RuleNamed& party) {
  switch (party.kind) {
    case assess::NamedKind::maker:
      return fmt::format("{}, a maker ({})", neutral(party.name), party.id);
    case assess::NamedKind::brand:
      return fmt::format("{}, a label ({})", neutral(party.name), party.id);
    case assess::NamedKind::written:
      break;
  }
  return fmt::format("{}, as rules print it; no maker known here", neutral(party.name));
}

void print_party(std::string& out, const assess::PartyAnswers& asked, const RestrictionsView& view,
                 const TerminalStyle& style) {
  line(out, paint(rule_name(asked.party), Ink::strong, style));
  if (!asked.party.written.empty()) {
    std::string forms;
    for (const std::string& form : asked.party.written) forms += (forms.empty() ? "" : "; ") + neutral(form);
    paragraph(out, "Printed as: " + forms, style, 2);
  }
  if (asked.restrictions.empty()) paragraph(out, "No rule known here names it.", style, 2);
  std::string last;
  for (const model::Finding& finding : asked.restrictions) {
    const Rule* rule = view.k.rule(finding.value);
    if (last != finding.value) line(out, "  " + neutral(rule ? rule->title : finding.value));
    last = finding.value;
    std::string more =
        more_of(attribute(finding, "certainty"), attribute(finding, "condition"), attribute(finding, "note"));
    if (attribute(finding, "basis") == "affiliate")
      more = "as an affiliate" + (more.empty() ? std::string() : "; " + more);
    const std::string printed = attribute(finding, "party");
    party_row(
        out, printed.empty() ? "by law of origin" : printed,
        period_words(model::parse_date(attribute(finding, "from")), model::parse_date(attribute(finding, "until"))),
        assess::holds_on(finding, view.ask.on), more, style);
  }
  out += '\n';
  if (view.ask.whos.empty()) {
    paragraph(out, "A rule binds some and not others: --for WHO says whom it binds and what it forbids.", style, 2);
    out += '\n';
    return;
  }
  for (const assess::Answer& a : asked.answers) {
    const Restriction told{a, {a.who}, {a.act}, {}, {}};
    line(out, "  " + paint(status_word(a.status), ink_of(a.status), style));
    paragraph(out, restriction_sentence(told, view.k, view.ask.on), style, 4);
    if (!a.says_not.empty()) paragraph(out, neutral(a.says_not), style, 4);
  }
  out += '\n';
}

std::string_view words_of(assess::RuleChange change) {
  switch (change) {
    case assess::RuleChange::added:
      return "added";
    case assess::RuleChange::ended:
      return "ended";
    case assess::RuleChange::renamed:
      return "renamed";
    case assess::RuleChange::changed:
      return "changed";
    case assess::RuleChange::unknown:
      break;
  }
  return "not known";
}

}  // namespace

std::vector<const Rule*> asked_rules(const Knowledge& k, const assess::Ask& ask) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : k.rules) {
    const bool who = ask.whos.empty() || std::any_of(ask.whos.begin(), ask.whos.end(),
                                                     [&](const std::string& w) { return assess::binds(rule, w, k); });
    const bool act = ask.acts.empty() || std::any_of(ask.acts.begin(), ask.acts.end(), [&](const std::string& a) {
                       return std::find(rule.acts.begin(), rule.acts.end(), a) != rule.acts.end();
                     });
    if (who && act) rules.push_back(&rule);
  }
  return rules;
}

std::string period_words(const std::optional<model::Date>& from, const std::optional<model::Date>& until) {
  if (from && until) return model::to_string(*from) + " to " + model::to_string(*until);
  if (from) return "since " + model::to_string(*from);
  if (until) return "until " + model::to_string(*until);
  return {};
}

Holds holds_on(const std::optional<model::Date>& from, const std::optional<model::Date>& until,
               const std::string& certainty, const model::Date& day) {
  if (from && day < *from) return Holds::not_yet;
  if (until && *until < day) return Holds::ended;
  return certainty == "unknown" ? Holds::unknown : Holds::holds;
}

std::string to_restrictions_terminal(const RestrictionsView& view, TerminalStyle style) {
  std::string out;
  line(out, age_line(view.k, view.ask.on, view.age));
  out += '\n';
  if (view.asked.empty()) {
    std::vector<const Rule*> rules = asked_rules(view.k, view.ask);
    // One country after another, in the order in which the knowledge first names each.
    std::vector<std::string> order;
    for (const Rule* rule : rules)
      if (std::find(order.begin(), order.end(), rule->jurisdiction) == order.end()) order.push_back(rule->jurisdiction);
    for (const std::string& jurisdiction : order)
      for (const Rule* rule : rules)
        if (rule->jurisdiction == jurisdiction) print_rule(out, *rule, view, style);
    if (rules.empty()) line(out, "No rule known here binds them in this.");
  }
  for (const assess::PartyAnswers& asked : view.parties) print_party(out, asked, view, style);
  return out;
}

std::string to_restrictions_diff_terminal(const RestrictionsDiffView& view, TerminalStyle style) {
  std::string out;
  line(out, fmt::format("Knowledge of {}, {} days old. From {} to {}.", view.k.edition, view.age,
                        model::to_string(view.earlier), model::to_string(view.later)));
  const Rule* last = nullptr;
  for (const assess::RestrictionChange& change : view.changes) {
    if (last != change.rule) {
      out += '\n';
      line(out, paint(change.rule->id, Ink::strong, style) + "  " + neutral(change.rule->title));
    }
    last = change.rule;
    std::string text = change.party ? neutral(change.party->as_written) : "the rule";
    if (change.change == assess::RuleChange::renamed) text += fmt::format(" (was {})", neutral(change.was->as_written));
    if (change.change == assess::RuleChange::unknown) text += ": whether it applies is not known here";
    if (change.party && !change.party->note.empty()) text += fmt::format("; {}", neutral(change.party->note));
    out += "  " + pad(change.day ? model::to_string(*change.day) : "", 11) + pad(words_of(change.change), 11);
    line(out, wrap(text, style.width, 24));
  }
  if (view.changes.empty()) line(out, "Nothing is known to have changed.");
  return out;
}

}  // namespace lenscap::views
