#include "sources/record_sink.hpp"

#include <algorithm>

#include "wire/ip.hpp"

namespace lenscap::sources {

namespace {

/// Which end was called, by its port: 0 or 1; 2 where the ports do not tell.
std::uint8_t called_end(const FlowRecord& r) {
  constexpr std::uint16_t dynamic = 1024;  // RFC 6335 section 6
  const bool source_low = r.source_port < dynamic, destination_low = r.destination_port < dynamic;
  if (source_low == destination_low) return 2;
  return source_low ? 0 : 1;
}

}  // namespace

RecordHosts::RecordHosts(Ledger& ledger, Traffic& traffic, model::SourceIndex source)
    : ledger_(ledger), traffic_(traffic), source_(source), wanted_(ledger.addresses_that_matter()) {}

model::HostIndex RecordHosts::host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) {
  if (ip.family == 0 || ip.unspecified() || ip.multicast()) return model::no_host;
  const model::HostIndex found = ledger_.host(mac.group() ? model::Mac{} : mac, ip, vlan);
  if (found != model::no_host && std::binary_search(wanted_.begin(), wanted_.end(), ip)) ledger_.want(found);
  return found;
}

void RecordHosts::flow(const FlowRecord& r) {
  Conversation c;
  c.address[0] = r.source;
  c.address[1] = r.destination;
  c.host[0] = host(r.source_mac, r.source, r.vlan);
  c.host[1] = host(r.destination_mac, r.destination, r.vlan);
  c.packets[0] = r.packets;
  c.packets[1] = r.packets_back;
  c.bytes[0] = r.bytes;
  c.bytes[1] = r.bytes_back;
  c.first = r.first;
  c.last = r.last;
  c.packet = r.row;
  c.source = source_;
  c.sampling = r.sampling;
  c.protocol = r.protocol;
  c.outside = is_outside(r.source) || is_outside(r.destination);
  if (r.protocol == wire::ip_tcp || r.protocol == wire::ip_udp) {
    const std::uint8_t called = r.source_began ? 1 : called_end(r);
    c.service = called == 2   ? std::min(r.source_port, r.destination_port)
                : called == 0 ? r.source_port
                              : r.destination_port;
    c.opener = called == 2 ? 2 : static_cast<std::uint8_t>(1 - called);
  } else if (r.source_began) {
    c.opener = 0;
  }
  // A record of one direction is an attempt when it comes from whoever began, else the answer to one.
  if (r.both_ways) {
    c.attempts = 1;
    c.answered = r.went == Went::answered || (r.went == Went::unknown && r.packets_back != 0);
    c.resets = r.went == Went::refused;
  } else if (c.opener == 0) {
    c.attempts = 1;
  } else if (c.opener == 1) {
    c.answered = r.went != Went::refused;
    c.resets = r.went == Went::refused;
  }
  for (const auto found : c.host) {
    if (found == model::no_host) continue;
    HostRow& row = ledger_.row(found);
    if (row.first == model::no_time || (r.first != model::no_time && r.first < row.first)) row.first = r.first;
    row.last = std::max(row.last, r.last);
  }
  if (traffic_.keeps()) traffic_.conversation(c);
}

void RecordHosts::name(const NameRecord& r) {
  NameUse use;
  use.host = host(r.client_mac, r.client, 0);
  use.address = r.peer;
  use.from = r.from;
  use.name = r.name;
  use.alias = r.alias;
  use.time = r.time;
  use.source = source_;
  use.span = r.span;
  if (TrafficNames* names = traffic_.names()) names->used(use);
}

}  // namespace lenscap::sources
