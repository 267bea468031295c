// assess/holdings.hpp: how much of everything a group of owners holds in the end, exactly.
//
// Read a share as the chance that one who stands on an organisation steps up to that owner. What part of it is the
// group's in the end is then the chance of ever reaching the group: paths multiply, their sums add, and a circle of
// cross-holdings hands what flows round it to who stands outside, so nothing is counted twice and nobody has more than
// the whole. With S the organisations from which the group can be reached, and not in it,
//
//   h(n) = sum over owners in the group of a(n, o)  +  sum over m in S of a(n, m) h(m)      for n in S
//
// The matrix I - A over S is regular, and elimination needs no pivots: rows of A sum to at most 1, and from each n some
// path of positive shares leaves S (to the group), so A is substochastic without a closed class; I - A is a
// nonsingular M-matrix (Berman and Plemmons, "Nonnegative Matrices", chapter 6). A closed circle, of which the group is
// no part, is not in S at all: its part is 0, as it should be. Rows are sparse and taken nearest to the group first, so
// that chains without circles cost one step a holding.
#pragma once
#include <cstddef>
#include <vector>

namespace lenscap::assess {

/// A holding: `owner` has `share` of 1 in the row's organisation.
struct Held {
  std::size_t owner = 0;
  double share = 0;
};

/// `rows[n]`: who holds what in n; `unknown[n]`: owners of n whose share is not known. Indices below rows.size().
struct Holdings {
  std::vector<std::vector<Held>> rows;
  std::vector<std::vector<std::size_t>> unknown;
};

/// Part of every organisation that is the group's, 0..1; 1 for the group itself. Unknown shares count as nothing.
std::vector<double> least_held(const Holdings& holdings, const std::vector<bool>& group);

/// The same at most: in every organisation, all that no known owner holds is given to that owner of unknown share who
/// makes it the group's most.
std::vector<double> most_held(const Holdings& holdings, const std::vector<bool>& group);

}  // namespace lenscap::assess
