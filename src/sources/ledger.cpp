#include "sources/ledger.hpp"

#include <algorithm>
#include <cstring>

namespace lenscap::sources {

using model::HostIndex;
using model::Kind;
using model::no_host;

namespace {

constexpr std::size_t most_value = 256;         // the longest excerpt a case may hold
constexpr std::size_t most_judged = 64 * 1024;  // strings up to which judgements on values not kept are kept

std::uint64_t host_hash(model::Mac mac, const model::Ip& ip, std::uint16_t vlan, std::uint64_t seed) {
  char key[27];
  std::memcpy(key, &mac.value, 8);
  std::memcpy(key + 8, ip.bytes.data(), 16);
  std::memcpy(key + 24, &vlan, 2);
  key[26] = static_cast<char>(ip.family);
  return hash_bytes({key, sizeof key}, seed);
}

std::uint64_t name_hash(std::uint32_t name, std::uint64_t seed) {
  return hash_bytes({reinterpret_cast<const char*>(&name), 4}, seed);
}

std::uint64_t row_hash(const HostRow& row, std::uint64_t seed) {
  return row.name != 0 ? name_hash(row.name, seed) : host_hash(row.mac, row.ip, row.vlan, seed);
}

std::uint64_t fact_hash(std::uint32_t host, std::uint16_t kind, std::uint32_t value, std::uint64_t seed) {
  std::uint32_t key[3] = {host, kind, value};
  return hash_bytes({reinterpret_cast<const char*>(key), sizeof key}, seed);
}

/// The bit of HostRow::seen_bits that stands for a value.
std::uint64_t seen_bit(std::uint16_t kind, std::uint32_t value) {
  return std::uint64_t(1) << ((value * 0x9e3779b1u + kind * 0x85ebca6bu) >> 26);
}

/// Position of each bounded kind in HostRow::values.
constexpr auto bounded_index = [] {
  std::array<std::uint8_t, model::detail::kinds.size()> index{};
  std::uint8_t next = 0;
  for (std::size_t i = 0; i < index.size(); ++i)
    if (model::detail::kinds[i].keep == model::Keep::bounded) index[i] = next++;
  return index;
}();

}  // namespace

Ledger::Ledger(knowledge::Matcher& matcher, LedgerBounds bounds)
    : matcher_(matcher),
      bounds_(bounds),
      seed_(fresh_seed()),
      host_table_(1024, 0),
      fact_table_(4096, 0),
      known_(4096, 0) {}

model::SourceIndex Ledger::add_source(model::Source source) {
  sources_.push_back(std::move(source));
  return static_cast<model::SourceIndex>(sources_.size() - 1);
}

std::uint64_t Ledger::host_key(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) const {
  return host_hash(mac, ip, vlan, seed_);
}

HostIndex Ledger::host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan, std::uint64_t key) {
  const std::size_t mask = host_table_.size() - 1;
  std::size_t at = key & mask;
  for (; host_table_[at] != 0; at = (at + 1) & mask) {
    const HostRow& row = hosts_[host_table_[at] - 1];
    if (row.mac == mac && row.vlan == vlan && row.ip == ip && row.name == 0) return host_table_[at] - 1;
  }
  if (hosts_.size() >= bounds_.most_hosts) {
    ++skips_[Skip::host_bound];
    return no_host;
  }
  HostRow row;
  row.mac = mac;
  row.ip = ip;
  row.vlan = vlan;
  hosts_.push_back(row);
  host_table_[at] = static_cast<std::uint32_t>(hosts_.size());
  if (hosts_.size() * 2 > host_table_.size()) grow_hosts();
  return static_cast<HostIndex>(hosts_.size() - 1);
}

HostIndex Ledger::document_host(std::string_view group) {
  if (hosts_.size() >= bounds_.most_hosts && strings_.find(group) == Strings::none) {
    ++skips_[Skip::host_bound];
    return no_host;
  }
  const std::uint32_t name = strings_.intern(group) + 1;
  const std::size_t mask = host_table_.size() - 1;
  std::size_t at = name_hash(name, seed_) & mask;
  for (; host_table_[at] != 0; at = (at + 1) & mask)
    if (hosts_[host_table_[at] - 1].name == name) return host_table_[at] - 1;
  if (hosts_.size() >= bounds_.most_hosts) {
    ++skips_[Skip::host_bound];
    return no_host;
  }
  HostRow row;
  row.name = name;
  row.marks = model::is_document;
  row.relevant = true;
  hosts_.push_back(row);
  host_table_[at] = static_cast<std::uint32_t>(hosts_.size());
  if (hosts_.size() * 2 > host_table_.size()) grow_hosts();
  return static_cast<HostIndex>(hosts_.size() - 1);
}

HostIndex Ledger::channel_host(HostIndex recorder, std::string_view key) {
  std::string group;
  const HostRow& of = hosts_[recorder];
  group += of.name != 0 ? std::string(strings_[of.name - 1]) : to_string(of.mac) + " " + to_string(of.ip);
  group += ", ";
  group += key;
  const HostIndex made = document_host(group);
  if (made == no_host) return made;
  hosts_[made].marks = model::from_channel_list | (hosts_[recorder].marks & model::is_document);
  hosts_[made].parent = recorder;
  return made;
}

void Ledger::grow_hosts() {
  std::vector<std::uint32_t> bigger(host_table_.size() * 2, 0);
  const std::size_t mask = bigger.size() - 1;
  for (std::uint32_t i = 0; i < hosts_.size(); ++i) {
    std::size_t at = row_hash(hosts_[i], seed_) & mask;
    while (bigger[at] != 0) at = (at + 1) & mask;
    bigger[at] = i + 1;
  }
  host_table_.swap(bigger);
}

void Ledger::grow_facts() {
  std::vector<std::uint32_t> bigger(fact_table_.size() * 2, 0);
  const std::size_t mask = bigger.size() - 1;
  for (std::uint32_t i = 0; i < facts_.size(); ++i) {
    if (facts_[i].superseded) continue;
    std::size_t at = fact_hash(facts_[i].host, facts_[i].kind, facts_[i].value, seed_) & mask;
    while (bigger[at] != 0) at = (at + 1) & mask;
    bigger[at] = i + 1;
  }
  fact_table_.swap(bigger);
}

/// Judgements are kept by value. Once many strings are held, values that no host keeps are judged each time anew: names
/// that change with every packet must not fill memory.
bool Ledger::known(Kind kind, std::string_view value) {
  const std::uint32_t value_id = strings_.size() < most_judged ? strings_.intern(value) : strings_.find(value);
  if (value_id == Strings::none) return matcher_.known(kind, value);
  const std::uint64_t key = (std::uint64_t(kind) << 32 | value_id) + 1;
  for (;;) {
    const std::size_t mask = known_.size() - 1;
    std::size_t at = hash_bytes({reinterpret_cast<const char*>(&key), sizeof key}, seed_) & mask;
    for (; known_[at] != 0; at = (at + 1) & mask)
      if (known_[at] >> 1 == key) return known_[at] & 1;
    if ((known_count_ + 1) * 2 > known_.size()) {
      grow_known();
      continue;
    }
    ++known_count_;
    known_[at] = key << 1 | (matcher_.known(kind, value) ? 1 : 0);
    return known_[at] & 1;
  }
}

void Ledger::grow_known() {
  std::vector<std::uint64_t> bigger(known_.size() * 2, 0);
  const std::size_t mask = bigger.size() - 1;
  for (const std::uint64_t entry : known_) {
    if (entry == 0) continue;
    const std::uint64_t key = entry >> 1;
    std::size_t at = hash_bytes({reinterpret_cast<const char*>(&key), sizeof key}, seed_) & mask;
    while (bigger[at] != 0) at = (at + 1) & mask;
    bigger[at] = entry;
  }
  known_.swap(bigger);
}

/// The row that holds this value now; null when there is none.
Ledger::Fact* Ledger::find_fact(std::uint32_t host, std::uint16_t kind, std::uint32_t value) {
  const std::size_t mask = fact_table_.size() - 1;
  for (std::size_t at = fact_hash(host, kind, value, seed_) & mask; fact_table_[at] != 0; at = (at + 1) & mask) {
    Fact& fact = facts_[fact_table_[at] - 1];
    if (fact.host == host && fact.kind == kind && fact.value == value && !fact.superseded) return &fact;
  }
  return nullptr;
}

void Ledger::keep_fact(const Fact& fact) {
  facts_.push_back(fact);
  const std::size_t mask = fact_table_.size() - 1;
  std::size_t at = fact_hash(fact.host, fact.kind, fact.value, seed_) & mask;
  while (fact_table_[at] != 0) at = (at + 1) & mask;  // superseded rows of the same value are passed over
  fact_table_[at] = static_cast<std::uint32_t>(facts_.size());
  if (facts_.size() * 2 > fact_table_.size()) grow_facts();
}

void Ledger::note(HostIndex host, Kind kind, std::string_view value, const Sighting& seen) {
  if (host == no_host || value.empty() || seen.spans.empty()) return;
  if (value.size() > most_value) value = value.substr(0, most_value);
  const auto kind_number = static_cast<std::uint16_t>(kind);
  const std::uint32_t value_id = strings_.find(value);
  if (value_id != Strings::none && (hosts_[host].seen_bits & seen_bit(kind_number, value_id))) {
    if (Fact* fact = find_fact(host, kind_number, value_id)) {
      ++fact->count;
      fact->last = std::max(fact->last, seen.time);
      return;
    }
  }
  HostRow& row = hosts_[host];
  const auto& info = model::info(kind);
  const bool bounded = info.keep == model::Keep::bounded;
  const bool relevant = !bounded || known(kind, value);
  std::uint8_t& kept = row.values[bounded_index[kind_number]];  // meaningless, and not used, for other kinds
  if (row.fact_count >= bounds_.most_facts_a_host || facts_.size() >= bounds_.most_facts ||
      (!relevant && kept >= info.bound)) {
    ++row.beyond;
    return;
  }
  if (bounded && kept < UINT8_MAX) ++kept;
  if (info.one_at_a_time)  // the value changed: A, B, A stays visible as three rows
    for (std::uint32_t f = row.facts; f != 0; f = facts_[f - 1].next)
      if (facts_[f - 1].kind == kind_number) facts_[f - 1].superseded = true;
  Fact fact{};
  fact.first = fact.last = seen.time;
  fact.packet = seen.spans[0].packet;
  fact.host = host;
  fact.value = strings_.intern(value);
  fact.next = row.facts;
  fact.count = 1;
  fact.at = seen.spans[0].at;
  fact.length = seen.spans[0].length;
  fact.place = place_of(seen);
  fact.source = seen.source;
  fact.kind = kind_number;
  fact.decoder = strings_.intern(seen.decoder);
  if (seen.spans.size() > 1 || !seen.excerpt.empty()) {
    Detail detail;
    detail.spans.assign(seen.spans.begin(), seen.spans.end());
    const auto excerpt = seen.excerpt.substr(0, most_value);
    detail.excerpt = strings_.intern(excerpt);
    const auto room = static_cast<std::uint16_t>(excerpt.size());
    detail.mark_at = std::min(seen.mark_at, room);
    detail.mark_length = std::min<std::uint16_t>(seen.mark_length, static_cast<std::uint16_t>(room - detail.mark_at));
    details_.push_back(std::move(detail));
    fact.detail = static_cast<std::uint32_t>(details_.size());
  }
  keep_fact(fact);
  row.facts = static_cast<std::uint32_t>(facts_.size());
  ++row.fact_count;
  row.seen_bits |= seen_bit(kind_number, fact.value);
  row.relevant |= relevant;
}

std::uint32_t Ledger::place_of(const Sighting& seen) {
  if (seen.via.empty() || seen.place.empty()) return strings_.intern(seen.via.empty() ? seen.place : seen.via);
  std::string joined(seen.via);
  joined += ' ';
  joined += seen.place;
  return strings_.intern(joined);
}

}  // namespace lenscap::sources
