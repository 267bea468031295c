#include "assess/ownership.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "assess/holdings.hpp"

namespace lenscap::assess {
namespace {

constexpr double half_of_all = 0.5;
/// Shares are printed with two decimals at most, so sums of halves may miss it by as little.
constexpr double rounding = 1e-9;

/// A way that leads to an organisation, and how much of 1 flows along it at most.
struct Way {
  double weight = 0;
  std::vector<std::size_t> nodes;  ///< from where it began
};

/// Larger flow first, then fewer steps, then the ids, so that no answer depends on an order of entries.
struct Better {
  bool operator()(const Way& a, const Way& b) const {
    if (a.weight != b.weight) return a.weight > b.weight;
    if (a.nodes.size() != b.nodes.size()) return a.nodes.size() < b.nodes.size();
    return a.nodes < b.nodes;
  }
};

}  // namespace

/// Nodes are the ids that stand in a holding of the day, in byte order.
struct Ownership::Graph {
  std::vector<std::string> ids;
  std::vector<Stake> all;
  std::vector<std::size_t> owner_of, owned_of;  ///< nodes of each stake
  std::vector<std::vector<std::size_t>> in;     ///< stakes in each node
  std::vector<std::vector<std::size_t>> of;     ///< stakes that each node holds
  Holdings holdings;
  std::vector<double> left;  ///< what known owners leave

  Graph(const knowledge::Knowledge& k, model::Date day) {
    for (Stake& stake : stakes(k))
      if (model::within(stake.from, stake.until, day) && stake.share != 0.0) all.push_back(std::move(stake));
    for (const Stake& stake : all) ids.push_back(stake.owned), ids.push_back(stake.owner);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    in.resize(ids.size()), of.resize(ids.size()), left.resize(ids.size(), 1);
    holdings.rows.resize(ids.size()), holdings.unknown.resize(ids.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      owned_of.push_back(node(all[i].owned)), owner_of.push_back(node(all[i].owner));
      in[owned_of[i]].push_back(i);
      of[owner_of[i]].push_back(i);
    }
    for (std::size_t n = 0; n < ids.size(); ++n) add_row(n);
  }

  void add_row(std::size_t n) {
    double sum = 0;
    for (const std::size_t i : in[n]) sum += all[i].share.value_or(0) / 100;
    for (const std::size_t i : in[n]) {
      const std::size_t owner = owner_of[i];
      // rounded shares that pass the whole together are brought down to it
      if (all[i].share) holdings.rows[n].push_back({owner, *all[i].share / 100 / std::max(1.0, sum)});
      else holdings.unknown[n].push_back(owner);
    }
    left[n] = std::max(0.0, 1 - sum);
  }

  /// ids.size() for who stands in no holding.
  std::size_t node(std::string_view id) const {
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    return at != ids.end() && *at == id ? static_cast<std::size_t>(at - ids.begin()) : ids.size();
  }

  double weight(std::size_t i) const { return all[i].share ? *all[i].share / 100 : left[owned_of[i]]; }

  /// The largest way from `start` to every node that it leads to: to owners when `up`, else to what is owned.
  std::map<std::size_t, Way> ways(std::size_t start, bool up) const {
    std::map<std::size_t, Way> best;
    std::set<Way, Better> open = {{1, {start}}};
    while (!open.empty()) {
      const Way way = std::move(open.extract(open.begin()).value());
      const std::size_t here = way.nodes.back();
      if (best.contains(here)) continue;
      for (const std::size_t i : up ? in[here] : of[here]) {
        const std::size_t there = up ? owner_of[i] : owned_of[i];
        if (best.contains(there) || there == here || weight(i) <= 0) continue;
        Way longer = way;
        longer.weight *= std::min(1.0, weight(i));
        longer.nodes.push_back(there);
        open.insert(std::move(longer));
      }
      best.emplace(here, way);
    }
    best.erase(start);
    return best;
  }

  std::vector<bool> mark(std::span<const std::string> group) const {
    std::vector<bool> marked(ids.size(), false);
    for (const std::string& id : group)
      if (const std::size_t n = node(id); n < ids.size()) marked[n] = true;
    return marked;
  }

  /// What counts as held by half in one reading of the holdings.
  bool half_held(std::size_t n, const std::vector<bool>& members, Half reading) const {
    double sum = 0;
    bool unknown = false, said = false;
    for (const std::size_t i : in[n]) {
      if (!members[owner_of[i]]) continue;
      sum += all[i].share.value_or(0) / 100;
      unknown = unknown || !all[i].share;
      said = said || all[i].majority;
    }
    if (sum >= half_of_all - rounding) return true;
    if (reading == Half::yes) return false;
    if (said) return true;
    return reading == Half::not_known && unknown && sum + left[n] >= half_of_all - rounding;
  }

  /// For every node, whether the group holds it by half or more, step by step.
  std::vector<Half> halves(const std::vector<bool>& group) const {
    std::vector<Half> result(ids.size(), Half::no);
    for (const Half reading : {Half::not_known, Half::said, Half::yes}) {
      std::vector<bool> members = group;
      std::vector<std::size_t> open;
      for (std::size_t n = 0; n < ids.size(); ++n)
        if (group[n]) open.push_back(n);
      while (!open.empty()) {  // whom a new member helps to hold is looked at again
        const std::size_t member = open.back();
        open.pop_back();
        for (const std::size_t i : of[member]) {
          const std::size_t n = owned_of[i];
          if (members[n] || !half_held(n, members, reading)) continue;
          members[n] = true;
          open.push_back(n);
        }
      }
      for (std::size_t n = 0; n < ids.size(); ++n)
        if (members[n]) result[n] = reading;  // each reading is stricter than the one before
    }
    return result;
  }

  /// Ids, certainty and notes of a way; `nodes` from what is owned to the owner.
  void tell(Owner& owner, const std::vector<std::size_t>& nodes) const {
    owner.certainty = "verified";
    owner.direct = nodes.size() == 2;
    for (const std::size_t n : nodes) owner.path.push_back(ids[n]);
    for (std::size_t step = 0; step + 1 < nodes.size(); ++step)
      for (const std::size_t i : in[nodes[step]]) {
        if (all[i].owner != ids[nodes[step + 1]]) continue;
        if (all[i].certainty != "verified") owner.certainty = all[i].certainty;
        const auto& notes = owner.notes;
        if (!all[i].note.empty() && std::find(notes.begin(), notes.end(), all[i].note) == notes.end())
          owner.notes.push_back(all[i].note);
      }
  }
};

namespace {

void sort_nearest_first(std::vector<Owner>& owners) {
  std::sort(owners.begin(), owners.end(), [](const Owner& a, const Owner& b) {
    if (a.path.size() != b.path.size()) return a.path.size() < b.path.size();
    if (a.most != b.most) return a.most > b.most;
    return a.id < b.id;
  });
}

}  // namespace

Ownership::Ownership(const knowledge::Knowledge& k, model::Date day) : graph_(std::make_unique<Graph>(k, day)) {}
Ownership::~Ownership() = default;
Ownership::Ownership(Ownership&&) noexcept = default;
Ownership& Ownership::operator=(Ownership&&) noexcept = default;

std::vector<Owner> Ownership::owners(std::string_view id) const {
  const std::size_t start = graph_->node(id);
  if (start == graph_->ids.size()) return {};
  std::vector<Owner> owners;
  for (const auto& [n, way] : graph_->ways(start, true)) {
    std::vector<bool> group(graph_->ids.size(), false);
    group[n] = true;
    Owner& owner = owners.emplace_back();
    owner.id = graph_->ids[n];
    owner.least = 100 * least_held(graph_->holdings, group)[start];
    owner.most = 100 * most_held(graph_->holdings, group)[start];
    owner.half = graph_->halves(group)[start];
    owner.majority = owner.half >= Half::said;
    graph_->tell(owner, way.nodes);
  }
  sort_nearest_first(owners);
  return owners;
}

std::vector<Owner> Ownership::owned(std::string_view id) const {
  const std::size_t start = graph_->node(id);
  if (start == graph_->ids.size()) return {};
  std::vector<bool> group(graph_->ids.size(), false);
  group[start] = true;
  const std::vector<double> least = least_held(graph_->holdings, group), most = most_held(graph_->holdings, group);
  const std::vector<Half> halves = graph_->halves(group);
  std::vector<Owner> owned;
  for (auto& [n, way] : graph_->ways(start, false)) {
    Owner& one = owned.emplace_back();
    one.id = graph_->ids[n];
    one.least = 100 * least[n], one.most = 100 * most[n];
    one.half = halves[n];
    one.majority = one.half >= Half::said;
    graph_->tell(one, {way.nodes.rbegin(), way.nodes.rend()});
  }
  sort_nearest_first(owned);
  return owned;
}

Share Ownership::together(std::string_view id, std::span<const std::string> group) const {
  const std::size_t n = graph_->node(id);
  if (n == graph_->ids.size()) return {};
  const auto marked = graph_->mark(group);
  return {100 * least_held(graph_->holdings, marked)[n], 100 * most_held(graph_->holdings, marked)[n]};
}

Half Ownership::half_together(std::string_view id, std::span<const std::string> group) const {
  const std::size_t n = graph_->node(id);
  return n == graph_->ids.size() ? Half::no : graph_->halves(graph_->mark(group))[n];
}

std::vector<Stake> Ownership::direct(std::string_view id) const {
  std::vector<Stake> found;
  if (const std::size_t n = graph_->node(id); n < graph_->ids.size())
    for (const std::size_t i : graph_->in[n]) found.push_back(graph_->all[i]);
  return found;
}

std::vector<Owner> owners_on(const knowledge::Knowledge& k, std::string_view id, model::Date day) {
  return Ownership(k, day).owners(party_id(k, id));
}

std::vector<Owner> owned_on(const knowledge::Knowledge& k, std::string_view id, model::Date day) {
  return Ownership(k, day).owned(party_id(k, id));
}

}  // namespace lenscap::assess
