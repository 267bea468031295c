// Decoder, packets inside packets: fragments put together, and what tunnels, mirror ports and radio carry. Each layer's
// sender is counted as itself; what is inside is read with offsets into the frame that the capture holds.
#include <algorithm>
#include <limits>

#include "sources/decoder.hpp"
#include "sources/via.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/radio_header.hpp"
#include "wire/transport.hpp"
#include "wire/vxlan.hpp"
#include "wire/wifi.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::no_host;

namespace {

constexpr std::uint32_t checksum_of_wireless = 4;  // bytes behind the frame
constexpr std::uint32_t ethernet_source = 6;

}  // namespace

void Decoder::handle_fragment(const Frame& frame, const Packet& packet) {
  const HostIndex sender = sender_of(frame, packet);
  count(sender, frame, packet);
  account_pair(sender, frame, packet);
  const auto carrier = carrier_of_protocol(packet.protocol);
  // Fragmented TCP is an evasion, not a camera: its stream shows a gap.
  if (packet.protocol != wire::ip_udp && !carrier) return;
  if (parts_ != nullptr) {  // pieces of pieces: no network does that on purpose
    ++ledger_.skips()[Skip::fragment_dropped];
    return;
  }
  const Piece piece{0, packet.payload_length, frame.packet, packet.payload};
  Reassembled whole;
  if (!fragments_.add(packet.key, packet.fragment_offset, packet.more_fragments,
                      {reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length}, piece, whole,
                      ledger_.skips()[Skip::fragment_dropped]))
    return;
  const std::span<const std::uint8_t> bytes{reinterpret_cast<const std::uint8_t*>(whole.bytes.data()),
                                            whole.bytes.size()};
  if (carrier) return open_datagram(frame, packet, whole, *carrier, bytes);
  wire::UdpHeader udp;
  if (!wire::parse_udp(bytes, udp)) {
    ++ledger_.skips()[Skip::transport_malformed];
    return;
  }
  if (const auto datagram = bytes.subspan(8, udp.payload_length); wire::parse_vxlan(datagram))
    return open_datagram(frame, packet, whole, Carrier::vxlan, datagram);
  // The first piece held the UDP header; what follows begins at the payload.
  for (Piece& p : whole.pieces) {
    const std::uint32_t cut = p.offset < 8 ? 8 - p.offset : 0;
    p.at += cut;
    p.length -= std::min(cut, p.length);
    p.offset = p.offset < 8 ? 0 : p.offset - 8;
  }
  std::array<char, 12> name;
  const Message message{std::string_view(whole.bytes).substr(8, udp.payload_length), whole.pieces, source_, frame.time,
                        via(name, "udp ", service_port(udp.source_port, udp.destination_port))};
  read_datagram({ledger_, sender, no_host, udp.source_port, udp.destination_port, message.bytes.size(), packet.vlan,
                 model::Mac{packet.mac}, message});
}

/// A datagram that came in fragments and carries a packet is read as a frame of its own, whose bytes lie in several
/// packets. `payload` is a part of `whole`.
void Decoder::open_datagram(const Frame& frame, const Packet& packet, const Reassembled& whole, Carrier carrier,
                            std::span<const std::uint8_t> payload) {
  Frame joined = frame;
  joined.data = reinterpret_cast<const std::uint8_t*>(whole.bytes.data());
  joined.kept = joined.on_wire = static_cast<std::uint32_t>(whole.bytes.size());
  joined.packet = whole.pieces.front().packet;
  Packet around = packet;
  around.carry(carrier);
  around.payload = static_cast<std::uint32_t>(payload.data() - joined.data);
  around.payload_length = static_cast<std::uint32_t>(payload.size());
  parts_ = &whole;
  open_carrier(joined, around);
  parts_ = nullptr;
}

std::span<const Piece> Decoder::pieces_of_parts(std::uint32_t at, std::uint32_t length) {
  pieces_.clear();
  for (const Piece& p : parts_->pieces) {
    const std::uint32_t begin = std::max(at, p.offset), end = std::min(at + length, p.offset + p.length);
    if (begin < end) pieces_.push_back({begin - at, end - begin, p.packet, p.at + (begin - p.offset)});
  }
  return pieces_;
}

void Decoder::handle_carrier(const Frame& frame, const Packet& packet) {
  if (packet.carrier == Carrier::wireless) return handle_wireless(frame);
  if (packet.mac != 0 || packet.family != 0) {
    const HostIndex sender = sender_of(frame, packet);
    count(sender, frame, packet);
    account_pair(sender, frame, packet);
  }
  open_carrier(frame, packet);
}

void Decoder::open_carrier(const Frame& frame, const Packet& around) {
  if (around.depth == most_carriers) {
    ++ledger_.skips()[Skip::tunnel_deep];
    return;
  }
  const auto inside = peel(around.carrier, {frame.data + around.payload, around.payload_length});
  if (!inside) {
    ++ledger_.skips()[Skip::tunnel_unread];
    return;
  }
  const std::uint32_t at = around.payload + inside->at;
  const std::span<const std::uint8_t> bytes{frame.data, std::size_t{around.payload} + inside->end};
  Packet packet;
  packet.depth = static_cast<std::uint8_t>(around.depth + 1);
  packet.vlan = inside->vlan;
  if (inside->type != wire::ether_bridged) {  // a packet without a link: its sender has no hardware address here
    prepare_network(bytes, inside->type, at, packet, ledger_.skips());
    return handle_carried(frame, at, packet);
  }
  wire::Link link;
  if (!wire::parse_link(bytes.subspan(at), wire::link_ethernet, link)) {
    ++ledger_.skips()[Skip::tunnel_unread];
    return;
  }
  if (link.vlan != 0) packet.vlan = link.vlan;
  if (!name_ends(frame, at + ethernet_source, at, packet)) return;
  prepare_network(bytes, link.type, at + link.payload, packet, ledger_.skips());
  handle_carried(frame, at, packet);
}

/// The hardware addresses of a frame that was carried. False, and counted, when their place cannot be pointed at.
bool Decoder::name_ends(const Frame& frame, std::uint32_t source, std::uint32_t destination, Packet& packet) {
  const auto where = pieces_at(frame, source, 6);
  if (where.size() != 1 || where[0].packet != frame.packet || where[0].at > std::numeric_limits<std::uint16_t>::max()) {
    ++ledger_.skips()[Skip::tunnel_unread];
    return false;
  }
  packet.mac_at = static_cast<std::uint16_t>(where[0].at);
  packet.receiver_at = destination;
  packet.mac = wire::be48(frame.data + source);
  if (model::Mac{packet.mac}.group()) {
    ++ledger_.skips()[Skip::group_source];
    packet.mac = 0;
  }
  return true;
}

/// A packet that began at `at` of `frame` and has been prepared.
void Decoder::handle_carried(const Frame& frame, std::uint32_t at, Packet& packet) {
  if (packet.is == Packet::Is::nothing) return;
  Frame own = frame;  // the same bytes, so that offsets stay; its size is its own
  own.on_wire -= std::min(at, own.on_wire);
  packet.host_key = ledger_.host_key(model::Mac{packet.mac}, sender_address(own, packet), packet.vlan);
  handle(own, packet);
}

void Decoder::handle_wireless(const Frame& frame) {
  Skips& skips = ledger_.skips();
  const auto radio = wire::parse_radio_header({frame.data, frame.kept}, frame.link_type);
  if (!radio) {
    ++skips[Skip::cut_header];
    return;
  }
  if (radio->damaged) {
    ++skips[Skip::wireless_damaged];
    return;
  }
  const std::uint32_t behind = radio->checksum ? checksum_of_wireless : 0;
  const std::uint32_t end =
      std::max(radio->frame, std::min(frame.kept, frame.on_wire - std::min(behind, frame.on_wire)));
  const std::span<const std::uint8_t> bytes{frame.data + radio->frame, end - radio->frame};
  const auto wifi = wire::parse_wifi(bytes, radio->padded);
  if (!wifi || wifi->is == wire::WifiFrame::Is::other) {
    ++skips[wifi ? Skip::not_ip : Skip::cut_header];
    return;
  }
  const std::uint32_t base = radio->frame;
  if (wifi->aggregate || wifi->transmitter != wifi->source) count_link(frame, base + wifi->transmitter);
  if (wifi->is != wire::WifiFrame::Is::data) {
    const bool encrypted = wifi->is == wire::WifiFrame::Is::encrypted;
    if (!wifi->aggregate) count_link(frame, base + wifi->source);
    ++skips[encrypted ? Skip::wireless_encrypted : Skip::wireless_fragment];
    return;
  }
  if (!wifi->aggregate)
    return handle_snap(frame, base + wifi->source, base + wifi->destination, base + wifi->payload, end);
  for (auto part = wire::parse_subframe(bytes, wifi->payload); part; part = wire::parse_subframe(bytes, part->next))
    handle_snap(frame, base + part->source, base + part->destination, base + part->payload, base + part->end);
}

/// A packet behind LLC and SNAP, from `at` to `end`; the others are offsets of its ends' hardware addresses.
void Decoder::handle_snap(const Frame& frame, std::uint32_t source, std::uint32_t destination, std::uint32_t at,
                          std::uint32_t end) {
  const std::span<const std::uint8_t> bytes{frame.data, end};
  const std::uint16_t type = wire::parse_snap(bytes.subspan(at));
  wire::Link link;
  if (type == 0 || !wire::step_over_tags(bytes, type, at + wire::snap_size, link)) {
    ++ledger_.skips()[Skip::not_ip];
    return;
  }
  Packet packet;
  packet.vlan = link.vlan;
  if (!name_ends(frame, source, destination, packet)) return;
  prepare_network(bytes, link.type, link.payload, packet, ledger_.skips());
  handle_carried(frame, at, packet);
}

/// Who transmitted, where that is all that a frame says of it.
void Decoder::count_link(const Frame& frame, std::uint32_t mac_at) {
  Packet packet;
  packet.mac = wire::be48(frame.data + mac_at);
  if (packet.mac == 0 || model::Mac{packet.mac}.group() || mac_at > std::numeric_limits<std::uint16_t>::max()) return;
  packet.mac_at = static_cast<std::uint16_t>(mac_at);
  count(ledger_.host(model::Mac{packet.mac}, {}, 0), frame, packet);
}

}  // namespace lenscap::sources
