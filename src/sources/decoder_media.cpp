// Decoder, media: RTP and RTCP are set aside as soon as their headers are sure; RTSP tunnels tie two connections.
#include <fmt/format.h>

#include <algorithm>

#include "sources/decoder.hpp"
#include "wire/rtp.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

// Headers in a row: two could be chance, and after four unknown datagrams a conversation is only counted anyway.
constexpr std::uint8_t rtp_sure = 3;

}  // namespace

/// True when the datagram is media, which from here on is only counted. Two bits of the first byte tell most others.
bool Decoder::media(FlowSlot& slot, const Frame& frame, const Packet& packet) {
  if (frame.data[packet.payload] >> 6 != 2) return false;
  const auto bytes = std::as_bytes(std::span(frame.data + packet.payload, packet.payload_length));
  const auto wire_size = static_cast<std::size_t>(packet.payload_on_wire);
  if (wire::is_rtcp(bytes, wire_size)) {
    slot.talk = Talk::opaque;
    return true;
  }
  const auto d = static_cast<std::size_t>(packet.direction);
  const auto rtp = wire::parse_rtp(bytes, wire_size);
  if (!rtp) {
    slot.rtp_run[d] = 0;
    return false;
  }
  const bool goes_on = slot.rtp_run[d] != 0 && slot.next_sequence[d] == rtp->source &&
                       wire::rtp_continues(slot.rtp_sequence[d], rtp->sequence);
  slot.rtp_run[d] = static_cast<std::uint8_t>(goes_on ? slot.rtp_run[d] + 1 : 1);
  slot.next_sequence[d] = rtp->source;
  slot.rtp_sequence[d] = rtp->sequence;
  if (slot.rtp_run[d] < rtp_sure) return false;
  slot.talk = Talk::opaque;
  slot.streams |= static_cast<std::uint8_t>(1 << d);
  slot.totals.media[d] += frame.on_wire;
  const Piece piece{0, packet.payload_length, frame.packet, packet.payload};
  const Message message{{reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length},
                        {&piece, 1},
                        source_,
                        frame.time,
                        "udp"};
  Teller(ledger_, slot.host[d], message)
      .tell_decoded(kind("rtp.media"), fmt::format("payload type {}", rtp->payload_type), message.bytes.substr(1, 1),
                    "binary", "rtp header");
  return true;
}

/// Whether the bytes begin with a frame of a stream inside RTSP (RFC 2326 section 10.12: '$', channel, length) that
/// holds RTP. Reports about a stream (RTCP) go there too, from viewers as well: they are none.
bool Decoder::interleaved_media(std::string_view bytes) {
  constexpr std::size_t head = 4;
  if (bytes.size() <= head || bytes[0] != '$') return false;
  const auto all = std::as_bytes(std::span(bytes));
  const auto length = std::to_integer<std::size_t>(all[2]) << 8 | std::to_integer<std::size_t>(all[3]);
  const auto inner = all.subspan(head, std::min(length, bytes.size() - head));
  return !wire::is_rtcp(inner, length) && wire::parse_rtp(inner, length).has_value();
}

/// `stream` is one of a tunnel's two connections.
void Decoder::tie_tunnel(Stream& stream, std::uint64_t tunnel, bool brings_requests) {
  for (const Tunnel& known : tunnels_)
    if (known.common == tunnel && brings_requests) stream.answers = known.answers;
  if (brings_requests) return;
  tunnels_[next_tunnel_] = {tunnel, stream.flow};
  next_tunnel_ = (next_tunnel_ + 1) % tunnels_.size();
}

/// A request on one connection of a tunnel: its answer comes on the other.
void Decoder::ask_through_tunnel(const FlowSlot& slot, PendingRequest request) {
  if (slot.stream == 0) return;
  const FlowSlot* const other = flows_.find(streams_[slot.stream].answers);
  if (other != nullptr && other->stream != 0) streams_[other->stream].exchange.asked(std::move(request));
}

}  // namespace lenscap::sources
