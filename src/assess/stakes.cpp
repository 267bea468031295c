// Every holding that data states, in one form: organisations say it in full, makers and brands in short.
#include <algorithm>

#include "assess/ownership.hpp"

namespace lenscap::assess {
namespace {

template <class Entry>
void add_short(std::vector<Stake>& all, const knowledge::Knowledge& k, const Entry& entry, std::string_view table) {
  for (const knowledge::Ownership& owner : entry.owners) {
    Stake stake;
    stake.owned = entry.id;
    stake.owner = party_id(k, owner.owner);
    if (owner.share > 0) stake.share = owner.share;
    stake.from = owner.from, stake.until = owner.until;
    stake.certainty = owner.certainty, stake.source = entry.source, stake.note = owner.note;
    stake.entry = std::string(table) + ':' + entry.id;
    all.push_back(std::move(stake));
  }
}

}  // namespace

std::string_view to_string(Half half) {
  switch (half) {
    case Half::no:
      return "no";
    case Half::not_known:
      return "not_known";
    case Half::said:
      return "said";
    case Half::yes:
      break;
  }
  return "yes";
}

std::string party_id(const knowledge::Knowledge& k, std::string_view id) {
  const knowledge::Organisation* organisation = k.organisation(id);
  return organisation != nullptr && !organisation->maker.empty() ? organisation->maker : std::string(id);
}

std::vector<Stake> stakes(const knowledge::Knowledge& k) {
  std::vector<Stake> all;
  for (const auto& organisation : k.organisations)
    for (const knowledge::Holding& holding : organisation.owners)
      all.push_back({party_id(k, organisation.id), party_id(k, holding.owner), holding.share, holding.majority,
                     holding.from, holding.until, holding.certainty,
                     holding.source.empty() ? organisation.source : holding.source, holding.note,
                     "organisation:" + organisation.id});
  for (const auto& maker : k.makers) {
    const auto* own = k.organisation_of(maker.id);
    if (own == nullptr || own->owners.empty()) add_short(all, k, maker, "maker");
  }
  for (const auto& brand : k.brands) add_short(all, k, brand, "brand");
  std::stable_sort(all.begin(), all.end(), [](const Stake& a, const Stake& b) { return a.owned < b.owned; });
  return all;
}

}  // namespace lenscap::assess
