// What is said of organisations holds together. An accusation that comes of a slip here is the worst mistake the data
// can make, so: a number is one party's alone, an owner exists, nobody owns more than the whole, and a name that is
// kept as somebody else's is no party's own.
#include <algorithm>
#include <map>
#include <set>

#include "knowledge/check.hpp"
#include "knowledge/label.hpp"
#include "knowledge/source_form.hpp"

namespace lenscap::knowledge {
namespace {

/// Shares are printed rounded to at most two decimals: many rows may together pass 100 by as little.
constexpr double rounding = 0.5;

/// What is wrong on `day` with the holdings in an organisation; empty when nothing is.
std::string wrong_on(const Organisation& organisation, const model::Date& day) {
  double sum = 0;
  std::set<std::string_view> owners;
  for (const Holding& holding : organisation.owners) {
    if (!model::within(holding.from, holding.until, day)) continue;
    if (!owners.insert(holding.owner).second) return fmt::format("{} stands twice among its owners", holding.owner);
    sum += holding.share.value_or(0);
  }
  return sum > 100 + rounding ? fmt::format("its owners hold {} %", sum) : "";
}

/// Holdings can only come to pass the whole, or to overlap, where one begins; the day before all others stands for
/// those of open begin.
void check_shares(const Organisation& organisation, Problems& problems) {
  std::set<model::Date> days = {model::Date{}};
  for (const Holding& holding : organisation.owners)
    if (holding.from) days.insert(*holding.from);
  for (const model::Date& day : days) {
    const std::string wrong = wrong_on(organisation, day);
    if (wrong.empty()) continue;
    const std::string when = day == model::Date{} ? "at first" : "on " + model::to_string(day);
    return complain(problems, organisation, wrong + " " + when, "end the older holding with 'until'");
  }
}

void check_holdings(const Knowledge& k, const Organisation& organisation, Problems& problems) {
  for (const Holding& holding : organisation.owners) {
    if (!has(k.organisations, holding.owner) && !has(k.makers, holding.owner))
      complain(problems, organisation, fmt::format("there is no organisation or maker '{}'", holding.owner),
               "add an [[organisation]] with that id, or correct it");
    if (holding.owner == organisation.id || holding.owner == organisation.maker)
      complain(problems, organisation, "owns itself", "own shares are no holding: leave them out");
    if (!holding.source.empty() && !openable(source_form(holding.source)))
      complain(problems, organisation, fmt::format("source '{}' cannot be opened", holding.source),
               "name what an auditor can open, as for the entry's own");
    check_period(organisation, "holding by " + holding.owner, holding.from, holding.until, problems);
  }
  check_shares(organisation, problems);
}

void check_one(const Knowledge& k, const Organisation& organisation, Problems& problems) {
  if (!organisation.maker.empty() && !has(k.makers, organisation.maker))
    complain(problems, organisation, fmt::format("there is no maker '{}'", organisation.maker),
             "add a [[maker]] with that id, or correct it");
  const bool is_maker = has(k.makers, organisation.id) && organisation.maker != organisation.id;
  if (is_maker || has(k.brands, organisation.id))
    complain(problems, organisation, "its id is a maker's or a brand's",
             "one id names one party: give it another, or say with 'maker' that the two are one");
  for (const std::string& label : organisation.sells)
    if (!has(k.makers, label) && !has(k.brands, label))
      complain(problems, organisation, fmt::format("sells '{}', which is no maker and no brand", label),
               "add a [[brand]] with that id, or correct it");
  for (const OrganisationName& name : organisation.names)
    check_period(organisation, "name '" + name.name + "'", name.from, name.until, problems);
  check_holdings(k, organisation, problems);
}

using Holders = std::map<std::string, const Entry*>;

void claim(Holders& holders, const std::string& what, const Entry& entry, Problems& problems) {
  const auto [holder, is_new] = holders.emplace(what, &entry);
  if (!is_new && holder->second != &entry)
    complain(problems, entry, fmt::format("{} also belongs to {}", what, holder->second->id),
             fmt::format("keep it in one of the two ({}, line {})", holder->second->file, holder->second->line));
}

template <class T>
void claim_identifiers(Holders& holders, const std::vector<T>& entries, Problems& problems) {
  for (const T& entry : entries)
    for (const OrganisationIdentifier& identifier : entry.identifiers)
      claim(holders, identifier.scheme + " " + folded_organisation(identifier.id), entry, problems);
}

/// Every name by which a party goes, folded, and who goes by it.
Holders names_of_parties(const Knowledge& k) {
  Holders names;
  const auto add = [&](const std::string& name, const Entry& of) { names.emplace(folded_organisation(name), &of); };
  for (const Organisation& organisation : k.organisations) {
    add(organisation.name, organisation);
    for (const OrganisationName& name : organisation.names) add(name.name, organisation);
  }
  for (const Maker& maker : k.makers) {
    add(maker.name, maker), add(maker.short_name, maker);
    for (const auto* forms : {&maker.own, &maker.house, &maker.organisations})
      for (const std::string& form : *forms) add(form, maker);
  }
  for (const Brand& brand : k.brands) {
    add(brand.name, brand);
    for (const std::string& form : brand.forms) add(form, brand);
  }
  return names;
}

}  // namespace

void check_organisations(const Knowledge& k, Problems& problems) {
  Holders makers, identifiers, legal_names;
  for (const Organisation& organisation : k.organisations) {
    check_one(k, organisation, problems);
    if (!organisation.maker.empty()) claim(makers, "maker " + organisation.maker, organisation, problems);
    claim(legal_names, "name " + folded_organisation(organisation.name), organisation, problems);
  }
  claim_identifiers(identifiers, k.organisations, problems);
  claim_identifiers(identifiers, k.lookalikes, problems);
}

void check_lookalikes(const Knowledge& k, Problems& problems) {
  const Holders parties = names_of_parties(k);
  for (const Lookalike& lookalike : k.lookalikes) {
    for (const std::string& like : lookalike.like)
      if (!has(k.organisations, like) && !has(k.makers, like) && !has(k.brands, like))
        complain(problems, lookalike, fmt::format("there is no organisation, maker or brand '{}'", like),
                 "correct 'like'");
    std::vector<std::string> forms = lookalike.forms;
    forms.push_back(lookalike.name);
    for (const std::string& form : forms)
      if (const auto party = parties.find(folded_organisation(form)); party != parties.end())
        complain(problems, lookalike, fmt::format("'{}' is a name of {} itself", form, party->second->id),
                 fmt::format("take it out of one of the two ({}, line {})", party->second->file, party->second->line));
  }
}

}  // namespace lenscap::knowledge
