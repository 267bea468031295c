#include "assess/who.hpp"

#include <algorithm>
#include <set>

namespace lenscap::assess {
namespace {

using knowledge::Knowledge;

/// Ids of the rules that name `party` on `day`: those that apply, or those of which that is not known.
std::vector<std::string> rules_on(const Knowledge& k, const KnownParty& party, model::Date day, bool known) {
  std::vector<std::string> ids;
  for (const Naming& naming : rules_naming(k, party)) {
    const std::string& certainty = naming.row->certainty.empty() ? naming.rule->certainty : naming.row->certainty;
    if (!naming.holds_on(day) || (certainty != "unknown") != known) continue;
    if (std::find(ids.begin(), ids.end(), naming.rule->id) == ids.end()) ids.push_back(naming.rule->id);
  }
  return ids;
}

std::vector<Connected> connected(const Knowledge& k, std::vector<Owner> owners, model::Date day) {
  std::vector<Connected> all;
  for (Owner& owner : owners) {
    KnownParty party = party_of(k, owner.id);
    std::vector<std::string> rules = rules_on(k, party, day, true), open = rules_on(k, party, day, false);
    all.push_back({std::move(owner), std::move(party), std::move(rules), std::move(open)});
  }
  return all;
}

std::vector<Stake> stakes_in(const Knowledge& k, std::string_view id) {
  std::vector<Stake> all = stakes(k);
  std::erase_if(all, [&](const Stake& stake) { return stake.owned != id; });
  return all;
}

/// A label that an organisation itself is named by, and that some maker counts among its second names.
void add_house_labels(std::vector<Label>& labels, const Knowledge& k, const KnownParty& party) {
  std::set<std::string> names;
  for (const std::string& name : names_of(party)) names.insert(folded_party(name));
  for (const auto& maker : k.makers)
    for (const std::string& house : maker.house)
      if (names.contains(folded_party(house)) && (party.maker == nullptr || party.maker->id != maker.id))
        labels.push_back({house, "house", maker.id, {}});
}

std::vector<Label> labels_of(const Knowledge& k, const KnownParty& party) {
  std::vector<Label> labels;
  if (party.maker != nullptr) {
    labels.push_back({party.maker->short_name, "own", party.maker->id, {}});
    for (const std::string& name : party.maker->house) labels.push_back({name, "house", party.maker->id, {}});
  }
  if (party.organisation == nullptr) return labels;
  add_house_labels(labels, k, party);
  for (const std::string& id : party.organisation->sells) {
    if (party.maker != nullptr && party.maker->id == id) continue;
    const KnownParty sold = party_of(k, id);
    labels.push_back({sold.maker != nullptr ? sold.maker->short_name : sold.name, "brand", id, {}});
    if (sold.brand != nullptr) labels.back().owners = stakes_in(k, id);
  }
  return labels;
}

class NamingSearch {
 public:
  explicit NamingSearch(const KnownParty& party) : party_(party) {
    for (const std::string& name : names_of(party)) names_.insert(folded_party(name));
  }

  /// A row of a maker is that maker's, however it is printed, and beside it the organisation's that it prints.
  bool names(const knowledge::RuleParty& row) const {
    if (!row.parties_of.empty()) return false;
    if (by_maker(row)) return true;
    const bool anybodys = row.maker.empty() || (party_.maker == nullptr && party_.organisation != nullptr);
    return anybodys && names_.contains(folded_party(row.as_written));
  }

  Naming naming(const knowledge::Rule& rule, const knowledge::RuleParty& row) const {
    return {&rule,
            &row,
            row.as_written,
            row.parties_of,
            row.from ? row.from : rule.from,
            row.until ? row.until : rule.until,
            by_maker(row)};
  }

 private:
  bool by_maker(const knowledge::RuleParty& row) const {
    return party_.maker != nullptr && row.maker == party_.maker->id;
  }

  const KnownParty& party_;
  std::set<std::string> names_;
};

/// A rule that takes the parties of another reaches each from when both hold until one ends.
void add_through(std::vector<Naming>& all, Naming naming, const Naming& other) {
  naming.as_written = other.as_written;
  naming.by_maker = other.by_maker;
  if (other.from && (!naming.from || *naming.from < *other.from)) naming.from = other.from;
  if (other.until && (!naming.until || *other.until < *naming.until)) naming.until = other.until;
  if (!naming.from || !naming.until || *naming.from <= *naming.until) all.push_back(std::move(naming));
}

double not_known(const std::vector<Stake>& direct) {
  double known = 0;
  for (const Stake& stake : direct) known += stake.share.value_or(0);
  return std::clamp(100 - known, 0.0, 100.0);
}

}  // namespace

std::vector<Naming> rules_naming(const Knowledge& k, const KnownParty& party) {
  const NamingSearch search(party);
  std::vector<Naming> all;
  for (const auto& rule : k.rules)
    for (const auto& row : rule.parties) {
      if (row.parties_of.empty()) {
        if (search.names(row)) all.push_back(search.naming(rule, row));
        continue;
      }
      const knowledge::Rule* other = k.rule(row.parties_of);
      if (other == nullptr) continue;
      for (const auto& listed : other->parties)
        if (search.names(listed)) add_through(all, search.naming(rule, row), search.naming(*other, listed));
    }
  return all;
}

Who who_is(const Knowledge& k, const KnownParty& party, model::Date on) {
  Who who;
  who.party = party;
  who.on = on;
  const Ownership ownership(k, on);
  who.owners = connected(k, ownership.owners(party.id), on);
  who.owned = connected(k, ownership.owned(party.id), on);
  who.not_known = not_known(ownership.direct(party.id));
  who.holdings = stakes_in(k, party.id);
  who.labels = labels_of(k, party);
  who.rules = rules_naming(k, party);
  for (const auto& lookalike : k.lookalikes)
    for (const std::string& like : lookalike.like)
      if (party.kind != PartyKind::lookalike && party_id(k, like) == party.id) who.lookalikes.push_back(&lookalike);
  return who;
}

}  // namespace lenscap::assess
