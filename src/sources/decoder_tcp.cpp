// Decoder, TCP: sequence numbers, gaps and the hand-over of payload to the readers.
#include <algorithm>
#include <charconv>
#include <cstring>

#include "sources/decoder.hpp"
#include "wire/transport.hpp"

namespace lenscap::sources {

namespace {

constexpr int most_stream_tries = 6;              // unrecognised segments, both directions, before it is only counted
constexpr std::size_t most_message = 288 * 1024;  // head and body that any reader looks at (wire/http.hpp), with room
constexpr std::uint32_t most_ahead = 256 * 1024;  // a segment further ahead follows a gap that will not fill
constexpr int most_early_asks = 32;
constexpr std::size_t most_held_bytes = 128 * 1024;

std::int32_t distance(std::uint32_t from, std::uint32_t to) { return static_cast<std::int32_t>(to - from); }

}  // namespace

Stream& Decoder::stream_of(FlowSlot& slot, std::uint64_t key) {
  if (slot.stream == 0) slot.stream = streams_.make(key);
  return streams_[slot.stream];
}

void Decoder::close_stream(FlowSlot& slot) {
  if (slot.stream != 0) streams_.release(slot.stream);
  slot.stream = 0;
}

void Decoder::keep_bounds(std::uint32_t keep) {
  while (const std::uint32_t oldest = streams_.over_bound(keep)) {
    if (FlowSlot* slot = flows_.find(streams_[oldest].flow); slot != nullptr && slot->stream == oldest) {
      slot->stream = 0;
      slot->talk = Talk::opaque;
    }
    streams_.release(oldest);
    ++ledger_.skips()[Skip::stream_bound];
  }
}

void Decoder::tcp(FlowSlot& slot, const Frame& frame, const Packet& packet) {
  const int d = packet.direction;
  std::uint32_t sequence = packet.sequence;
  if (packet.flags & wire::tcp_syn) {
    if (!(packet.flags & wire::tcp_ack) &&
        (slot.talk != Talk::unknown || slot.stream != 0)) {  // the ports are used again
      close_stream(slot);
      slot.talk = Talk::unknown;
      slot.synced = 0;
      slot.tries[0] = slot.tries[1] = 0;
      slot.media[0] = slot.media[1] = false;
    }
    slot.client = static_cast<std::uint8_t>(packet.flags & wire::tcp_ack ? 1 - d : d);
    ++sequence;
    slot.next_sequence[d] = sequence;
    slot.synced |= static_cast<std::uint8_t>(1 << d);
  }
  if (packet.payload_length != 0 && !slot.media[d]) {
    const Piece piece{0, packet.payload_length, frame.packet, packet.payload};
    const std::string_view bytes{reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length};
    tcp_payload(slot, packet, sequence, bytes, piece, frame.time);
    if (slot.talk == Talk::opaque) return;
    if (packet.payload_on_wire > packet.payload_length) {
      // The rest of this segment was not kept: read what is there, then wait for a segment that begins a message.
      if (slot.stream != 0 && !streams_[slot.stream].side[d].buffer.empty()) {
        ++ledger_.skips()[Skip::cut_by_snap_length];
        read_side(slot, packet, {}, nullptr, frame.time, true);
      }
      if (slot.talk != Talk::opaque) lost(slot, packet, sequence + packet.payload_on_wire);
    }
  }
  if (packet.flags & (wire::tcp_fin | wire::tcp_rst)) {
    if (slot.stream != 0 && !streams_[slot.stream].side[d].buffer.empty())
      read_side(slot, packet, {}, nullptr, frame.time, true);
    if (packet.flags & wire::tcp_rst) close_stream(slot);
  }
  if (slot.stream != 0) keep_bounds(slot.stream);
}

void Decoder::tcp_payload(FlowSlot& slot, const Packet& packet, std::uint32_t sequence, std::string_view bytes,
                          const Piece& piece, model::Nanos time) {
  const int d = packet.direction;
  if (!(slot.synced >> d & 1)) {
    slot.next_sequence[d] = sequence;
    slot.synced |= static_cast<std::uint8_t>(1 << d);
  }
  const std::int32_t ahead = distance(slot.next_sequence[d], sequence);
  if (ahead > 0) {
    if (static_cast<std::uint32_t>(ahead) > most_ahead) {
      lost(slot, packet, sequence);
    } else {
      auto& held = stream_of(slot, packet.key).side[static_cast<std::size_t>(d)].held;
      std::size_t bytes_held = bytes.size();
      for (const auto& h : held) bytes_held += h.bytes.size();
      auto at = std::find_if(held.begin(), held.end(),
                             [&](const HeldSegment& h) { return distance(sequence, h.sequence) >= 0; });
      if (at == held.end() || at->sequence != sequence)
        held.insert(at, {sequence, time, piece, {bytes.begin(), bytes.end()}});
      if (held.size() >= StreamPool::most_held || bytes_held > most_held_bytes) {
        lost(slot, packet, held.front().sequence);
        drain_held(slot, packet);
      }
      if (slot.stream != 0) streams_.touch(slot.stream);
      return;
    }
  } else if (ahead < 0) {
    const auto old = static_cast<std::uint32_t>(-ahead);
    if (old >= bytes.size()) return;  // all of it was here before
    bytes.remove_prefix(old);
    in_order(slot, packet, bytes, {0, piece.length - old, piece.packet, piece.at + old}, time);
    drain_held(slot, packet);
    return;
  }
  in_order(slot, packet, bytes, piece, time);
  drain_held(slot, packet);
}

/// The bytes up to `to_sequence` will not come: what waits is read as far as it goes, then a message must begin anew.
void Decoder::lost(FlowSlot& slot, const Packet& packet, std::uint32_t to_sequence) {
  const auto d = static_cast<std::size_t>(packet.direction);
  ++ledger_.skips()[Skip::tcp_gap];
  const std::uint32_t gap = to_sequence - slot.next_sequence[d];
  slot.next_sequence[d] = to_sequence;
  if (slot.stream == 0) return;
  Stream::Side& side = streams_[slot.stream].side[d];
  if (side.skip >= gap && side.skip != 0) {  // the gap lies inside what is passed over anyway
    side.skip -= gap;
    return;
  }
  side.skip = 0;
  side.buffer.clear();
  side.pieces.clear();
  side.resync = slot.talk != Talk::unknown;
}

void Decoder::drain_held(FlowSlot& slot, const Packet& packet) {
  const auto d = static_cast<std::size_t>(packet.direction);
  while (slot.stream != 0 && slot.talk != Talk::opaque && !slot.media[d]) {
    auto& held = streams_[slot.stream].side[d].held;
    if (held.empty()) return;
    const std::int32_t ahead = distance(slot.next_sequence[d], held.front().sequence);
    if (ahead > 0) return;
    HeldSegment next = std::move(held.front());
    held.erase(held.begin());
    const auto old = static_cast<std::uint32_t>(-ahead);
    if (old >= next.bytes.size()) continue;
    const std::string_view bytes{reinterpret_cast<const char*>(next.bytes.data()) + old, next.bytes.size() - old};
    in_order(slot, packet, bytes, {0, next.piece.length - old, next.piece.packet, next.piece.at + old}, next.time);
  }
}

void Decoder::in_order(FlowSlot& slot, const Packet& packet, std::string_view bytes, const Piece& piece,
                       model::Nanos time) {
  const auto d = static_cast<std::size_t>(packet.direction);
  slot.next_sequence[d] += static_cast<std::uint32_t>(bytes.size());
  Piece rest = piece;
  if (slot.stream != 0) {
    Stream::Side& side = streams_[slot.stream].side[d];
    if (side.skip != 0) {
      const auto n = static_cast<std::uint32_t>(std::min<std::uint64_t>(side.skip, bytes.size()));
      side.skip -= n;
      bytes.remove_prefix(n);
      rest = {0, rest.length - n, rest.packet, rest.at + n};
      if (bytes.empty()) return;
    }
    if (side.resync) {
      bool partial = false;
      if (recognise_tcp(bytes, partial) != slot.talk) return;
      side.resync = false;
    }
    if (!side.buffer.empty()) {
      rest.offset = static_cast<std::uint32_t>(side.buffer.size());
      side.pieces.push_back(rest);
      side.buffer.insert(side.buffer.end(), bytes.begin(), bytes.end());
      // A last chunk may be a segment of its own. Asking is bounded: the pattern may also stand inside the body, again
      // and again.
      const bool seems_to_end = bytes.ends_with("0\r\n\r\n") && side.asked < most_early_asks;
      if (side.buffer.size() < side.need && !seems_to_end) return;
      side.asked += seems_to_end;
      read_side(slot, packet, {}, nullptr, time, false);
      return;
    }
  }
  read_side(slot, packet, bytes, &rest, time, false);
}

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
      if (progress.skip != 0 || progress.resync) {
        Stream::Side& side = stream_of(slot, packet.key).side[d];
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
      Stream::Side& side = stream_of(slot, packet.key).side[d];
      side.buffer.assign(left.begin(), left.end());
      side.pieces.assign(where.begin(), where.end());
      side.need = progress.bytes;
      if (used != 0 || piece != nullptr) side.asked = 0;  // another message begins the buffer
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
        stream_of(slot, packet.key).side[d].resync = true;
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
  std::memcpy(name.data(), "tcp ", 4);
  const auto end = std::to_chars(name.data() + 4, name.data() + name.size(), port).ptr;
  Exchange* exchange = slot.stream != 0 ? &streams_[slot.stream].exchange : nullptr;
  Turn turn{ledger_,
            slot.host[d],
            slot.host[1 - d],
            from_client,
            ended,
            {bytes, pieces, source_, time, {name.data(), static_cast<std::size_t>(end - name.data())}},
            exchange,
            false,
            {}};
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
    case Talk::unknown:
    case Talk::opaque:
      return {Progress::Is::other};
  }
  if (turn.wants_exchange) {
    auto& pending = stream_of(slot, packet.key).exchange.pending;
    constexpr std::size_t most_pending = 16;
    if (pending.size() == most_pending) pending.pop_front();
    pending.push_back(std::move(turn.request));
  }
  return progress;
}

}  // namespace lenscap::sources
