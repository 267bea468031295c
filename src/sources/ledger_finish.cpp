// What the ledger wrote down, as evidence: address blocks added, and only those hosts that matter.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/registry.hpp"
#include "sources/ledger.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::Kind;

namespace {

constexpr std::size_t most_addresses_shared = 64;  // a hardware address with more is a router's

}  // namespace

/// The registry's organisation for every hardware address, from the first frame that carried it.
void Ledger::note_blocks() {
  const Kind block_kind = model::kind("eth.block");
  std::unordered_set<std::uint64_t> seen_macs;  // told once, of the host that was seen first
  for (HostIndex i = 0; i < hosts_.size(); ++i) {
    const HostRow& row = hosts_[i];
    if (!row.mac.identifies() || row.first_packet == 0 || !seen_macs.insert(row.mac.value).second) continue;
    const auto block = knowledge::find_block(row.mac);
    if (block.organisation.empty()) continue;
    const model::Span span{row.first_packet, row.mac_at, static_cast<std::uint32_t>((block.prefix_bits + 7) / 8)};
    const std::string excerpt = to_string(row.mac);
    Sighting seen;
    seen.source = row.source;
    seen.time = row.first;
    seen.spans = {&span, 1};
    seen.decoder = "address registry";
    seen.place = "source hardware address";
    seen.excerpt = excerpt;
    seen.mark_length = static_cast<std::uint16_t>(block.prefix_bits / 8 * 3 - 1);
    note(i, block_kind, block.organisation, seen);
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
  o.locator.place = strings_[fact.place];
  o.locator.decoder = strings_[fact.decoder];
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

/// A device has several addresses, and all it says under them counts. What a router passes on is not its own: hosts
/// behind it share its hardware address and nothing else.
void Ledger::spread_relevance() {
  std::unordered_map<std::uint64_t, std::vector<HostIndex>> by_mac;
  for (HostIndex i = 0; i < hosts_.size(); ++i)
    if (hosts_[i].mac.identifies() && !(hosts_[i].marks & model::behind_ttl)) by_mac[hosts_[i].mac.value].push_back(i);
  for (const auto& [mac, sharers] : by_mac) {
    if (sharers.size() > most_addresses_shared) continue;
    if (std::any_of(sharers.begin(), sharers.end(), [&](HostIndex i) { return hosts_[i].relevant; }))
      for (HostIndex i : sharers) hosts_[i].relevant = true;
  }
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
    if (at != listed.end()) hosts_[at->second].relevant = true;
  }
}

model::Evidence Ledger::finish(bool keep_others) {
  note_blocks();
  spread_relevance();
  spread_to_stated();
  model::Evidence out;
  out.sources = std::move(sources_);
  out.hosts.reserve(hosts_.size());
  for (const HostRow& row : hosts_) {
    model::Host host;
    host.mac = row.mac;
    host.ip = row.ip;
    host.vlan = row.vlan;
    host.marks = row.marks;
    host.packets = row.packets;
    host.bytes = row.bytes;
    host.first = row.first;
    host.last = row.last;
    host.parent = row.parent;
    if (row.name != 0) host.group = strings_[row.name - 1];
    // Of hosts that are nobody's device nothing is kept, so nothing is missing there.
    if ((keep_others || row.relevant) && row.beyond != 0)
      out.sources[row.source].skipped[std::string(skip_names[static_cast<std::size_t>(Skip::value_bound)])] +=
          row.beyond;
    out.hosts.push_back(std::move(host));
  }
  for (const Fact& fact : facts_)
    if (keep_others || hosts_[fact.host].relevant) out.observations.push_back(to_observation(fact));
  return out;
}

}  // namespace lenscap::sources
