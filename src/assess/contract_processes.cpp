// From releases to processes: which belong together, and what each award and contract is in its newest state.
#include <algorithm>
#include <numeric>
#include <set>

#include "assess/contract_ledger.hpp"

namespace lenscap::assess {

namespace {

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t at) {
  while (parent[at] != at) at = parent[at] = parent[parent[at]];
  return at;
}

/// Which releases of one ocid share a buyer, directly or through others: the number of its group for each. Releases
/// that name no buyer belong to the only group there is, else to one of their own.
std::vector<std::uint32_t> groups(const ContractLedger& ledger, std::span<const std::uint32_t> members) {
  std::vector<std::uint32_t> parent(members.size());
  std::iota(parent.begin(), parent.end(), 0u);
  std::unordered_map<std::uint32_t, std::uint32_t> first_with;
  std::uint32_t nameless = no_row, named = no_row;
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const NoticeRow& notice = ledger.notices[members[i]];
    for (const auto buyer : ledger.span(notice.buyers, notice.buyer_count)) {
      const auto [at, fresh] = first_with.emplace(buyer, i);
      if (!fresh) parent[root(parent, i)] = root(parent, at->second);
      named = i;
    }
    if (notice.buyer_count > 0) continue;
    if (nameless == no_row) nameless = i;
    else parent[i] = nameless;
  }
  if (nameless != no_row && named != no_row) {
    std::set<std::uint32_t> roots;
    for (std::uint32_t i = 0; i < members.size(); ++i)
      if (ledger.notices[members[i]].buyer_count > 0) roots.insert(root(parent, i));
    if (roots.size() == 1) parent[root(parent, nameless)] = *roots.begin();
  }
  std::vector<std::uint32_t> group(members.size(), no_row), number(members.size(), no_row);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    auto& n = number[root(parent, i)];
    if (n == no_row) n = next++;
    group[i] = n;
  }
  return group;
}

bool counts(const Sum& sum) { return kind_of(sum) == SumKind::stated; }

/// A newer release speaks last; what it leaves out stays as it was (OCDS 1.1, merging).
void take(DealState& state, const DealRow& row, std::uint32_t number, const NoticeRow& notice) {
  const bool same_currency = state.value.written == 0 || state.value.currency == row.value.currency;
  if (counts(row.value) && counts(state.value) && !same_currency) state.other_currency = state.row;
  if (state.first_value.written == 0 && counts(row.value)) state.first_value = row.value;
  if (row.value.written != 0 && (counts(row.value) || !counts(state.value))) state.value = row.value;
  state.row = number;
  if (row.supplier_count > 0) state.supplier_row = number;
  if (row.date.stated()) state.date = row.date;
  if (row.from.stated()) state.from = row.from;
  if (row.until.stated()) state.until = row.until;
  const bool later = state.states > 0 && notice.changes;
  state.amendments = std::max<std::uint16_t>(static_cast<std::uint16_t>(state.amendments + later), row.amendments);
  const Days changed = row.amended.stated() ? row.amended : later ? notice.date : Days{};
  if (changed.stated() && (!state.changed.stated() || state.changed.last < changed.last)) state.changed = changed;
  ++state.states;
}

/// A transaction adds to what was obligated before: its sum may be 0, or below it.
void add_up(DealState& state, const DealRow& row, std::uint32_t number) {
  std::int64_t sum = 0;
  if (state.states == 0) {
    state.first_row = number;
    state.value = state.first_value = row.value;
    state.date = row.date;
  } else if (row.value.written != 0 && (state.value.written == 0 || state.value.currency == row.value.currency)) {
    if (__builtin_add_overflow(state.value.hundredths, row.value.hundredths, &sum)) sum = INT64_MAX;
    state.value.hundredths = sum;
    state.value.currency = row.value.currency;
    state.value.written = state.value.written == 0 ? row.value.written : state.value.written;
  }
  state.row = number;
  if (row.supplier_count > 0) state.supplier_row = number;
  if (row.from.stated() && !state.from.stated()) state.from = row.from;
  if (row.until.stated()) state.until = row.until;
  if (state.states > 0) {
    ++state.amendments;
    if (row.date.stated()) state.changed = row.date;
  }
  ++state.states;
}

}  // namespace

void ContractLedger::add_process(std::span<const std::uint32_t> members, std::uint32_t part, std::uint32_t parts) {
  Process process;
  process.ocid = notices[members.front()].ocid;
  process.part = part;
  process.parts = parts;
  process.notices = static_cast<std::uint32_t>(order.size());
  process.notice_count = static_cast<std::uint32_t>(members.size());
  order.insert(order.end(), members.begin(), members.end());
  const auto number = static_cast<std::uint32_t>(processes.size());

  std::vector<std::uint32_t> buyers;
  std::set<std::uint32_t> seen_buyers;
  std::unordered_map<std::uint64_t, std::size_t> by_key;  // kind and id
  const std::size_t first_state = states.size();
  std::set<std::pair<Interned::Id, std::int32_t>> ids;
  for (const auto member : members) process.transactions |= notices[member].transaction;
  for (const auto member : members) {
    const NoticeRow& notice = notices[member];
    process_of_notice[member] = number;
    process.framework |= notice.framework;
    process.call_off |= notice.call_off;
    for (const auto buyer : span(notice.buyers, notice.buyer_count))
      if (seen_buyers.insert(buyer).second) buyers.push_back(buyer);
    if (notice.id != 0 && !notice.compiled && !ids.emplace(notice.id, notice.date.first).second) {
      ++repeated;
      if (process.transactions) continue;  // would be added twice
    }
    for (std::uint32_t i = 0; i < notice.deal_count; ++i) {
      const std::uint32_t row = notice.deals + i;
      const DealRow& deal = deals[row];
      const std::uint64_t kind = deal.kind == model::Deal::Kind::contract ? 1 : 0;
      const std::uint64_t key = process.transactions ? 0
                                : deal.id != 0       ? (std::uint64_t{deal.id} << 1 | kind) + 2
                                                     : std::uint64_t{1} << 40 | std::uint64_t{i} << 1 | kind;
      const auto [at, fresh] = by_key.emplace(key, states.size());
      if (fresh) states.emplace_back().first_row = row;
      DealState& state = states[at->second];
      if (process.transactions) add_up(state, deal, row);
      else take(state, deal, row, notice);
    }
  }
  process.buyers = static_cast<std::uint32_t>(numbers.size());
  process.buyer_count = static_cast<std::uint32_t>(buyers.size());
  numbers.insert(numbers.end(), buyers.begin(), buyers.end());
  process.states = static_cast<std::uint32_t>(first_state);
  process.state_count = static_cast<std::uint32_t>(states.size() - first_state);
  if (part == 0) process_of_ocid.emplace(process.ocid, number);
  processes.push_back(process);
}

void ContractLedger::add_processes(std::span<std::uint32_t> of_one_ocid) {
  const auto group = groups(*this, of_one_ocid);
  const std::uint32_t parts = *std::max_element(group.begin(), group.end()) + 1;
  if (parts > 1) ++notes["ocid_of_several_buyers"];
  std::vector<std::vector<std::uint32_t>> members(parts);
  for (std::size_t i = 0; i < of_one_ocid.size(); ++i) members[group[i]].push_back(of_one_ocid[i]);
  for (std::uint32_t part = 0; part < parts; ++part) add_process(members[part], part, parts);
}

void ContractLedger::close() {
  std::vector<std::uint32_t> all(notices.size());
  std::iota(all.begin(), all.end(), 0u);
  std::vector<std::uint32_t> first_seen(texts.size(), no_row);  // processes come in the order of their first release
  for (const auto n : all) first_seen[notices[n].ocid] = std::min(first_seen[notices[n].ocid], n);
  std::sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
    const NoticeRow &x = notices[a], &y = notices[b];
    return std::tuple(first_seen[x.ocid], x.date.last, x.compiled, x.arrival) <
           std::tuple(first_seen[y.ocid], y.date.last, y.compiled, y.arrival);
  });
  first_seen = {};
  order.reserve(all.size());
  states.reserve(deals.size());
  process_of_notice.assign(all.size(), no_row);
  process_of_ocid.reserve(all.size());
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = from + 1;
    while (to < all.size() && notices[all[to]].ocid == notices[all[from]].ocid) ++to;
    add_processes(std::span(all).subspan(from, to - from));
    from = to;
  }
}

}  // namespace lenscap::assess
