// assess/by_subject.hpp: which rows of a case are about one subject.
//
// A map of lists would cost a few allocations a subject, and --keep-others has 100,000 of them. So pointers to the rows
// lie in one array, by subject; within a subject they keep their order.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/case.hpp"

namespace lenscap::assess {

/// Borrows the rows.
template <class Row>
class BySubject {
 public:
  /// Of those `rows` for which `wanted(row)`.
  template <class Rows, class Wanted>
  BySubject(const Rows& rows, Wanted wanted) {
    std::vector<std::pair<model::Id, const Row*>> all;
    for (const Row& row : rows)
      if (wanted(row)) all.emplace_back(row.subject, &row);
    const auto by_id = [](const auto& a, const auto& b) { return a.first < b.first; };
    if (!std::is_sorted(all.begin(), all.end(), by_id)) std::stable_sort(all.begin(), all.end(), by_id);
    rows_.reserve(all.size());
    for (const auto& [subject, row] : all) {
      if (ids_.empty() || ids_.back() != subject) {
        ids_.push_back(subject);
        starts_.push_back(rows_.size());
      }
      rows_.push_back(row);
    }
    starts_.push_back(rows_.size());
  }
  template <class Rows>
  explicit BySubject(const Rows& rows) : BySubject(rows, [](const Row&) { return true; }) {}

  std::span<const Row* const> of(model::Id subject) const {
    const auto at = std::lower_bound(ids_.begin(), ids_.end(), subject);
    if (at == ids_.end() || *at != subject) return {};
    const auto i = static_cast<std::size_t>(at - ids_.begin());
    return std::span(rows_).subspan(starts_[i], starts_[i + 1] - starts_[i]);
  }
  std::size_t size() const { return rows_.size(); }  ///< rows of all
  /// Subjects that have a row, ascending.
  const std::vector<model::Id>& subjects() const { return ids_; }

 private:
  std::vector<model::Id> ids_;
  std::vector<std::size_t> starts_;  ///< in rows_, one more than ids_
  std::vector<const Row*> rows_;
};

}  // namespace lenscap::assess
