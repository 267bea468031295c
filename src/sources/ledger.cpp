#include "sources/ledger.hpp"

#include <algorithm>
#include <cstring>

namespace lenscap::sources {

using model::HostIndex;
using model::Kind;
using model::no_host;

namespace {

constexpr std::size_t most_value = 256;           // the longest excerpt a case may hold
constexpr std::size_t judged_places = 64 * 1024;  // half a MiB: names that a network asks for again and again

std::uint64_t fact_hash(std::uint32_t host, std::uint64_t kind_and_value) {
  return mix(kind_and_value ^ host, 0xe7037ed1a0b428db);
}

/// The hash of a value, told apart by kind.
std::uint64_t of_kind(std::uint64_t value_hash, std::uint16_t kind) {
  return value_hash ^ std::uint64_t(kind + 1) * 0x9e3779b97f4a7c15;
}

/// The bit of HostRow::seen_bits that stands for a value.
std::uint64_t seen_bit(std::uint64_t kind_and_value) { return std::uint64_t(1) << (kind_and_value >> 58); }

/// The number of each bounded kind in HostRow::kept.
constexpr auto bounded_number = [] {
  std::array<std::uint8_t, model::detail::kinds.size()> number{};
  std::uint8_t next = 0;
  for (std::size_t i = 0; i < number.size(); ++i)
    if (model::detail::kinds[i].keep == model::Keep::bounded) number[i] = ++next;
  return number;
}();
static_assert(*std::max_element(bounded_number.begin(), bounded_number.end()) < UINT8_MAX);

}  // namespace

Ledger::Ledger(knowledge::Matcher& matcher, LedgerBounds bounds)
    : matcher_(matcher),
      bounds_(bounds),
      seed_(fresh_seed()),
      host_index_(1024),
      fact_index_(4096),
      judged_(judged_places, 0) {}

model::SourceIndex Ledger::add_source(model::Source source) {
  sources_.push_back(std::move(source));
  return static_cast<model::SourceIndex>(sources_.size() - 1);
}

HostIndex Ledger::make(const HostRow& row, std::uint64_t key) {
  hosts_.push_back(row);
  told_.emplace_back();
  standing_.push_back(row.relevant ? Standing::matters : Standing::not_asked);
  const auto made = static_cast<HostIndex>(hosts_.size() - 1);
  host_index_.add(key, made);
  return made;
}

HostIndex Ledger::known_host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) const {
  const HostIndex known = host_index_.find(host_key(mac, ip, vlan), [&](HostIndex i) {
    const HostRow& row = hosts_[i];
    return row.mac == mac && row.vlan == vlan && row.ip == ip && !row.named;
  });
  return known == HashIndex::none ? no_host : known;
}

HostIndex Ledger::host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan, std::uint64_t key) {
  const HostIndex known = host_index_.find(key, [&](HostIndex i) {
    const HostRow& row = hosts_[i];
    return row.mac == mac && row.vlan == vlan && row.ip == ip && !row.named;
  });
  if (known != HashIndex::none) return known;
  if (hosts_.size() >= bounds_.most_hosts) {
    ++skips_[Skip::host_bound];
    return no_host;
  }
  HostRow row;
  row.mac = mac;
  row.ip = ip;
  row.vlan = vlan;
  return make(row, key);
}

HostIndex Ledger::document_host(std::string_view group) {
  const auto is_it = [&](HostIndex i) { return hosts_[i].named && strings_[told_[i].name] == group; };
  const std::uint64_t key = hash_bytes(group, seed_);
  if (const HostIndex known = host_index_.find(key, is_it); known != HashIndex::none) return known;
  if (hosts_.size() >= bounds_.most_hosts) {
    ++skips_[Skip::host_bound];
    return no_host;
  }
  HostRow row;
  row.named = true;
  row.marks = model::is_document;
  row.relevant = true;
  const HostIndex made = make(row, key);
  told_[made].name = strings_.intern(group);
  return made;
}

HostIndex Ledger::channel_host(HostIndex recorder, std::string_view key) {
  std::string group;
  const HostRow& of = hosts_[recorder];
  group += of.named ? std::string(strings_[told_[recorder].name]) : to_string(of.mac) + " " + to_string(of.ip);
  group += ", ";
  group += key;
  const HostIndex made = document_host(group);
  if (made == no_host) return made;
  hosts_[made].marks = model::from_channel_list | (hosts_[recorder].marks & model::is_document);
  told_[made].parent = recorder;
  return made;
}

bool Ledger::knows(Kind kind, std::string_view value) {
  return known(kind, value, of_kind(strings_.hash_of(value), static_cast<std::uint16_t>(kind)));
}

/// Judgements are remembered by a fingerprint of 63 bits, which no sender can foresee; the newest takes the place of an
/// older one, so names that change with every packet fill no memory.
bool Ledger::known(Kind kind, std::string_view value, std::uint64_t kind_and_value) {
  std::uint64_t& judged = judged_[kind_and_value & (judged_.size() - 1)];
  const std::uint64_t fingerprint = kind_and_value | 1;
  if ((judged | 1) != fingerprint || judged == 0) judged = fingerprint ^ (matcher_.known(kind, value) ? 0 : 1);
  return judged & 1;
}

/// The row that holds this value now; null when there is none. Two values with one hash of 64 bits, which no sender can
/// foresee, would be one.
Ledger::Fact* Ledger::find_fact(std::uint32_t host, std::uint16_t kind, std::uint64_t value_hash) {
  const auto half = static_cast<std::uint32_t>(value_hash >> 32);
  const std::uint32_t found = fact_index_.find(fact_hash(host, of_kind(value_hash, kind)), [&](std::uint32_t i) {
    const Fact& fact = facts_[i];
    return fact.host == host && fact.kind == kind && fact.value_hash == half && !fact.superseded;
  });
  return found == HashIndex::none ? nullptr : &facts_[found];
}

std::uint32_t Ledger::count_values(const HostFacts& of, std::uint16_t kind) const {
  std::uint32_t values = 0;
  for (std::uint32_t f = of.facts; f != 0; f = facts_[f - 1].next) values += facts_[f - 1].kind == kind;
  return values;
}

void Ledger::note(HostIndex host, Kind kind, std::string_view value, const Sighting& seen) {
  if (host == no_host || value.empty() || seen.spans.empty()) return;
  if (value.size() > most_value) value = value.substr(0, most_value);
  const auto kind_number = static_cast<std::uint16_t>(kind);
  const std::uint64_t hash = strings_.hash_of(value), kind_and_value = of_kind(hash, kind_number);
  // Both lie anywhere: waited for together, beside what is done until they are needed.
  __builtin_prefetch(&judged_[kind_and_value & (judged_.size() - 1)]);
  fact_index_.prefetch(fact_hash(host, kind_and_value));
  HostFacts& of = told_[host];
  if (of.seen_bits & seen_bit(kind_and_value)) {
    if (Fact* fact = find_fact(host, kind_number, hash)) {
      ++fact->count;
      fact->last = std::max(fact->last, seen.time);
      return;
    }
  }
  const auto& info = model::info(kind);
  const bool bounded = info.keep == model::Keep::bounded;
  const bool relevant = !bounded || known(kind, value, kind_and_value);
  const std::uint8_t number = bounded_number[kind_number];
  auto kept = std::find_if(of.kept.begin(), of.kept.end(), [&](auto k) { return k.kind == number || k.kind == 0; });
  const bool counted = bounded && kept != of.kept.end();
  if (of.fact_count >= bounds_.most_facts_a_host || facts_.size() >= bounds_.most_facts ||
      (!relevant && (counted ? kept->values : count_values(of, kind_number)) >= info.bound)) {
    ++of.beyond;
    return;
  }
  if (counted) *kept = {number, static_cast<std::uint8_t>(std::min(kept->values + 1, UINT8_MAX))};
  if (info.one_at_a_time)  // the value changed: A, B, A stays visible as three rows
    for (std::uint32_t f = of.facts; f != 0; f = facts_[f - 1].next)
      if (facts_[f - 1].kind == kind_number) facts_[f - 1].superseded = true;
  Fact fact{};
  fact.first = fact.last = seen.time;
  fact.packet = seen.spans[0].packet;
  fact.host = host;
  fact.value = strings_.intern(value, hash);
  fact.value_hash = static_cast<std::uint32_t>(hash >> 32);
  fact.next = of.facts;
  fact.count = 1;
  fact.at = seen.spans[0].at;
  fact.length = static_cast<std::uint16_t>(seen.spans[0].length);
  fact.where = where_of(seen);
  fact.source = seen.source;
  fact.kind = kind_number & 0x7fff;
  if (seen.spans.size() > 1 || !seen.excerpt.empty() || seen.spans[0].length > UINT16_MAX) {
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
  fact_index_.add(fact_hash(host, kind_and_value), static_cast<std::uint32_t>(facts_.size()));
  facts_.push_back(fact);
  of.facts = static_cast<std::uint32_t>(facts_.size());
  ++of.fact_count;
  of.seen_bits |= seen_bit(kind_and_value);
  if (relevant) set_relevant(host);
}

/// "udp 37810 json /params", and after a NUL how it was decoded.
std::uint32_t Ledger::where_of(const Sighting& seen) {
  constexpr std::size_t most_where = 512;
  if (seen.via.size() + seen.place.size() + seen.decoder.size() + 2 > most_where) {
    std::string joined(seen.via);
    joined.append(seen.via.empty() || seen.place.empty() ? "" : " ").append(seen.place);
    if (!seen.decoder.empty()) joined.append(1, '\0').append(seen.decoder);
    return strings_.intern(joined);
  }
  std::array<char, most_where> joined;
  char* end = joined.data();
  const auto put = [&](std::string_view part) { end = std::copy(part.begin(), part.end(), end); };
  put(seen.via);
  if (!seen.via.empty() && !seen.place.empty()) *end++ = ' ';
  put(seen.place);
  if (!seen.decoder.empty()) {
    *end++ = '\0';
    put(seen.decoder);
  }
  return strings_.intern({joined.data(), static_cast<std::size_t>(end - joined.data())});
}

}  // namespace lenscap::sources
