#include "sources/notice_parties.hpp"

#include <algorithm>

namespace lenscap::sources {

using model::Deal;
using std::string;

void NoticeParties::index() {
  if (indexed_) return;
  indexed_ = true;
  for (std::uint32_t i = 0; i < release_.parties.size(); ++i) {
    const auto& party = release_.parties[i];
    if (!party.id.empty()) by_id_.try_emplace(party.id, i);
    if (!party.name.empty()) by_name_.try_emplace(party.name, i);
  }
}

std::uint32_t NoticeParties::find_or_add(model::Organisation&& mention, std::string_view role) {
  index();
  auto at = static_cast<std::uint32_t>(release_.parties.size());
  if (const auto id = by_id_.find(mention.id); !mention.id.empty() && id != by_id_.end()) {
    at = id->second;
  } else if (const auto name = by_name_.find(mention.name); !mention.name.empty() && name != by_name_.end()) {
    const auto& known = release_.parties[name->second];
    if (mention.id.empty() || known.id.empty()) at = name->second;
  }
  if (at == release_.parties.size()) {
    if (!mention.id.empty()) by_id_.emplace(mention.id, at);
    if (!mention.name.empty()) by_name_.try_emplace(mention.name, at);
    release_.parties.push_back(std::move(mention));
  } else {
    auto& known = release_.parties[at];
    if (known.name.empty()) known.name = std::move(mention.name);
    if (known.id.empty()) known.id = std::move(mention.id);
    if (known.address.empty()) known.address = std::move(mention.address);
    if (known.country.empty()) known.country = std::move(mention.country);
    for (auto& id : mention.identifiers)
      if (std::find(known.identifiers.begin(), known.identifiers.end(), id) == known.identifiers.end())
        known.identifiers.push_back(std::move(id));
  }
  auto& roles = release_.parties[at].roles;
  if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.emplace_back(role);
  return at;
}

void NoticeParties::buyers_by_role() {
  if (!release_.buyers.empty()) return;
  for (std::uint32_t i = 0; i < release_.parties.size(); ++i)
    for (const auto& role : release_.parties[i].roles)
      if (role == "buyer" || role == "procuringEntity") add_index(release_.buyers, i);
}

void add_index(std::vector<std::uint32_t>& into, std::uint32_t index) {
  if (std::find(into.begin(), into.end(), index) == into.end()) into.push_back(index);
}

namespace {

/// Awards by id; the first of an id.
std::unordered_map<std::string_view, const Deal*> awards_of(const model::Release& release) {
  std::unordered_map<std::string_view, const Deal*> awards;
  for (const auto& deal : release.deals)
    if (deal.kind == Deal::Kind::award && !deal.id.empty()) awards.try_emplace(deal.id, &deal);
  return awards;
}

bool any_contract(const model::Release& release) {
  return std::any_of(release.deals.begin(), release.deals.end(),
                     [](const Deal& deal) { return deal.kind == Deal::Kind::contract; });
}

}  // namespace

void contracts_take_suppliers(model::Release& release) {
  if (!any_contract(release)) return;
  const auto awards = awards_of(release);
  for (auto& deal : release.deals) {
    if (deal.kind != Deal::Kind::contract || !deal.suppliers.empty()) continue;
    if (const auto award = awards.find(deal.award_id); award != awards.end()) deal.suppliers = award->second->suppliers;
  }
}

string two_currencies(const model::Release& release) {
  const auto awards = any_contract(release) ? awards_of(release) : decltype(awards_of(release)){};
  const auto differ = [](const string& a, const string& b) { return !a.empty() && !b.empty() && a != b; };
  for (const auto& deal : release.deals) {
    for (const auto& item : deal.items)
      if (differ(deal.value.currency, item.unit_value.currency))
        return deal.pointer + ": " + deal.value.currency + ", " + item.unit_value.currency;
    if (deal.kind != Deal::Kind::contract) continue;
    if (const auto award = awards.find(deal.award_id);
        award != awards.end() && differ(deal.value.currency, award->second->value.currency))
      return deal.pointer + ": " + deal.value.currency + ", " + award->second->value.currency;
  }
  return {};
}

}  // namespace lenscap::sources
