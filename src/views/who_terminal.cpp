// views/who_terminal.cpp: one party on a page: what it is first, then names, owners, what it owns, rules, and who it is
// not.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/who.hpp"
#include "views/who_words.hpp"

namespace lenscap::views {
namespace {

using assess::folded_party;
using assess::party_of;
using assess::PartyKind;
using assess::Who;

class WhoText {
 public:
  explicit WhoText(const TerminalStyle& style) : style_(style) {}

  void heading(std::string_view text) { text_ += "\n" + paint(text, Ink::strong, style_) + "\n"; }
  void line(const std::string& text, Ink ink = Ink::plain, int indent = 2) {
    if (text.empty()) return;
    text_ += std::string(static_cast<std::size_t>(indent), ' ') + paint(wrap(text, style_.width, indent), ink, style_);
    text_ += '\n';
  }
  std::string text() { return std::move(text_); }

 private:
  const TerminalStyle& style_;
  std::string text_;
};

std::string joined_parts(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string script_word(const std::string& script) {
  if (script == "Hans") return "simplified Chinese";
  if (script == "Hant") return "traditional Chinese";
  if (script == "Hani") return "Chinese";
  if (script == "Jpan") return "Japanese";
  return script == "Latn" ? "" : script;
}

std::string name_kind(const std::string& kind) {
  if (kind == "listed") return "as a list prints it";
  if (kind == "translated") return "translation";
  return kind;
}

std::string unless_verified(const std::string& certainty) { return certainty == "verified" ? "" : certainty; }

void names(WhoText& page, const Who& who) {
  if (who.party.organisation == nullptr || who.party.organisation->names.empty()) return;
  page.heading("Names");
  for (const auto& name : who.party.organisation->names)
    page.line(neutral(name.name) + " (" +
              joined_parts(
                  {name_kind(name.kind), script_word(name.script), period_text(name.from, name.until),
                   name.weak ? "a common word: counts only beside a second clue" : "", unless_verified(name.certainty)},
                  ", ") +
              ")");
}

void identifiers(WhoText& page, const std::vector<knowledge::OrganisationIdentifier>& all) {
  if (all.empty()) return;
  page.heading("Numbers");
  for (const auto& one : all)
    page.line(joined_parts({neutral(one.scheme) + " " + neutral(one.id), unless_verified(one.certainty)}, ", "));
}

std::string through(const assess::Connected& one, const knowledge::Knowledge& k) {
  std::vector<std::string> steps;
  for (std::size_t i = 1; i + 1 < one.owner.path.size(); ++i)
    steps.push_back(neutral(party_of(k, one.owner.path[i]).name));
  return steps.empty() ? "" : "through " + joined_parts(steps, ", ");
}

void connected(WhoText& page, const std::vector<assess::Connected>& all, const knowledge::Knowledge& k) {
  for (const assess::Connected& one : all) {
    page.line(neutral(one.party.name) + ": " + share_text(one.owner.least, one.owner.most));
    page.line(joined_parts({through(one, k), half_text(one.owner), unless_verified(one.owner.certainty)}, "; "),
              Ink::faint, 6);
    if (!one.rules_not_known.empty())
      page.line("whether this rule names it on that day is not known: " + joined_parts(one.rules_not_known, ", "),
                Ink::faint, 6);
    if (!one.rules.empty()) page.line("named on that day by " + joined_parts(one.rules, ", "), Ink::warning, 6);
    for (const std::string& note : one.owner.notes) page.line(neutral(note), Ink::faint, 6);
  }
}

void owners(WhoText& page, const Who& who, const knowledge::Knowledge& k) {
  if (who.party.kind == PartyKind::lookalike || who.party.kind == PartyKind::listed) return;
  page.heading("Owners on " + model::to_string(who.on));
  if (who.owners.empty()) page.line("none is known here");
  connected(page, who.owners, k);
  if (!who.owners.empty() && who.not_known > 99.995) page.line("No share in it is known.");
  else if (!who.owners.empty() && who.not_known > 0.005)
    page.line("Who holds the other " + share_text(who.not_known, who.not_known) + " is not known here.");
  std::vector<const assess::Stake*> other;
  for (const auto& stake : who.holdings)
    if ((stake.from && *stake.from > who.on) || (stake.until && *stake.until < who.on)) other.push_back(&stake);
  if (other.empty()) return;
  page.heading("Owners at other times");
  for (const auto* stake : other)
    page.line(
        joined_parts({neutral(party_of(k, stake->owner).name), stake_text(*stake),
                      period_text(stake->from, stake->until), unless_verified(stake->certainty), neutral(stake->note)},
                     "; "));
}

void labels(WhoText& page, const Who& who, const knowledge::Knowledge& k) {
  if (who.labels.empty()) return;
  page.heading("Labels");
  std::map<std::string, std::vector<std::string>> houses;  // maker → its second names
  for (const assess::Label& label : who.labels) {
    if (label.kind == "house") {
      houses[label.id].push_back(neutral(label.name));
      continue;
    }
    std::vector<std::string> told = {neutral(label.name) + (label.kind == "own" ? ": its own name" : "")};
    for (const assess::Stake& stake : label.owners)
      told.push_back("a brand of " + neutral(party_of(k, stake.owner).name) + " " +
                     period_text(stake.from, stake.until) +
                     (stake.certainty == "verified" ? "" : " (" + stake.certainty + ")"));
    page.line(joined_parts(told, "; "));
  }
  for (const auto& [maker, names] : houses) {
    const bool its_own = who.party.maker != nullptr && who.party.maker->id == maker;
    page.line(joined_parts(names, ", ") + ": " + (its_own ? "its" : neutral(party_of(k, maker).name) + "'s") +
              " second names");
  }
}

void rules(WhoText& page, const Who& who) {
  page.heading("Rules that name it");
  if (who.rules.empty()) page.line("none known here; owners and what is owned may be named: see above");
  for (const assess::Naming& naming : who.rules) {
    const bool now = naming.holds_on(who.on);
    const auto& certainty = naming.row->certainty.empty() ? naming.rule->certainty : naming.row->certainty;
    page.line(
        joined_parts({naming.rule->id, "\"" + neutral(naming.as_written) + "\"", period_text(naming.from, naming.until),
                      now ? "" : "not on " + model::to_string(who.on), unless_verified(certainty),
                      naming.parties_of.empty() ? "" : "as a party of " + naming.parties_of,
                      naming.row->owned_only ? "only what it owns" : ""},
                     ", "),
        now && naming.rule->forbids ? Ink::warning : Ink::plain);
    page.line(neutral(naming.rule->title) + (naming.rule->forbids ? "" : ": by itself it forbids no buyer anything"),
              Ink::faint, 6);
    page.line(neutral(naming.row->note), Ink::faint, 6);
  }
}

}  // namespace

std::string to_who_terminal(const Who& who, const knowledge::Knowledge& k, TerminalStyle style) {
  WhoText page(style);
  const auto& party = who.party;
  page.line(neutral(party.name) + " (" + neutral(party.id) + ")", Ink::strong, 0);
  page.line(kind_text(party), Ink::plain, 0);
  if (party.weak)
    page.line("Found by a common word (" + neutral(party.matched) +
                  "): many bear it. A number, an address or a country decides whether it is this one.",
              Ink::warning, 0);
  else if (party.by != "id" && folded_party(party.matched) != folded_party(party.name))
    page.line("Found by " + party.by + ": " + neutral(party.matched), Ink::faint, 0);
  if (party.organisation != nullptr) page.line(neutral(party.organisation->note), Ink::plain, 0);
  if (party.lookalike != nullptr) {
    page.line(neutral(party.lookalike->why), Ink::plain, 0);
    std::vector<std::string> like;
    for (const std::string& id : party.lookalike->like) like.push_back(neutral(party_of(k, id).name));
    page.line("Not " + joined_parts(like, ", not "), Ink::calm, 0);
    identifiers(page, party.lookalike->identifiers);
  }
  names(page, who);
  if (party.organisation != nullptr) identifiers(page, party.organisation->identifiers);
  owners(page, who, k);
  if (!who.owned.empty()) {
    page.heading("Owns on " + model::to_string(who.on));
    connected(page, who.owned, k);
  }
  labels(page, who, k);
  rules(page, who);
  if (!who.lookalikes.empty()) {
    page.heading("Not to be taken for");
    for (const auto* lookalike : who.lookalikes) page.line(neutral(lookalike->name) + ": " + neutral(lookalike->why));
  }
  if (party.organisation != nullptr) {
    page.heading("Source");
    page.line(neutral(party.organisation->source) + ", read " + model::to_string(party.organisation->date), Ink::faint);
  }
  return page.text();
}

}  // namespace lenscap::views
