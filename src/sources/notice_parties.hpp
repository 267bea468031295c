// sources/notice_parties.hpp: organisations that a notice mentions, looked up among its parties.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/contract.hpp"

namespace lenscap::sources {

/// Invariant: an organisation stands in the release once, whether it was mentioned by id, by name, or in full.
class NoticeParties {
 public:
  explicit NoticeParties(model::Release& release) : release_(release) {}

  /// Index of the party of that id, else of that name (which must not contradict by an id of its own), else of a new
  /// one.
  std::uint32_t find_or_add(model::Organisation&& mention, std::string_view role);
  /// Where nobody is mentioned as buyer, those whose role says so.
  void buyers_by_role();

 private:
  void index();

  model::Release& release_;
  std::unordered_map<std::string, std::uint32_t> by_id_, by_name_;
  bool indexed_ = false;
};

void add_index(std::vector<std::uint32_t>& into, std::uint32_t index);

/// A contract's suppliers are those of its award, unless it names its own. Also tells awards and contracts of one award
/// that are in different currencies apart: `two currencies` of the first such pair, else empty.
void contracts_take_suppliers(model::Release& release);
std::string two_currencies(const model::Release& release);

}  // namespace lenscap::sources
