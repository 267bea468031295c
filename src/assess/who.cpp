#include "assess/who.hpp"

#include <algorithm>
#include <set>

namespace lenscap::assess {
namespace {

using knowledge::Knowledge;

std::vector<std::string> rules_on(const Knowledge& k, const Party& party, model::Date day) {
  std::vector<std::string> ids;
  for (const Naming& naming : rules_naming(k, party))
    if (naming.holds_on(day) && std::find(ids.begin(), ids.end(), naming.rule->id) == ids.end())
      ids.push_back(naming.rule->id);
  return ids;
}

std::vector<Connected> connected(const Knowledge& k, std::vector<Owner> owners, model::Date day) {
  std::vector<Connected> all;
  for (Owner& owner : owners) {
    Party party = party_of(k, owner.id);
    std::vector<std::string> rules = rules_on(k, party, day);
    all.push_back({std::move(owner), std::move(party), std::move(rules)});
  }
  return all;
}

/// A label that an organisation itself is named by, and that some maker counts among its second names.
void add_house_labels(std::vector<Label>& labels, const Knowledge& k, const Party& party) {
  std::set<std::string> names;
  for (const std::string& name : names_of(party)) names.insert(folded_party(name));
  for (const auto& maker : k.makers)
    for (const std::string& house : maker.house)
      if (names.contains(folded_party(house)) && (party.maker == nullptr || party.maker->id != maker.id))
        labels.push_back({house, "house", maker.id});
}

std::vector<Label> labels_of(const Knowledge& k, const Party& party) {
  std::vector<Label> labels;
  if (party.maker != nullptr) {
    labels.push_back({party.maker->short_name, "own", party.maker->id});
    for (const std::string& name : party.maker->house) labels.push_back({name, "house", party.maker->id});
  }
  if (party.organisation == nullptr) return labels;
  add_house_labels(labels, k, party);
  for (const std::string& id : party.organisation->sells) {
    if (party.maker != nullptr && party.maker->id == id) continue;
    const Party sold = party_of(k, id);
    labels.push_back({sold.maker != nullptr ? sold.maker->short_name : sold.name, "brand", id});
  }
  return labels;
}

double not_known(const std::vector<Stake>& direct) {
  double known = 0;
  for (const Stake& stake : direct) known += stake.share.value_or(0);
  return std::clamp(100 - known, 0.0, 100.0);
}

}  // namespace

std::vector<Naming> rules_naming(const Knowledge& k, const Party& party) {
  std::set<std::string> names;
  for (const std::string& name : names_of(party)) names.insert(folded_party(name));
  std::vector<Naming> all;
  for (const auto& rule : k.rules)
    for (const auto& row : rule.parties) {
      const bool by_maker = party.maker != nullptr && row.maker == party.maker->id;
      // a row that belongs to a maker is not another's, however it is printed
      const bool by_name = row.maker.empty() && row.parties_of.empty() && names.contains(folded_party(row.as_written));
      const bool own_name = !row.maker.empty() && party.maker == nullptr && party.kind == PartyKind::organisation &&
                            names.contains(folded_party(row.as_written));
      if (!by_maker && !by_name && !own_name) continue;
      all.push_back({&rule, &row, row.from ? row.from : rule.from, row.until ? row.until : rule.until, by_maker});
    }
  return all;
}

Who who_is(const Knowledge& k, const Party& party, model::Date on) {
  Who who;
  who.party = party;
  who.on = on;
  const Ownership ownership(k, on);
  who.owners = connected(k, ownership.owners(party.id), on);
  who.owned = connected(k, ownership.owned(party.id), on);
  who.not_known = not_known(ownership.direct(party.id));
  for (Stake& stake : stakes(k))
    if (stake.owned == party.id) who.holdings.push_back(std::move(stake));
  who.labels = labels_of(k, party);
  who.rules = rules_naming(k, party);
  for (const auto& lookalike : k.lookalikes)
    for (const std::string& like : lookalike.like)
      if (party.kind != PartyKind::lookalike && party_id(k, like) == party.id) who.lookalikes.push_back(&lookalike);
  return who;
}

}  // namespace lenscap::assess
