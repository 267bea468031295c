// What the ledger wrote down, as evidence: address blocks added, and only those hosts that matter.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "knowledge/registry.hpp"
#include "sources/ledger.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::Kind;

namespace {

constexpr std::size_t most_addresses_shared = 64;  // a hardware address with more is a router's

}  // namespace

/// The registry's organisation for every hardware address, from the first frame that carried it. Of hosts that nothing
/// else marks, only a block that knowledge knows is worth a fact, unless all are kept.
void Ledger::note_blocks(bool keep_others) {
  const Kind block_kind = model::kind("eth.block");
  std::vector<std::pair<std::uint64_t, HostIndex>> first_of;  // a block is told once, of the host that was seen first
  first_of.reserve(hosts_.size());
  for (HostIndex i = 0; i < hosts_.size(); ++i)
    if (const HostRow& row = hosts_[i]; row.mac.identifies() && told_[i].first_packet != 0)
      first_of.emplace_back(row.mac.value, i);
  std::sort(first_of.begin(), first_of.end());
  const auto relevant = macs_of_relevant();
  std::vector<std::pair<HostIndex, knowledge::Block>> told;
  for (std::size_t at = 0; at < first_of.size(); ++at) {
    const auto [mac, host] = first_of[at];
    if (at != 0 && first_of[at - 1].first == mac) continue;
    const auto block = knowledge::find_block(model::Mac{mac});
    if (block.organisation.empty()) continue;
    if (keep_others || std::binary_search(relevant.begin(), relevant.end(), mac) ||
        knows(block_kind, block.organisation))
      told.emplace_back(host, block);
  }
  std::sort(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [host, block] : told) {
    const HostRow& row = hosts_[host];
    const HostFacts& of = told_[host];
    const model::Span span{of.first_packet, of.mac_at, static_cast<std::uint32_t>((block.prefix_bits + 7) / 8)};
    const std::string excerpt = to_string(row.mac);
    Sighting seen;
    seen.source = of.source;
    seen.time = row.first;
    seen.spans = {&span, 1};
    seen.decoder = "address registry";
    seen.place = "source hardware address";
    seen.excerpt = excerpt;
    seen.mark_length = static_cast<std::uint16_t>(block.prefix_bits / 8 * 3 - 1);
    note(host, block_kind, block.organisation, seen);
  }
}

model::Observation Ledger::to_observation(const Fact& fact) const {
  model::Observation o;
  o.host = fact.host;
  o.kind = static_cast<Kind>(fact.kind);
  o.value = strings_[fact.value];
  o.first = fact.first;
  o.last = fact.last;
  o.count = fact.count;
  o.locator.source = fact.source;
  const std::string_view where = strings_[fact.where];
  o.locator.place = where.substr(0, where.find('\0'));
  if (o.locator.place.size() < where.size()) o.locator.decoder = where.substr(o.locator.place.size() + 1);
  if (fact.detail != 0) {
    const Detail& d = details_[fact.detail - 1];
    o.locator.spans = d.spans;
    o.locator.excerpt = strings_[d.excerpt];
    o.locator.mark_at = d.mark_at;
    o.locator.mark_length = d.mark_length;
  } else {
    o.locator.spans = {{fact.packet, fact.at, fact.length}};
  }
  if (o.locator.excerpt.empty()) {
    o.locator.excerpt = o.value;
    o.locator.mark_at = 0;
    o.locator.mark_length = static_cast<std::uint16_t>(o.value.size());
  }
  return o;
}

/// Hardware addresses that relevant hosts send from by themselves, sorted.
std::vector<std::uint64_t> Ledger::macs_of_relevant() const {
  std::vector<std::uint64_t> macs;
  for (const HostRow& row : hosts_)
    if (row.relevant && row.mac.identifies() && !(row.marks & model::behind_ttl)) macs.push_back(row.mac.value);
  std::sort(macs.begin(), macs.end());
  macs.erase(std::unique(macs.begin(), macs.end()), macs.end());
  return macs;
}

/// A device has several addresses, and all it says under them counts. What a router passes on is not its own: hosts
/// behind it share its hardware address and nothing else.
void Ledger::spread_relevance() {
  const auto macs = macs_of_relevant();
  std::vector<std::vector<HostIndex>> sharers(macs.size());
  for (HostIndex i = 0; i < hosts_.size(); ++i) {
    const HostRow& row = hosts_[i];
    if (!row.mac.identifies() || (row.marks & model::behind_ttl)) continue;
    const auto at = std::lower_bound(macs.begin(), macs.end(), row.mac.value);
    if (at != macs.end() && *at == row.mac.value) sharers[static_cast<std::size_t>(at - macs.begin())].push_back(i);
  }
  for (const auto& hosts : sharers)
    if (hosts.size() <= most_addresses_shared)
      for (HostIndex i : hosts) set_relevant(i);
}

/// A hardware address that a device states, and that only a switch's table has shown, is that device's.
void Ledger::spread_to_stated() {
  std::unordered_map<std::uint64_t, HostIndex> listed;
  for (HostIndex i = 0; i < hosts_.size(); ++i)
    if (hosts_[i].first == model::no_time && hosts_[i].packets == 0 && hosts_[i].mac.identifies())
      listed.emplace(hosts_[i].mac.value, i);
  if (listed.empty()) return;
  for (const Fact& fact : facts_) {
    const auto name = model::info(static_cast<Kind>(fact.kind)).name;
    if (!hosts_[fact.host].relevant || !(name.ends_with(".mac") || name.ends_with(".macaddress"))) continue;
    const auto mac = model::parse_mac(strings_[fact.value]);
    const auto at = mac ? listed.find(mac->value) : listed.end();
    if (at != listed.end()) set_relevant(at->second);
  }
}

std::vector<model::Ip> Ledger::addresses_that_matter() {
  std::vector<model::Ip> out;
  for (HostIndex i = 0; i < hosts_.size(); ++i)
    if (hosts_[i].ip.family != 0 && !hosts_[i].ip.link_local() && matters(i)) out.push_back(hosts_[i].ip);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// What a log tells of by its address alone is the host that a capture shows under it, and the other way round.
void Ledger::spread_by_address() {
  std::vector<model::Ip> bare, shown;  // of hosts that matter: without hardware address, with one
  for (const HostRow& row : hosts_)
    if (row.relevant && row.ip.family != 0 && !row.ip.link_local() && !row.named)
      (row.mac.value == 0 ? bare : shown).push_back(row.ip);
  std::sort(bare.begin(), bare.end());
  std::sort(shown.begin(), shown.end());
  for (HostIndex i = 0; i < hosts_.size(); ++i) {
    const HostRow& row = hosts_[i];
    const auto& wanted = row.mac.value == 0 ? shown : bare;
    if (!row.relevant && !row.named && std::binary_search(wanted.begin(), wanted.end(), row.ip)) set_relevant(i);
  }
}

bool Ledger::ask_block(HostIndex i) {
  const model::Mac mac = hosts_[i].mac;
  const auto block = !decided_ && mac.identifies() ? knowledge::find_block(mac) : knowledge::Block{};
  const bool known = !block.organisation.empty() && knows(model::kind("eth.block"), block.organisation);
  standing_[i] = known ? Standing::matters : Standing::nobody;
  return known;
}

void Ledger::decide(bool keep_others) {
  if (decided_) return;
  decided_ = true;
  note_blocks(keep_others);
  spread_relevance();
  spread_to_stated();
  spread_by_address();
}

model::Evidence Ledger::finish(bool keep_others) {
  decide(keep_others);
  model::Evidence out;
  out.sources = std::move(sources_);
  out.hosts.reserve(hosts_.size());
  for (HostIndex i = 0; i < hosts_.size(); ++i) {
    const HostRow& row = hosts_[i];
    const HostFacts& of = told_[i];
    model::Host host;
    host.mac = row.mac;
    host.ip = row.ip;
    host.vlan = row.vlan;
    host.marks = row.marks;
    host.packets = row.packets;
    host.bytes = row.bytes;
    host.first = row.first;
    host.last = row.last;
    host.parent = of.parent;
    if (row.named) host.group = strings_[of.name];
    // Of hosts that are nobody's device nothing is kept, so nothing is missing there.
    if ((keep_others || row.relevant) && of.beyond != 0)
      out.sources[of.source].skipped[std::string(skip_names[static_cast<std::size_t>(Skip::value_bound)])] += of.beyond;
    out.hosts.push_back(std::move(host));
  }
  // By host, and each host's in the order seen: whoever asks what a host said finds it in one place.
  std::vector<std::uint64_t> wanted;  // host, then number of the fact
  for (std::size_t i = 0; i < facts_.size(); ++i)
    if (keep_others || hosts_[facts_[i].host].relevant) wanted.push_back(std::uint64_t{facts_[i].host} << 32 | i);
  std::sort(wanted.begin(), wanted.end());
  out.observations.reserve(wanted.size());
  constexpr std::size_t ahead = 16;
  const auto fact = [&](std::size_t i) -> const Fact& { return facts_[static_cast<std::uint32_t>(wanted[i])]; };
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (i + ahead < wanted.size()) __builtin_prefetch(&fact(i + ahead));
    out.observations.push_back(to_observation(fact(i)));
  }
  return out;
}

}  // namespace lenscap::sources
