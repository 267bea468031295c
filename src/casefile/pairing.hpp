// casefile/pairing.hpp: which observation of one case is which of another. The work behind compare.hpp.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/case.hpp"

namespace lenscap::casefile {

inline constexpr std::uint32_t no_partner = UINT32_MAX;

/// Positions in the other case, no_partner where there is none.
struct Partners {
  std::vector<std::uint32_t> of_stored;
  std::vector<std::uint32_t> of_rederived;
};

/// Walks both sides, sorted by `order(side, i, side, j)`, and pairs what is equal and still free. Equal rows pair one
/// to one.
template <class Order>
void pair_equal(Partners& partners, Order order) {
  auto free_of = [](const std::vector<std::uint32_t>& side) {
    std::vector<std::uint32_t> free;
    for (std::uint32_t i = 0; i < side.size(); ++i)
      if (side[i] == no_partner) free.push_back(i);
    return free;
  };
  auto left = free_of(partners.of_stored), right = free_of(partners.of_rederived);
  if (left.empty() || right.empty()) return;
  std::stable_sort(left.begin(), left.end(), [&](auto a, auto b) { return order(0, a, 0, b) < 0; });
  std::stable_sort(right.begin(), right.end(), [&](auto a, auto b) { return order(1, a, 1, b) < 0; });
  for (std::size_t l = 0, r = 0; l < left.size() && r < right.size();) {
    const auto c = order(0, left[l], 1, right[r]);
    if (c < 0) ++l;
    else if (c > 0) ++r;
    else {
      partners.of_stored[left[l]] = right[r];
      partners.of_rederived[right[r]] = left[l];
      ++l, ++r;
    }
  }
}

/// By SHA-256, then by name, then by the name's last component, then the only two that are left (a renamed, edited
/// file).
Partners pair_sources(const model::Case& stored, const model::Case& rederived);

/// Only between partners among the sources. A pair may differ in fields; differing_fields() says in which.
Partners pair_observations(const model::Case& stored, const model::Case& rederived, const Partners& sources);

/// Subject keys by id.
using Keys = std::unordered_map<model::Id, std::string_view>;
Keys keys_of(const model::Case& c);

/// "value: Private → Dahua, count: 1 → 7"; empty when both say the same in the same place.
std::string differing_fields(const model::CaseObservation& stored, std::string_view stored_subject,
                             const model::CaseObservation& rederived, std::string_view rederived_subject);

}  // namespace lenscap::casefile
