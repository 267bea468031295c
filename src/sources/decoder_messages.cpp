// Decoder, TCP: payload that is in order, handed to the readers message by message.
#include <algorithm>

#include "sources/decoder.hpp"
#include "sources/via.hpp"

namespace lenscap::sources {

namespace {

constexpr int most_stream_tries = 6;              // unrecognised segments, both directions, before it is only counted
constexpr std::size_t most_message = 288 * 1024;  // head and body that any reader looks at (wire/http.hpp), with room

}  // namespace

/// Reads messages off the front of `segment`, or of what is buffered when `piece` is null; keeps what is left.
void Decoder::read_side(FlowSlot& slot, const Packet& packet, std::string_view segment, const Piece* piece,
                        model::Nanos time, bool ended) {
  const auto d = static_cast<std::size_t>(packet.direction);
  std::vector<std::uint8_t> buffer;
  std::vector<Piece> pieces;
  if (piece == nullptr) {  // taken out, because a reader may make the stream move
    Stream::Side& side = streams_[slot.stream].side[d];
    buffer.swap(side.buffer);
    pieces.swap(side.pieces);
    segment = {reinterpret_cast<const char*>(buffer.data()), buffer.size()};
  }
  std::size_t used = 0;
  std::vector<Piece> moved;
  while (used < segment.size()) {
    std::span<const Piece> where;
    Piece single;
    if (piece != nullptr) {
      single = {0, piece->length - static_cast<std::uint32_t>(used), piece->packet,
                piece->at + static_cast<std::uint32_t>(used)};
      where = {&single, 1};
    } else if (used == 0) {
      where = pieces;
    } else {
      moved.clear();
      for (const Piece& p : pieces) {
        if (p.offset + p.length <= used) continue;
        const auto cut = static_cast<std::uint32_t>(p.offset < used ? used - p.offset : 0);
        moved.push_back({p.offset + cut - static_cast<std::uint32_t>(used), p.length - cut, p.packet, p.at + cut});
      }
      where = moved;
    }
    const std::string_view left = segment.substr(used);
    const Progress progress = talk_on(slot, packet, left, where, time, ended);
    if (progress.is == Progress::Is::taken) {
      used += std::min(progress.bytes, left.size());
      if (progress.becomes != Talk::unknown) slot.talk = progress.becomes;
      if (progress.skip != 0 || progress.resync) {
        Stream::Side& side = stream_of(slot, packet).side[d];
        const std::size_t here =
            static_cast<std::size_t>(std::min<std::uint64_t>(progress.skip, segment.size() - used));
        used += here;
        side.skip = progress.skip - here;
        side.resync = progress.resync;
        if (progress.resync) break;
      }
      if (progress.bytes == 0 && progress.skip == 0) break;
      continue;
    }
    if (progress.is == Progress::Is::more && !ended && left.size() <= most_message) {
      Stream::Side& side = stream_of(slot, packet).side[d];
      if (used == 0 && piece == nullptr) {
        side.buffer.swap(buffer);
        side.pieces.swap(pieces);
      } else {
        side.buffer.assign(left.begin(), left.end());
        side.pieces.assign(where.begin(), where.end());
        side.asked = 0;  // another message begins the buffer
      }
      side.need = progress.bytes;
      side.time = time;
      break;
    }
    if (progress.is == Progress::Is::media) {
      slot.media[d] = true;
    } else if (progress.is == Progress::Is::opaque) {
      slot.talk = Talk::opaque;
      close_stream(slot);
      return;
    } else {
      if (progress.is == Progress::Is::more && !ended) ++ledger_.skips()[Skip::message_bound];
      if (slot.talk == Talk::unknown) {
        if (++slot.tries[d] + slot.tries[1 - d] >= most_stream_tries) {
          slot.talk = Talk::opaque;
          close_stream(slot);
          return;
        }
      } else {
        Stream& stream = stream_of(slot, packet);
        stream.side[d].resync = true;
        stream.exchange.forget();
      }
    }
    break;
  }
  if (slot.stream != 0) streams_.touch(slot.stream);
}

Progress Decoder::talk_on(FlowSlot& slot, const Packet& packet, std::string_view bytes, std::span<const Piece> pieces,
                          model::Nanos time, bool ended) {
  const auto d = packet.direction;
  if (slot.talk == Talk::unknown) {
    bool partial = false;
    const Talk talk = recognise_tcp(bytes, partial);
    if (talk == Talk::unknown) return {partial ? Progress::Is::more : Progress::Is::other};
    slot.talk = talk;
  }
  const bool from_client = slot.client == 2 ? packet.destination_port < packet.source_port : slot.client == d;
  const std::uint16_t port = from_client ? packet.destination_port : packet.source_port;
  std::array<char, 12> name;
  Exchange* exchange = slot.stream != 0 ? &streams_[slot.stream].exchange : nullptr;
  Turn turn{ledger_,
            slot.host[d],
            slot.host[1 - d],
            from_client,
            ended,
            {bytes, pieces, source_, time, via(name, "tcp ", port)},
            exchange,
            false,
            {},
            &fingerprints_,
            0,
            traffic_.names(),
            other_end(slot),
            &metadata_,
            flow_and_side(packet)};
  Progress progress;
  switch (slot.talk) {
    case Talk::http:
      progress = read_http_turn(turn);
      break;
    case Talk::rtsp:
      progress = read_rtsp_turn(turn);
      break;
    case Talk::tls:
      progress = read_tls_turn(turn);
      break;
    case Talk::dhip:
    case Talk::dvrip:
      progress = read_dahua_turn(turn, slot.talk);
      break;
    case Talk::xm:
      progress = read_xm_turn(turn);
      break;
    case Talk::baichuan:
      progress = read_baichuan_turn(turn);
      break;
    case Talk::dns:
      progress = read_dns_turn(turn);
      break;
    case Talk::rtsp_tunnel:
      progress = read_rtsp_tunnel_turn(turn);
      if (turn.wants_exchange) ask_through_tunnel(slot, std::move(turn.request));
      return progress;
    case Talk::sip:
      progress = read_sip_turn(turn);
      break;
    case Talk::mqtt:
      progress = read_mqtt_turn(turn);
      break;
    case Talk::ssh:
      progress = read_ssh_turn(turn);
      break;
    case Talk::ftp:
      progress = read_ftp_turn(turn);
      break;
    case Talk::telnet:
      progress = read_telnet_turn(turn);
      break;
    case Talk::tvt:
      progress = read_tvt_turn(turn);
      break;
    case Talk::tiandy:
      progress = read_tiandy_turn(turn);
      break;
    case Talk::hiksdk:
      progress = read_hiksdk_turn(turn);
      break;
    case Talk::metadata:
    case Talk::unknown:
    case Talk::opaque:
      return {Progress::Is::other};
  }
  if (turn.tunnel != 0) tie_tunnel(stream_of(slot, packet), turn.tunnel, progress.becomes == Talk::rtsp_tunnel);
  if (turn.wants_exchange) stream_of(slot, packet).exchange.asked(std::move(turn.request));
  return progress;
}

}  // namespace lenscap::sources
