// Decoder, media: RTP and RTCP are set aside as soon as their headers are sure; RTSP tunnels tie two connections.
#include <fmt/format.h>

#include <algorithm>

#include "sources/decoder.hpp"
#include "sources/read_analytics.hpp"
#include "sources/via.hpp"
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
  const bool metadata = read_metadata(slot, frame, packet);
  const bool goes_on = slot.rtp_run[d] != 0 && slot.next_sequence[d] == rtp->source &&
                       wire::rtp_continues(slot.rtp_sequence[d], rtp->sequence);
  slot.rtp_run[d] = static_cast<std::uint8_t>(goes_on ? slot.rtp_run[d] + 1 : 1);
  slot.next_sequence[d] = rtp->source;
  slot.rtp_sequence[d] = rtp->sequence;
  if (slot.rtp_run[d] < rtp_sure) return metadata;
  slot.talk = metadata ? Talk::metadata : Talk::opaque;
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

/// One packet of what may be a stream of ONVIF metadata; false when it is none. Only the first packets of a stream come
/// here, and those of streams that were told to be metadata.
bool Decoder::read_metadata(const FlowSlot& slot, const Frame& frame, const Packet& packet) {
  const std::string_view all{reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length};
  const auto rtp = wire::parse_rtp(octets(all), packet.payload_on_wire);
  if (!rtp || rtp->payload >= all.size()) return false;
  const std::string_view bytes = all.substr(rtp->payload);
  const std::uint64_t flow = flow_and_side(packet);
  if (!may_be_metadata(bytes) && !metadata_.under_way(flow, rtp->source)) return false;
  const auto at = static_cast<std::uint32_t>(packet.payload + rtp->payload);
  const auto* document = metadata_.take({flow, rtp->source, rtp->sequence, rtp->marker, bytes,
                                         pieces_at(frame, at, static_cast<std::uint32_t>(bytes.size()))});
  if (document == nullptr) return true;
  std::array<char, 12> name;
  const std::string_view port = via(name, "udp ", service_port(packet.source_port, packet.destination_port));
  if (!tell_metadata(
          Teller(ledger_, slot.host[packet.direction], {document->bytes, document->pieces, source_, frame.time, port})))
    ++ledger_.skips()[Skip::malformed_message];
  return true;
}

/// A frame of metadata in a session that was only counted because its description went unseen: from here on its frames
/// are looked through.
bool Decoder::watch_metadata(FlowSlot& slot, const Packet& packet, std::uint32_t sequence, std::string_view bytes) {
  if (!interleaved_media(bytes)) return false;
  const auto d = static_cast<std::size_t>(packet.direction);
  Stream& stream = stream_of(slot, packet);
  stream.exchange.metadata = true;
  stream.side[d] = {};
  slot.media[d] = false;
  slot.next_sequence[d] = sequence;
  slot.synced |= static_cast<std::uint8_t>(1 << d);
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
