#include "sources/decoder.hpp"

#include <algorithm>

#include "sources/via.hpp"
#include "wire/cdp.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/radio_header.hpp"
#include "wire/transport.hpp"
#include "wire/vxlan.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::no_host;

namespace {

constexpr int most_datagram_tries = 4;  // unrecognised datagrams before a conversation is only counted
constexpr std::size_t address_bytes_v4 = 4, address_bytes_v6 = 16;

std::string_view text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a ^ 0x9e3779b97f4a7c15) * (b ^ 0xd6e8feb86659fd93);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

model::Ip address(const std::uint8_t* at, std::uint8_t family) {
  if (family == 4) return model::Ip::v4(wire::be32(at));
  return model::Ip::v6(std::span<const std::uint8_t, 16>(at, 16));
}

/// TTL that no system starts with: the packet has passed a router. Multicast starts at any value.
bool has_passed_router(std::uint8_t ttl) {
  return (ttl > 32 && ttl < 64) || (ttl > 64 && ttl < 128) || (ttl > 128 && ttl < 255);
}

}  // namespace

void Decoder::batch(std::span<const Frame> frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    packets_[i] = Packet{};
    prepare(frames[i], packets_[i]);
    if (packets_[i].is == Packet::Is::nothing) continue;
    packets_[i].host_key =
        ledger_.host_key(model::Mac{packets_[i].mac}, sender_address(frames[i], packets_[i]), packets_[i].vlan);
    ledger_.prefetch_host_slot(packets_[i].host_key);
    if (packets_[i].is == Packet::Is::flow) flows_.prefetch_keys(packets_[i].key);
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (packets_[i].is == Packet::Is::nothing) continue;
    ledger_.prefetch_host_row(packets_[i].host_key);
    if (packets_[i].is == Packet::Is::flow) flows_.prefetch_slot(packets_[i].key);
  }
  for (std::size_t i = 0; i < frames.size(); ++i) handle(frames[i], packets_[i]);
}

/// What an EtherType names, from `at` to the end of `bytes`, which begin where the frame does.
inline void Decoder::prepare_network_here(std::span<const std::uint8_t> bytes, std::uint16_t type, std::uint32_t at,
                                          Packet& packet) {
  packet.network = at;
  if (type != wire::ether_ipv4 && type != wire::ether_ipv6) {
    packet.payload = at;
    packet.payload_length = static_cast<std::uint32_t>(bytes.size()) - at;
    if (type == wire::ether_arp) packet.is = Packet::Is::arp;
    else if (type == wire::ether_sadp) packet.is = Packet::Is::sadp;
    else if (type == wire::ether_lldp) packet.is = Packet::Is::lldp;
    else if (type == 0 && wire::begins_cdp(bytes.subspan(at))) packet.is = Packet::Is::cdp;
    else if (const auto carrier = carrier_of_type(type)) packet.carry(*carrier);
    else ++ledger_.skips()[Skip::not_ip];
    return;
  }
  const auto network = bytes.subspan(at);
  wire::IpHeader ip;
  if (!wire::parse_ip(network, ip)) {
    ++ledger_.skips()[Skip::ip_malformed];
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
    packet.key = mix(hash_bytes(text(&network[ip.source], both), ip.protocol), ip.fragment_id) | 1;
    return;
  }
  if (ip.protocol != wire::ip_tcp && ip.protocol != wire::ip_udp) {
    packet.is = Packet::Is::other_ip;
    if (const auto carrier = carrier_of_protocol(ip.protocol)) packet.carry(*carrier);
    return;
  }
  prepare_transport(network.subspan(ip.payload, ip.payload_length), network.subspan(ip.source, both), packet);
}

void Decoder::prepare(const Frame& frame, Packet& packet) {
  const std::span<const std::uint8_t> bytes{frame.data, frame.kept};
  wire::Link link;
  if (!wire::parse_link(bytes, frame.link_type, link)) {
    if (wire::is_wireless(frame.link_type)) packet.carry(Carrier::wireless);
    else ++ledger_.skips()[wire::knows_link(frame.link_type) ? Skip::cut_header : Skip::link_unknown];
    return;
  }
  packet.mac = link.source_mac;
  packet.mac_at = frame.link_type == wire::link_sll2 ? 12 : 6;
  packet.vlan = link.vlan;
  if (model::Mac{packet.mac}.group()) {
    ++ledger_.skips()[Skip::group_source];
    packet.mac = 0;
  }
  prepare_network_here(bytes, link.type, link.payload, packet);
}

void Decoder::prepare_network(std::span<const std::uint8_t> bytes, std::uint16_t type, std::uint32_t at,
                              Packet& packet) {
  prepare_network_here(bytes, type, at, packet);
}

/// Ports, payload and the key of the conversation. `addresses`: source then destination.
void Decoder::prepare_transport(std::span<const std::uint8_t> payload, std::span<const std::uint8_t> addresses,
                                Packet& packet) {
  std::uint32_t header = 8;
  if (packet.protocol == wire::ip_tcp) {
    wire::TcpHeader tcp;
    if (!wire::parse_tcp(payload, tcp)) {
      ++ledger_.skips()[Skip::transport_malformed];
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
      ++ledger_.skips()[Skip::transport_malformed];
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
  std::uint64_t from, to;
  if (packet.family == 4) {
    from = std::uint64_t(wire::be32(&addresses[0])) << 16 | packet.source_port;
    to = std::uint64_t(wire::be32(&addresses[4])) << 16 | packet.destination_port;
  } else {
    from = hash_bytes(text(&addresses[0], 16), packet.source_port);
    to = hash_bytes(text(&addresses[16], 16), packet.destination_port);
  }
  packet.direction = from <= to ? 0 : 1;
  packet.key = mix(mix(std::min(from, to), std::max(from, to)), packet.protocol) | 1;
  packet.is = Packet::Is::flow;
}

/// The network address that a frame came from; none for frames that are no IP, and for :: and 0.0.0.0.
model::Ip Decoder::sender_address(const Frame& frame, const Packet& packet) {
  if (packet.family == 0) return {};
  constexpr std::size_t v4_source = 12, v6_source = 8;
  const model::Ip ip =
      address(frame.data + packet.network + (packet.family == 4 ? v4_source : v6_source), packet.family);
  return ip.unspecified() || ip.multicast() ? model::Ip{} : ip;
}

HostIndex Decoder::sender_of(const Frame& frame, const Packet& packet) {
  return ledger_.host(model::Mac{packet.mac}, sender_address(frame, packet), packet.vlan, packet.host_key);
}

/// The host that a frame goes to, where the link says so. It may never have sent anything.
HostIndex Decoder::receiver_of(const Frame& frame, const Packet& packet) {
  constexpr std::size_t v4_destination = 16, v6_destination = 24;
  const std::size_t at = packet.family == 4 ? v4_destination : v6_destination;
  const model::Ip ip = address(frame.data + packet.network + at, packet.family);
  const bool said = packet.receiver_at != 0 || (frame.link_type == wire::link_ethernet && packet.depth == 0);
  if (!said || !packet.unicast || ip.unspecified()) return no_host;
  const model::Mac mac{wire::be48(frame.data + packet.receiver_at)};
  const HostIndex host = mac.group() ? no_host : ledger_.host(mac, ip, packet.vlan);
  if (host == no_host) return host;
  HostRow& row = ledger_.row(host);
  if (row.first == model::no_time) row.first = row.last = frame.time;
  return host;
}

void Decoder::count(HostIndex host, const Frame& frame, const Packet& packet) {
  if (host == no_host) return;
  HostRow& row = ledger_.row(host);
  ++row.packets;
  row.bytes += frame.on_wire;
  if (row.packets == 1) {
    row.first_packet = frame.packet;
    row.source = source_;
    row.mac_at = packet.mac_at;
    row.first = frame.time;
  }
  row.first = std::min(row.first, frame.time);
  row.last = std::max(row.last, frame.time);
  if (packet.unicast && has_passed_router(packet.ttl)) row.marks |= model::behind_ttl;
}

void Decoder::handle(const Frame& frame, const Packet& packet) {
  switch (packet.is) {
    case Packet::Is::flow:
      handle_flow(frame, packet);
      return;
    case Packet::Is::fragment:
      handle_fragment(frame, packet);
      return;
    case Packet::Is::other_ip:
      handle_other_ip(frame, packet);
      return;
    case Packet::Is::arp:
    case Packet::Is::sadp:
    case Packet::Is::lldp:
    case Packet::Is::cdp: {
      constexpr std::string_view names[] = {"arp", "ethernet 0x8033", "lldp", "cdp"};
      const auto which = static_cast<std::size_t>(packet.is) - static_cast<std::size_t>(Packet::Is::arp);
      const Message message{text(frame.data + packet.payload, packet.payload_length),
                            pieces_at(frame, packet.payload, packet.payload_length), source_, frame.time, names[which]};
      const HostIndex sender = sender_of(frame, packet);
      count(sender, frame, packet);
      if (packet.is == Packet::Is::arp) read_arp_frame(ledger_, message, packet.vlan);
      else if (packet.is == Packet::Is::sadp) read_sadp_frame(ledger_, sender, message);
      else if (packet.is == Packet::Is::lldp) read_lldp_frame(ledger_, sender, message);
      else read_cdp_frame(ledger_, sender, message);
      return;
    }
    case Packet::Is::carrier:
      handle_carrier(frame, packet);
      return;
    case Packet::Is::nothing:
      return;
  }
}

void Decoder::handle_other_ip(const Frame& frame, const Packet& packet) {
  const HostIndex sender = sender_of(frame, packet);
  count(sender, frame, packet);
  if (packet.protocol != wire::ip_icmp && packet.protocol != wire::ip_icmp6) return;
  const Message message{text(frame.data + packet.payload, packet.payload_length),
                        pieces_at(frame, packet.payload, packet.payload_length), source_, frame.time, "icmp"};
  if (read_icmp(ledger_, sender, message, packet.family, packet.ttl, packet.vlan, model::Mac{packet.mac}))
    ++ledger_.skips()[Skip::quoted_in_icmp];
}

void Decoder::handle_flow(const Frame& frame, const Packet& packet) {
  std::uint32_t evicted = 0;
  FlowSlot& slot = flows_.get(packet.key, evicted);
  if (evicted != 0) streams_.release(evicted);
  const std::uint64_t sender = packet.mac << 16 | packet.vlan;
  HostIndex& host = slot.host[packet.direction];
  if (host == no_host || slot.sender[packet.direction] != sender) {
    host = sender_of(frame, packet);
    slot.sender[packet.direction] = sender;
  }
  count(host, frame, packet);
  // A SYN may use the ports again for something else.
  const bool opens =
      packet.protocol == wire::ip_tcp && (packet.flags & (wire::tcp_syn | wire::tcp_ack)) == wire::tcp_syn;
  if (slot.talk == Talk::opaque && !opens) return;
  if (packet.protocol == wire::ip_tcp) {
    tcp(slot, frame, packet);
    return;
  }
  constexpr std::uint16_t dns_port = 53, ntp_port = 123;
  if (packet.payload_length == 0) return;
  // The question was read when it passed: its answer repeats it.
  if (slot.talk == Talk::dns && packet.source_port == dns_port) return;
  if (slot.talk == Talk::unknown && media(slot, frame, packet)) return;
  std::array<char, 12> name;
  const Message message{text(frame.data + packet.payload, packet.payload_length),
                        pieces_at(frame, packet.payload, packet.payload_length), source_, frame.time,
                        via(name, "udp ", service_port(packet.source_port, packet.destination_port))};
  // An answer speaks of the host that asked, even when its question went unseen.
  HostIndex receiver = slot.host[1 - packet.direction];
  if (receiver == no_host && (packet.source_port == dns_port || packet.source_port == ntp_port))
    receiver = receiver_of(frame, packet);
  const QuicTalk quic{slot, quic_, fingerprints_, packet.key, packet.direction};
  const bool known = read_datagram({ledger_, host, receiver, packet.source_port, packet.destination_port,
                                    packet.payload_on_wire, packet.vlan, model::Mac{packet.mac}, message, &quic});
  if (known) {
    slot.tries[0] = 0;
    if (packet.destination_port == dns_port) slot.talk = Talk::dns;
  } else if (++slot.tries[0] >= most_datagram_tries) {
    slot.talk = Talk::opaque;
  }
}

void Decoder::end() {
  // Before the next source begins: packets are numbered within their own.
  for (std::uint32_t id = 1; id <= streams_.last_id(); ++id) {
    FlowSlot* slot = streams_[id].live ? flows_.find(streams_[id].flow) : nullptr;
    for (int direction : {0, 1})
      if (slot != nullptr && slot->stream == id) read_rest(*slot, direction);
  }
  if (const auto left = fragments_.abandon()) ledger_.skips()[Skip::fragment_dropped] += left;
  if (const auto left = quic_.abandon()) ledger_.skips()[Skip::quic_hello_incomplete] += left;
}

}  // namespace lenscap::sources
