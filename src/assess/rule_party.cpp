#include "assess/rule_party.hpp"

#include <algorithm>
#include <map>

#include "knowledge/rule_edition.hpp"

namespace lenscap::assess {
namespace {

using knowledge::Knowledge;
using knowledge::name_key;
using knowledge::Rule;
using knowledge::RuleParty;

bool names(const std::vector<std::string>& forms, const std::string& key) {
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) { return name_key(form) == key; });
}

bool prints(const RuleParty& row, const std::string& key) {
  return name_key(row.as_written) == key || names(row.also, key);
}

bool is_called(const knowledge::Maker& maker, std::string_view text, const std::string& key) {
  return maker.id == text || name_key(maker.name) == key || name_key(maker.short_name) == key ||
         names(maker.own, key) || names(maker.house, key);
}

/// Prefix of the id under which a party that is no maker is asked about; no entry of data/ can have it.
constexpr std::string_view stand_in = "written:";

/// The rules, with every row that prints the party pointing to one maker that stands in for it.
Knowledge with_stand_in(const RuleNamed& party, const Knowledge& knowledge) {
  Knowledge small;
  small.edition = knowledge.edition;
  small.rules = knowledge.rules;
  small.whos = knowledge.whos;
  small.makers = knowledge.makers;
  knowledge::Maker maker;
  maker.id = std::string(stand_in) + party.name;
  maker.name = party.name;
  for (Rule& rule : small.rules)
    for (RuleParty& row : rule.parties)
      if (row.maker.empty() && row.parties_of.empty() &&
          std::any_of(party.written.begin(), party.written.end(),
                      [&](const std::string& form) { return name_key(form) == name_key(row.as_written); }))
        row.maker = maker.id;
  small.makers.push_back(std::move(maker));
  return small;
}

void add_written(RuleNamed& named, const std::string& form) {
  if (std::find(named.written.begin(), named.written.end(), form) == named.written.end()) named.written.push_back(form);
}

}  // namespace

std::string_view to_string(NamedKind k) {
  return k == NamedKind::maker ? "maker" : k == NamedKind::brand ? "brand" : "written";
}

std::string_view to_string(Holds h) {
  return h == Holds::holds ? "holds" : h == Holds::not_yet ? "not_yet" : h == Holds::ended ? "ended" : "unknown";
}

std::vector<RuleNamed> find_named(std::string_view text, const Knowledge& knowledge) {
  std::vector<RuleNamed> found;
  const std::string key = name_key(text);
  if (key.empty()) return found;
  const auto add = [&](NamedKind kind, const std::string& id, const std::string& name) {
    if (std::none_of(found.begin(), found.end(), [&](const RuleNamed& n) { return n.kind == kind && n.id == id; }))
      found.push_back({kind, id, name, {}});
  };
  for (const auto& maker : knowledge.makers)
    if (is_called(maker, text, key))
      add(NamedKind::maker, maker.id, maker.short_name.empty() ? maker.name : maker.short_name);
  for (const auto& brand : knowledge.brands)
    if (brand.id == text || name_key(brand.name) == key || names(brand.forms, key))
      add(NamedKind::brand, brand.id, brand.name);
  std::map<std::size_t, std::vector<const RuleParty*>> rows;  // of each written party
  for (const Rule& rule : knowledge.rules)
    for (const RuleParty& row : rule.parties) {
      if (!row.parties_of.empty() || !prints(row, key)) continue;
      if (const knowledge::Maker* maker = knowledge.maker(row.maker)) {
        add(NamedKind::maker, maker->id, maker->short_name.empty() ? maker->name : maker->short_name);
        continue;
      }
      // The same party printed anew bears the other row's name; two that only share an alias are two.
      const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& known) {
        return std::any_of(known.second.begin(), known.second.end(), [&](const RuleParty* other) {
          return prints(*other, name_key(row.as_written)) || prints(row, name_key(other->as_written));
        });
      });
      std::size_t at = same == rows.end() ? found.size() : same->first;
      if (at == found.size()) found.push_back({NamedKind::written, "", row.as_written, {}});
      rows[at].push_back(&row);
      add_written(found[at], row.as_written);
    }
  for (RuleNamed& named : found)
    for (const Rule& rule : knowledge.rules)
      for (const RuleParty& row : rule.parties)
        if (named.kind == NamedKind::maker && row.maker == named.id) add_written(named, row.as_written);
  return found;
}

PartyAnswers ask_party(const RuleNamed& party, const Knowledge& knowledge, const Ask& ask) {
  PartyAnswers result;
  result.party = party;
  Knowledge small;
  if (party.kind == NamedKind::written) small = with_stand_in(party, knowledge);
  const Knowledge& asked = party.kind == NamedKind::written ? small : knowledge;
  Party subject;
  if (party.kind == NamedKind::brand) {
    subject.brand = party.name;
    subject.brand_confidence = model::Confidence::confirmed;
  } else {
    subject.maker = party.kind == NamedKind::maker ? party.id : std::string(stand_in) + party.name;
    subject.maker_confidence = model::Confidence::confirmed;
  }
  result.restrictions = derive_restrictions(subject, asked);
  std::vector<const model::Finding*> pointers;
  for (const model::Finding& finding : result.restrictions) pointers.push_back(&finding);
  result.answers = answer(pointers, asked, ask);
  return result;
}

Holds holds_on(const model::Finding& restriction, const model::Date& day) {
  const auto text = [&](const char* key) {
    const auto found = restriction.attributes.find(key);
    return found == restriction.attributes.end() ? std::string() : found->second;
  };
  const auto from = model::parse_date(text("from")), until = model::parse_date(text("until"));
  if (from && day < *from) return Holds::not_yet;
  if (until && *until < day) return Holds::ended;
  return text("certainty") == "unknown" ? Holds::unknown : Holds::holds;
}

bool binds(const Rule& rule, std::string_view who, const Knowledge& knowledge) {
  std::vector<std::string> selves = {std::string(who)};
  for (std::size_t i = 0; i < selves.size(); ++i) {
    if (std::find(rule.binds.begin(), rule.binds.end(), selves[i]) != rule.binds.end()) return true;
    for (const knowledge::Who& known : knowledge.whos)
      if (known.id == selves[i])
        for (const std::string& within : known.within)
          if (std::find(selves.begin(), selves.end(), within) == selves.end()) selves.push_back(within);
  }
  return false;
}

}  // namespace lenscap::assess
