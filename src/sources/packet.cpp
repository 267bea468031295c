#include "sources/packet.hpp"

#include <algorithm>

#include "sources/strings.hpp"
#include "wire/arp.hpp"
#include "wire/cdp.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/radio_header.hpp"
#include "wire/transport.hpp"
#include "wire/vxlan.hpp"

namespace lenscap::sources {

namespace {

constexpr std::size_t address_bytes_v4 = 4, address_bytes_v6 = 16;

std::string_view text_from(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Without a seed: which conversation a full bucket forgets must not change from run to run.
std::uint64_t unseeded(std::uint64_t a, std::uint64_t b) { return mix(a ^ 0x9e3779b97f4a7c15, b ^ 0xd6e8feb86659fd93); }

struct FlowKey {
  std::uint64_t key;
  std::uint8_t direction;
};

/// Of a conversation, the same from either end. `addresses`: source then destination.
[[gnu::always_inline]] inline FlowKey flow_key(std::uint8_t family, std::uint8_t protocol,
                                               const std::uint8_t* addresses, std::uint16_t source_port,
                                               std::uint16_t destination_port) {
  std::uint64_t from, to;
  if (family == 4) {
    from = std::uint64_t(wire::be32(&addresses[0])) << 16 | source_port;
    to = std::uint64_t(wire::be32(&addresses[address_bytes_v4])) << 16 | destination_port;
  } else {
    from = hash_bytes(text_from(&addresses[0], address_bytes_v6), source_port);
    to = hash_bytes(text_from(&addresses[address_bytes_v6], address_bytes_v6), destination_port);
  }
  return {unseeded(unseeded(std::min(from, to), std::max(from, to)), protocol) | 1,
          static_cast<std::uint8_t>(from <= to ? 0 : 1)};
}

/// Ports, payload and the key of the conversation. `addresses`: source then destination.
void prepare_transport(std::span<const std::uint8_t> payload, std::span<const std::uint8_t> addresses, Packet& packet,
                       Skips& skips) {
  std::uint32_t header = 8;
  if (packet.protocol == wire::ip_tcp) {
    wire::TcpHeader tcp;
    if (!wire::parse_tcp(payload, tcp)) {
      ++skips[Skip::transport_malformed];
      return;
    }
    packet.source_port = tcp.source_port;
    packet.destination_port = tcp.destination_port;
    packet.sequence = tcp.sequence;
    packet.flags = tcp.flags;
    header = tcp.payload;
    packet.payload_length -= header;
  } else {
    wire::UdpHeader udp;
    if (!wire::parse_udp(payload, udp)) {
      ++skips[Skip::transport_malformed];
      return;
    }
    packet.source_port = udp.source_port;
    packet.destination_port = udp.destination_port;
    packet.payload_length = udp.payload_length;
    if (const auto datagram = payload.subspan(header, udp.payload_length);
        wire::may_be_vxlan(datagram) && wire::parse_vxlan(datagram)) {
      packet.payload += header;
      packet.carry(Carrier::vxlan);
      return;
    }
  }
  packet.payload_on_wire = packet.payload_on_wire > header ? packet.payload_on_wire - header : 0;
  packet.payload += header;
  const FlowKey flow =
      flow_key(packet.family, packet.protocol, addresses.data(), packet.source_port, packet.destination_port);
  packet.direction = flow.direction;
  packet.key = flow.key;
  packet.is = Packet::Is::flow;
}

/// prepare_network, inside its callers: a call costs the plain path sixteen instructions a packet.
[[gnu::always_inline]] inline void network_here(std::span<const std::uint8_t> bytes, std::uint16_t type,
                                                std::uint32_t at, Packet& packet, Skips& skips) {
  packet.network = at;
  if (type != wire::ether_ipv4 && type != wire::ether_ipv6) {
    packet.payload = at;
    packet.payload_length = static_cast<std::uint32_t>(bytes.size()) - at;
    if (type == wire::ether_arp) packet.is = Packet::Is::arp;
    else if (type == wire::ether_sadp) packet.is = Packet::Is::sadp;
    else if (type == wire::ether_lldp) packet.is = Packet::Is::lldp;
    else if (type == 0 && wire::begins_cdp(bytes.subspan(at))) packet.is = Packet::Is::cdp;
    else if (const auto carrier = carrier_of_type(type)) packet.carry(*carrier);
    else ++skips[Skip::not_ip];
    return;
  }
  const auto network = bytes.subspan(at);
  wire::IpHeader ip;
  if (!wire::parse_ip(network, ip)) {
    ++skips[Skip::ip_malformed];
    return;
  }
  packet.family = ip.family;
  packet.protocol = ip.protocol;
  packet.ttl = ip.ttl;
  packet.unicast = !address(&network[ip.destination], ip.family).multicast();
  packet.payload = at + ip.payload;
  packet.payload_length = ip.payload_length;
  packet.payload_on_wire = ip.payload_on_wire;
  const std::size_t both = 2 * (ip.family == 4 ? address_bytes_v4 : address_bytes_v6);
  if (ip.fragment) {
    packet.is = Packet::Is::fragment;
    packet.fragment_offset = ip.fragment_offset;
    packet.fragment_id = ip.fragment_id;
    packet.more_fragments = ip.more_fragments;
    packet.key = unseeded(hash_bytes(text_from(&network[ip.source], both), ip.protocol), ip.fragment_id) | 1;
    return;
  }
  if (ip.protocol != wire::ip_tcp && ip.protocol != wire::ip_udp) {
    packet.is = Packet::Is::other_ip;
    if (const auto carrier = carrier_of_protocol(ip.protocol)) packet.carry(*carrier);
    return;
  }
  prepare_transport(network.subspan(ip.payload, ip.payload_length), network.subspan(ip.source, both), packet, skips);
}

}  // namespace

void prepare(const Frame& frame, Packet& packet, Skips& skips) {
  packet = {};
  const std::span<const std::uint8_t> bytes{frame.data, frame.kept};
  wire::Link link;
  const bool read = frame.link_type == wire::link_ethernet ? wire::parse_ethernet(bytes, link)
                                                           : wire::parse_link(bytes, frame.link_type, link);
  if (!read) {
    if (wire::is_wireless(frame.link_type)) packet.carry(Carrier::wireless);
    else ++skips[wire::knows_link(frame.link_type) ? Skip::cut_header : Skip::link_unknown];
    return;
  }
  packet.mac = link.source_mac;
  packet.mac_at = frame.link_type == wire::link_sll2 ? 12 : 6;
  packet.vlan = link.vlan;
  if (model::Mac{packet.mac}.group()) {
    ++skips[Skip::group_source];
    packet.mac = 0;
  }
  network_here(bytes, link.type, link.payload, packet, skips);
}

void prepare_network(std::span<const std::uint8_t> bytes, std::uint16_t type, std::uint32_t at, Packet& packet,
                     Skips& skips) {
  network_here(bytes, type, at, packet, skips);
}

namespace {

/// An ARP frame that claims an address for the very hardware that sent it comes from that address.
model::Ip arp_sender(const Frame& frame, const Packet& packet) {
  const auto arp = wire::parse_arp(std::as_bytes(std::span(frame.data + packet.payload, packet.payload_length)));
  if (!arp || !arp->claims() || arp->sender_hardware != packet.mac) return {};
  const model::Ip ip = model::Ip::v4(arp->sender_address);
  return ip.multicast() ? model::Ip{} : ip;
}

}  // namespace

model::Ip sender_address(const Frame& frame, const Packet& packet) {
  if (packet.is == Packet::Is::arp) return arp_sender(frame, packet);
  if (packet.family == 0) return {};
  constexpr std::size_t v4_source = 12, v6_source = 8;
  const model::Ip ip =
      address(frame.data + packet.network + (packet.family == 4 ? v4_source : v6_source), packet.family);
  return ip.unspecified() || ip.multicast() ? model::Ip{} : ip;
}

namespace {

/// Stands for the ports of what has none: no port is above 65535, and TCP and UDP never come here with them.
constexpr std::uint8_t pair_of_addresses = 0x80;

}  // namespace

void key_pair(const Frame& frame, Packet& packet) {
  constexpr std::size_t v4_source = 12, v6_source = 8;
  const auto* addresses = frame.data + packet.network + (packet.family == 4 ? v4_source : v6_source);
  const FlowKey pair = flow_key(packet.family, packet.protocol ^ pair_of_addresses, addresses, 0, 0);
  packet.key = pair.key;
  packet.direction = pair.direction;
}

std::uint64_t quoted_key(std::span<const std::byte> quoted) {
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(quoted.data()), quoted.size());
  wire::IpHeader ip;
  constexpr std::size_t ports = 4;
  if (!wire::parse_ip(bytes, ip)) return 0;
  const auto* addresses = bytes.data() + ip.source;
  const auto* behind = bytes.data() + ip.payload;
  const bool has_ports = (ip.protocol == wire::ip_tcp || ip.protocol == wire::ip_udp) && !ip.fragment;
  if (!has_ports) return flow_key(ip.family, ip.protocol ^ pair_of_addresses, addresses, 0, 0).key;
  if (bytes.size() - ip.payload < ports) return 0;
  return flow_key(ip.family, ip.protocol, addresses, wire::be16(behind), wire::be16(behind + 2)).key;
}

void key_sender(const Frame& frame, Packet& packet, const Ledger& ledger) {
  if (packet.is == Packet::Is::nothing) return;
  packet.host_key = ledger.host_key(model::Mac{packet.mac}, sender_address(frame, packet), packet.vlan);
}

}  // namespace lenscap::sources
