#include "assess/holdings.hpp"

#include <algorithm>
#include <map>

namespace lenscap::assess {
namespace {

using Row = std::map<std::size_t, double>;  // place in the order → factor

/// The organisations of S, nearest to the group first.
std::vector<std::size_t> reaching(const std::vector<std::vector<Held>>& rows, const std::vector<bool>& group) {
  std::vector<std::vector<std::size_t>> held_by(rows.size());
  for (std::size_t n = 0; n < rows.size(); ++n)
    for (const Held& held : rows[n])
      if (held.share > 0) held_by[held.owner].push_back(n);
  std::vector<std::size_t> order;
  std::vector<bool> seen = group;
  const auto add = [&](std::size_t owner) {
    for (const std::size_t n : held_by[owner]) {
      if (seen[n]) continue;
      seen[n] = true;
      order.push_back(n);
    }
  };
  for (std::size_t n = 0; n < rows.size(); ++n)
    if (group[n]) add(n);
  for (std::size_t i = 0; i < order.size(); ++i) add(order[i]);
  return order;
}

/// h = constant + sum of row: what is already expressed by later ones is put in, first things first.
void put_in(Row& row, double& constant, std::size_t own, const std::vector<Row>& rows,
            const std::vector<double>& constants) {
  while (!row.empty() && row.begin()->first < own) {
    const auto [place, factor] = *row.begin();
    row.erase(row.begin());
    constant += factor * constants[place];
    for (const auto& [other, part] : rows[place]) row[other] += factor * part;
  }
}

std::vector<double> solve(const std::vector<std::vector<Held>>& shares, const std::vector<bool>& group) {
  const std::vector<std::size_t> order = reaching(shares, group);
  std::vector<std::size_t> place_of(shares.size(), shares.size());
  for (std::size_t i = 0; i < order.size(); ++i) place_of[order[i]] = i;

  std::vector<Row> rows(order.size());
  std::vector<double> constants(order.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const Held& held : shares[order[i]]) {
      if (group[held.owner]) constants[i] += held.share;
      else if (place_of[held.owner] < order.size()) rows[i][place_of[held.owner]] += held.share;
    }
    put_in(rows[i], constants[i], i, rows, constants);
    if (const auto self = rows[i].find(i); self != rows[i].end()) {
      const double rest = 1 - self->second;  // above 0: see the header
      rows[i].erase(self);
      constants[i] /= rest;
      for (auto& [place, factor] : rows[i]) factor /= rest;
    }
  }
  std::vector<double> held(shares.size(), 0);
  for (std::size_t n = 0; n < shares.size(); ++n)
    if (group[n]) held[n] = 1;
  for (std::size_t i = order.size(); i-- > 0;) {
    double sum = constants[i];
    for (const auto& [place, factor] : rows[i]) sum += factor * held[order[place]];
    held[order[i]] = std::clamp(sum, 0.0, 1.0);
  }
  return held;
}

/// What known owners leave of each organisation.
std::vector<double> left_over(const Holdings& holdings) {
  std::vector<double> left(holdings.rows.size(), 1);
  for (std::size_t n = 0; n < left.size(); ++n) {
    for (const Held& held : holdings.rows[n]) left[n] -= held.share;
    left[n] = std::max(0.0, left[n]);
  }
  return left;
}

/// Smaller gains are rounding.
constexpr double gain = 1e-12;

}  // namespace

std::vector<double> least_held(const Holdings& holdings, const std::vector<bool>& group) {
  return solve(holdings.rows, group);
}

// Howard's policy iteration: a policy says to whom the rest of each organisation is given; the first gives it to
// nobody. Each change makes some part larger and none smaller, and there are finitely many policies, so it ends; at the
// end no other gift is better anywhere, so the parts are at least those of every policy.
std::vector<double> most_held(const Holdings& holdings, const std::vector<bool>& group) {
  const std::vector<double> left = left_over(holdings);
  constexpr auto nobody = static_cast<std::size_t>(-1);
  std::vector<std::size_t> given(left.size(), nobody);
  std::vector<double> held = solve(holdings.rows, group);
  for (bool changed = true; changed;) {
    changed = false;
    std::vector<std::vector<Held>> rows = holdings.rows;
    for (std::size_t n = 0; n < left.size(); ++n) {
      for (const std::size_t owner : holdings.unknown[n]) {
        const double now = given[n] == nobody ? 0 : held[given[n]];
        if (left[n] * (held[owner] - now) <= gain) continue;
        given[n] = owner;
        changed = true;
      }
      if (given[n] != nobody) rows[n].push_back({given[n], left[n]});
    }
    if (changed) held = solve(rows, group);
  }
  return held;
}

}  // namespace lenscap::assess
