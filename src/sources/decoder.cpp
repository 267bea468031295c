#include "sources/decoder.hpp"

#include <algorithm>

#include "sources/via.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/transport.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::no_host;

namespace {

constexpr int most_datagram_tries = 4;  // unrecognised datagrams before a conversation is only counted

std::string_view text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

constexpr std::uint8_t both_closed = 3;

/// Which directions have said their last: a bit each. A reset ends both.
std::uint8_t closed_by(std::uint8_t closed, const Packet& packet, bool opens) {
  if (opens) return 0;
  if (packet.flags & wire::tcp_rst) return both_closed;
  return packet.flags & wire::tcp_fin ? static_cast<std::uint8_t>(closed | 1 << packet.direction) : closed;
}

/// TTL that no system starts with: the packet has passed a router. Multicast starts at any value.
bool has_passed_router(std::uint8_t ttl) {
  return (ttl > 32 && ttl < 64) || (ttl > 64 && ttl < 128) || (ttl > 128 && ttl < 255);
}

}  // namespace

void Decoder::batch(std::span<const Frame> frames) {
  while (!frames.empty()) {
    const auto some = frames.first(std::min(frames.size(), packets_.size()));
    for (std::size_t i = 0; i < some.size(); ++i) {
      prepare(some[i], packets_[i], ledger_.skips());
      key_sender(some[i], packets_[i], ledger_);
    }
    handle(some, std::span(packets_).first(some.size()));
    frames = frames.subspan(some.size());
  }
}

void Decoder::handle(std::span<const Frame> frames, std::span<const Packet> packets) {
  // Inline always, for the same reason as Ledger::prefetch_host_row.
  const auto prefetch_places = [&](std::size_t from) __attribute__((always_inline)) {
    for (const Packet& packet : packets.subspan(from, std::min(together, packets.size() - from))) {
      if (packet.is == Packet::Is::nothing) continue;
      ledger_.prefetch_host_slot(packet.host_key);
      if (packet.is == Packet::Is::flow) flows_.prefetch_keys(packet.key);
    }
  };
  prefetch_places(0);
  for (std::size_t from = 0; from < frames.size(); from += together) {
    const std::size_t to = std::min(from + together, frames.size());
    for (std::size_t i = from; i < to; ++i) {
      if (packets[i].is == Packet::Is::nothing) continue;
      ledger_.prefetch_host_row(packets[i].host_key);
      if (packets[i].is == Packet::Is::flow) guesses_[i - from] = flows_.prefetch_slot(packets[i].key);
    }
    prefetch_places(to);  // for the packets after these: the longer they are under way, the less is waited for them
    for (std::size_t i = from; i < to; ++i) handle(frames[i], packets[i], guesses_[i - from]);
  }
}

HostIndex Decoder::sender_of(const Frame& frame, const Packet& packet) {
  return ledger_.host(model::Mac{packet.mac}, sender_address(frame, packet), packet.vlan, packet.host_key);
}

/// Hardware address << 16 | VLAN that a frame goes to; 0 where the link does not say, or to a group.
std::uint64_t Decoder::receiver_on_link(const Frame& frame, const Packet& packet) {
  const bool said = packet.receiver_at != 0 || (frame.link_type == wire::link_ethernet && packet.depth == 0);
  if (!said || !packet.unicast) return 0;
  const model::Mac mac{wire::be48(frame.data + packet.receiver_at)};
  return mac.group() ? 0 : mac.value << 16 | packet.vlan;
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
    ledger_.first_frame(host, source_, frame.packet, packet.mac_at);
    row.first = frame.time;
  }
  row.first = std::min(row.first, frame.time);
  row.last = std::max(row.last, frame.time);
  if (packet.unicast && has_passed_router(packet.ttl)) row.marks |= model::behind_ttl;
}

void Decoder::handle(const Frame& frame, const Packet& packet, std::size_t guess) {
  switch (packet.is) {
    case Packet::Is::flow:
      handle_flow(frame, packet, guess);
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
  account_pair(sender, frame, packet);
  if (packet.protocol != wire::ip_icmp && packet.protocol != wire::ip_icmp6) return;
  const Message message{text(frame.data + packet.payload, packet.payload_length),
                        pieces_at(frame, packet.payload, packet.payload_length), source_, frame.time, "icmp"};
  if (read_icmp(ledger_, sender, message, packet.family, packet.ttl, packet.vlan, model::Mac{packet.mac}))
    ++ledger_.skips()[Skip::quoted_in_icmp];
  refuse(frame, packet);
}

void Decoder::handle_flow(const Frame& frame, const Packet& packet, std::size_t guess) {
  FlowSlot& slot = slot_of(packet.key, guess);
  const std::uint64_t sender = packet.mac << 16 | packet.vlan;
  HostIndex host = slot.host[packet.direction];
  if (host == no_host || slot.sender[packet.direction] != sender) {
    host = sender_of(frame, packet);
    // A mirror may show both legs of a router: the conversation is then that of the host's own frames, wherever they
    // come, and not of the copies that the router sent on.
    if (slot.host[packet.direction] == no_host || !has_passed_router(packet.ttl)) {
      slot.host[packet.direction] = host;
      slot.sender[packet.direction] = sender;
    }
  }
  count(host, frame, packet);
  if (traffic_.keeps()) account(slot, frame, packet);
  // A SYN may use the ports again for something else.
  const bool opens =
      packet.protocol == wire::ip_tcp && (packet.flags & (wire::tcp_syn | wire::tcp_ack)) == wire::tcp_syn;
  if (packet.protocol == wire::ip_tcp) {
    slot.closed = closed_by(slot.closed, packet, opens);
    if (slot.talk != Talk::opaque || opens) tcp(slot, frame, packet);
    if (slot.closed == both_closed && slot.stream != 0 && streams_[slot.stream].idle()) close_stream(slot);
    // Nor is a conversation one that is known by a late acknowledgement only.
    flows_.set_over(slot, slot.closed == both_closed || (slot.talk == Talk::unknown && slot.synced == 0));
    return;
  }
  if (slot.talk == Talk::opaque) return;
  constexpr std::uint16_t dns_port = 53, ntp_port = 123;
  if (packet.payload_length == 0) return;
  if (slot.talk == Talk::metadata) {
    read_metadata(slot, frame, packet);
    return;
  }
  // The question was read when it passed: of its answer only what it leads to is new.
  if (slot.talk == Talk::dns && packet.source_port == dns_port) {
    flows_.set_over(slot, true);
    const Message answer{text(frame.data + packet.payload, packet.payload_length),
                         pieces_at(frame, packet.payload, packet.payload_length),
                         source_,
                         frame.time,
                         {}};
    if (traffic_.keeps() && slot.host[1 - packet.direction] != no_host)
      read_answers(*traffic_.names(), slot.host[1 - packet.direction], answer,
                   packet.payload_on_wire > packet.payload_length);
    return;
  }
  if (slot.talk == Talk::unknown && media(slot, frame, packet)) return;
  std::array<char, 12> name;
  const Message message{text(frame.data + packet.payload, packet.payload_length),
                        pieces_at(frame, packet.payload, packet.payload_length), source_, frame.time,
                        via(name, "udp ", service_port(packet.source_port, packet.destination_port))};
  if (slot.talk == Talk::unknown && read_export(packet, host, message)) return;
  // An answer speaks of the host that asked, even when its question went unseen.
  HostIndex receiver = slot.host[1 - packet.direction];
  if (receiver == no_host && (packet.source_port == dns_port || packet.source_port == ntp_port))
    receiver = receiver_of(frame, packet);
  const QuicTalk quic{slot, quic_, fingerprints_, packet.key, packet.direction};
  const bool known =
      read_datagram({ledger_, host, receiver, packet.source_port, packet.destination_port, packet.payload_on_wire,
                     packet.vlan, model::Mac{packet.mac}, message, &quic, traffic_.names(), other_end(slot)});
  if (known) {
    slot.tries[0] = 0;
    if (packet.destination_port == dns_port) slot.talk = Talk::dns;
    if (packet.source_port == ntp_port) flows_.set_over(slot, true);
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
  end_exports();
  flows_.each([this](FlowSlot& slot) {
    tell_traffic(slot);
    slot.totals.packet = 0;
  });
  if (const auto left = fragments_.abandon()) ledger_.skips()[Skip::fragment_dropped] += left;
  if (const auto left = quic_.abandon()) ledger_.skips()[Skip::quic_hello_incomplete] += left;
}

}  // namespace lenscap::sources
