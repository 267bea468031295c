// Decoder, traffic: how much was said in each conversation, and how it went. Told to sources/traffic when the
// conversation is over, an hour is, or a datagram comes after a silence, which begins another.
#include <algorithm>
#include <limits>

#include "sources/decoder.hpp"
#include "sources/via.hpp"
#include "wire/bytes.hpp"
#include "wire/icmp.hpp"
#include "wire/ip.hpp"
#include "wire/transport.hpp"

namespace lenscap::sources {

namespace {

constexpr model::Nanos datagram_silence = 15 * model::nanos_per_second;
constexpr std::uint8_t most_counted = std::numeric_limits<std::uint8_t>::max();
constexpr std::uint8_t echo4 = 8, echo6 = 128;

/// Whether `time` lies outside the hour that begins at `start`; also when either is no time and the other is one.
bool outside(model::Nanos time, model::Nanos start) {
  return static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(start) >= model::one_hour;
}

/// Whether so long nothing was said before `time` that a datagram begins anew. Without times nobody can tell.
bool after_silence(model::Nanos time, model::Nanos last) {
  return last != model::no_time && time > last &&
         static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(last) > std::uint64_t{datagram_silence};
}

/// Whether a packet that opens nothing comes from the service: system ports (RFC 6335 section 6) and those of discovery
/// answer, whoever asks uses another.
bool comes_from_service(std::uint16_t source, std::uint16_t destination) {
  constexpr std::uint16_t dynamic = 1024;
  if (source < dynamic && destination >= dynamic) return true;
  return source >= dynamic && destination > source && service_port(source, 1) == source;
}

}  // namespace

FlowSlot& Decoder::slot_of(std::uint64_t key, std::size_t guess) {
  FlowSlot& slot = flows_.get(key, guess);
  if (const FlowSlot* gone = flows_.evicted()) {
    if (gone->stream != 0) {
      if (!streams_[gone->stream].idle()) ++ledger_.skips()[Skip::stream_bound];
      streams_.release(gone->stream);
    }
    tell_traffic(*gone);
  }
  return slot;
}

void Decoder::tell_traffic(const FlowSlot& slot) {
  const FlowTotals& t = slot.totals;
  if (t.packet == 0) return;
  Conversation c;
  for (const auto end : {0, 1}) {
    c.host[end] = slot.host[end];
    c.packets[end] = t.packets[end];
    c.bytes[end] = t.bytes[end];
    c.media[end] = t.media[end];
  }
  const auto silent = 1 - t.from;
  if (slot.host[silent] == model::no_host) {
    // Nothing came from that end: what went to it is still its traffic, if it is known by anything else it said.
    c.address[silent] = other_end(slot);
    if (const std::uint64_t to = slot.sender[silent]; to != 0)
      c.host[silent] =
          ledger_.known_host(model::Mac{to >> 16}, c.address[silent], static_cast<std::uint16_t>(to & 0xffff));
  }
  c.first = t.first;
  c.last = t.last;
  c.packet = t.packet;
  c.source = source_;
  c.attempts = t.attempts;
  c.answered = t.answered;
  c.resets = t.resets;
  c.unreachable = t.unreachable;
  c.service = t.service;
  c.protocol = t.protocol;
  c.opener = t.opener;
  c.outside = t.outside;
  traffic_.conversation(c);
}

/// The counters begin: with the conversation, or anew.
void Decoder::begin_totals(FlowSlot& slot, const Frame& frame, const Packet& packet) {
  FlowTotals& t = slot.totals;
  const bool goes_on = t.family != 0;
  const std::uint8_t opener = t.opener;
  const std::uint16_t service = t.service;
  const bool silence = !goes_on || (packet.protocol != wire::ip_tcp && after_silence(frame.time, t.last));
  const bool waiting = !silence && t.answered + t.resets < t.attempts + t.waiting;
  t = {};
  t.waiting = waiting;
  t.first = t.last = frame.time;
  t.packet = frame.packet;
  t.from = packet.direction;
  t.protocol = packet.protocol;
  t.family = packet.family;
  const std::uint8_t* const from_at = frame.data + packet.network + (packet.family == 4 ? 12 : 8);
  const model::Ip from = address(from_at, packet.family),
                  to = address(from_at + (packet.family == 4 ? 4 : 16), packet.family);
  t.outside = is_outside(from) || is_outside(to);
  t.silent = packet.family == 4 ? to.v4_value() : traffic_.remember(to);
  if (slot.host[1 - packet.direction] == model::no_host)
    slot.sender[1 - packet.direction] = receiver_on_link(frame, packet);
  t.opener = opener;
  t.service = service;
  if (!silence) return;
  const auto d = packet.direction;
  const bool from_service = comes_from_service(packet.source_port, packet.destination_port);
  if (packet.protocol == wire::ip_udp) {
    if (!goes_on || opener > 1) {
      t.opener = from_service ? 2 : d;
      t.service = from_service ? packet.source_port : packet.destination_port;
    } else if (packet.destination_port == service) {
      t.opener = d;  // the same two speak again; when it is the service that does, it answers late and calls nobody
    }
    t.attempts = t.opener == d;
  } else if (packet.protocol == wire::ip_tcp) {
    t.service = std::min(packet.source_port, packet.destination_port);  // a SYN says it better
  } else if (packet.protocol == wire::ip_icmp || packet.protocol == wire::ip_icmp6) {
    const std::uint8_t type =
        packet.payload_length != 0 && packet.is == Packet::Is::other_ip ? frame.data[packet.payload] : std::uint8_t{0};
    if (type == (packet.protocol == wire::ip_icmp ? echo4 : echo6)) {
      t.opener = d;
      t.attempts = 1;
    }
  }
}

void Decoder::account(FlowSlot& slot, const Frame& frame, const Packet& packet) {
  FlowTotals& t = slot.totals;
  const auto d = packet.direction;
  if (outside(frame.time, hour_)) {
    hour_ = hour_of(frame.time);
  }
  const bool anew = t.packet == 0 || outside(t.first, hour_) ||
                    (packet.protocol != wire::ip_tcp && after_silence(frame.time, t.last)) ||
                    t.bytes[d] > std::numeric_limits<std::uint32_t>::max() - frame.on_wire ||
                    t.attempts == most_counted || t.unreachable == most_counted;
  if (anew) {
    tell_traffic(slot);
    begin_totals(slot, frame, packet);
  }
  ++t.packets[d];
  t.bytes[d] += frame.on_wire;
  // What is only encrypted is no media stream.
  if (slot.talk == Talk::rtsp && !(slot.streams >> d & 1) &&
      interleaved_media({reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length}))
    slot.streams |= static_cast<std::uint8_t>(1 << d);
  if (slot.streams >> d & 1) t.media[d] += frame.on_wire;
  t.first = std::min(t.first, frame.time);
  t.last = std::max(t.last, frame.time);
  if (packet.protocol != wire::ip_tcp) {
    if (t.opener == 1 - d && t.answered < t.attempts + t.waiting) ++t.answered;
    return;
  }
  const auto syn = packet.flags & (wire::tcp_syn | wire::tcp_ack);
  if (syn == wire::tcp_syn) {
    ++t.attempts;
    if (t.answered + t.resets == 0) t.waiting = 0;  // else it was that one's
    t.opener = d;
    t.service = packet.destination_port;
  } else if (syn == (wire::tcp_syn | wire::tcp_ack)) {
    if (t.answered < t.attempts + t.waiting) ++t.answered;
    if (t.opener == 2) {
      t.opener = static_cast<std::uint8_t>(1 - d);
      t.service = packet.source_port;
    }
  } else if (packet.flags & wire::tcp_rst && t.opener == 1 - d && t.answered + t.resets < t.attempts + t.waiting) {
    ++t.resets;
  }
}

/// A packet without ports: ICMP and other protocols, fragments, tunnels. All that two addresses say to each other in
/// one protocol is one conversation.
void Decoder::account_pair(model::HostIndex sender, const Frame& frame, const Packet& packet) {
  if (packet.family == 0 || !traffic_.keeps()) return;
  Packet pair = packet;
  key_pair(frame, pair);
  pair.source_port = pair.destination_port = 0;
  FlowSlot& slot = slot_of(pair.key, 0);
  slot.talk = Talk::opaque;
  slot.host[pair.direction] = sender;
  account(slot, frame, pair);
}

/// An ICMP error quotes the packet that met it: the conversation of that packet was refused.
void Decoder::refuse(const Frame& frame, const Packet& packet) {
  const auto bytes = std::as_bytes(std::span(frame.data + packet.payload, packet.payload_length));
  const auto icmp = packet.family == 4 ? wire::parse_icmp4(bytes) : wire::parse_icmp6(bytes);
  constexpr std::uint8_t unreachable4 = 3, unreachable6 = 1;
  if (!icmp || !icmp->error || icmp->type != (packet.family == 4 ? unreachable4 : unreachable6)) return;
  const std::uint64_t key = quoted_key(icmp->quoted);
  FlowSlot* slot = key == 0 ? nullptr : flows_.find(key);
  if (slot == nullptr || slot->totals.packet == 0) return;
  if (slot->totals.unreachable == most_counted) {
    // Nothing was said between so many refusals: they are told alone, and the counter begins again.
    FlowSlot refusals = *slot;
    FlowTotals& t = refusals.totals;
    for (const auto end : {0, 1}) t.packets[end] = t.bytes[end] = t.media[end] = 0;
    t.attempts = t.answered = t.resets = 0;
    tell_traffic(refusals);
    slot->totals.unreachable = 0;
  }
  ++slot->totals.unreachable;
}

/// A router's or a probe's export: its records speak of others. Their first two octets say that it may be one.
bool Decoder::read_export(const Packet& packet, model::HostIndex sender, const Message& message) {
  const auto bytes = octets(message.bytes);
  const bool may_be = bytes.size() > 2 && wire::u8(bytes, 0) == 0 &&
                      (wire::u8(bytes, 1) == 5 || wire::u8(bytes, 1) == 9 || wire::u8(bytes, 1) == 10);
  if (!may_be || sender == model::no_host || packet.payload_on_wire > packet.payload_length) return false;
  if (!exports_) exports_ = std::make_unique<Exports>(ledger_, traffic_, source_);
  return read_flow_export(exports_->state, ledger_.row(sender).ip, bytes, message.time, message.pieces[0].packet,
                          exports_->sink);
}

/// What exports of the source left behind, told with it.
void Decoder::end_exports() {
  if (!exports_) return;
  exports_->state.finish(exports_->sink);
  model::Source& source = ledger_.source(source_);
  for (const auto& [reason, count] : exports_->skipped) source.skipped[reason] += count;
  source.notes.insert(source.notes.end(), exports_->notes.begin(), exports_->notes.end());
  exports_.reset();
}

}  // namespace lenscap::sources
