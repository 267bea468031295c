#include "assess/restriction_tie.hpp"

#include <algorithm>

namespace lenscap::assess {
namespace {

constexpr int max_owners_up = 8;  // state → group → holding → maker is 4; more is an error in data

int weaker_share(int a, int b) { return a == 0 || b == 0 ? 0 : std::min(a, b); }

void add_owners(const std::vector<knowledge::Ownership>& owners, const Tie& owned,
                const knowledge::Knowledge& knowledge, int levels, std::vector<std::string>& chain,
                std::vector<Tie>& ties) {
  if (levels == 0) return;
  for (const knowledge::Ownership& ownership : owners) {
    if (std::find(chain.begin(), chain.end(), ownership.owner) != chain.end()) continue;
    const std::optional<Period> period = overlap(owned.period, {ownership.from, ownership.until});
    if (!period) continue;
    Tie tie = owned;
    tie.maker = ownership.owner;
    tie.period = *period;
    tie.share = weaker_share(owned.share, ownership.share);
    tie.reported = owned.reported || ownership.certainty != "verified";
    if (owned.note.empty()) tie.note = ownership.note;
    ties.push_back(tie);
    const knowledge::Maker* owner = knowledge.maker(ownership.owner);
    if (!owner) continue;
    chain.push_back(ownership.owner);
    add_owners(owner->owners, tie, knowledge, levels - 1, chain, ties);
    chain.pop_back();
  }
}

void add_maker(const knowledge::Maker& maker, bool by_brand, model::Confidence confidence,
               const knowledge::Knowledge& knowledge, std::vector<Tie>& ties) {
  Tie direct;
  direct.maker = maker.id;
  direct.by_brand = by_brand;
  direct.confidence = confidence;
  ties.push_back(direct);
  Tie owned = direct;
  owned.via = maker.id;
  owned.via_entry = "maker:" + maker.id;
  std::vector<std::string> chain = {maker.id};
  add_owners(maker.owners, owned, knowledge, max_owners_up, chain, ties);
}

}  // namespace

std::vector<Tie> find_ties(const Party& party, const knowledge::Knowledge& knowledge) {
  std::vector<Tie> ties;
  if (const knowledge::Maker* maker = knowledge.maker(party.maker))
    add_maker(*maker, false, party.maker_confidence, knowledge, ties);
  if (party.brand.empty()) return ties;

  bool house = false;
  const knowledge::Maker* named = knowledge.maker_of_label(party.brand, house);
  if (named && named->id != party.maker) add_maker(*named, true, party.brand_confidence, knowledge, ties);
  if (const knowledge::Brand* brand = knowledge.brand(party.brand)) {
    Tie owned;
    owned.by_brand = true;
    owned.confidence = party.brand_confidence;
    owned.via = brand->id;
    owned.via_entry = "brand:" + brand->id;
    std::vector<std::string> chain;
    add_owners(brand->owners, owned, knowledge, max_owners_up, chain, ties);
  }
  std::stable_sort(ties.begin(), ties.end(),
                   [](const Tie& a, const Tie& b) { return a.via.empty() && !b.via.empty(); });
  return ties;
}

}  // namespace lenscap::assess
