// Decoder, TCP: sequence numbers and gaps: payload in the order in which it was sent.
#include <algorithm>

#include "sources/decoder.hpp"
#include "wire/transport.hpp"

namespace lenscap::sources {

namespace {

constexpr std::uint32_t most_ahead = 256 * 1024;  // a segment further ahead follows a gap that will not fill
constexpr int most_early_asks = 32;
constexpr std::size_t most_held_bytes = 128 * 1024;

/// A frame of a stream inside RTSP whose RTP payload is XML: 4 bytes of frame and 12 of RTP stand before it.
bool begins_metadata(std::string_view bytes) {
  constexpr std::size_t payload = 16;
  return bytes[0] == '$' && bytes.size() > payload && bytes[payload] == '<';
}

std::int32_t distance(std::uint32_t from, std::uint32_t to) { return static_cast<std::int32_t>(to - from); }

}  // namespace

Stream& Decoder::stream_of(FlowSlot& slot, const Packet& packet) {
  if (slot.stream == 0) {
    slot.stream = streams_.make(packet.key);
    auto& port = streams_[slot.stream].port;
    port[packet.direction] = packet.source_port;
    port[1 - packet.direction] = packet.destination_port;
  }
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
      read_rest(slot, 0);
      read_rest(slot, 1);
      close_stream(slot);
      slot.talk = Talk::unknown;
      slot.synced = 0;
      slot.tries[0] = slot.tries[1] = 0;
      slot.media[0] = slot.media[1] = false;
      slot.streams = 0;
    }
    slot.client = static_cast<std::uint8_t>(packet.flags & wire::tcp_ack ? 1 - d : d);
    ++sequence;
    slot.next_sequence[d] = sequence;
    slot.synced |= static_cast<std::uint8_t>(1 << d);
  }
  const std::string_view bytes{reinterpret_cast<const char*>(frame.data) + packet.payload, packet.payload_length};
  if (packet.payload_length != 0 &&
      (!slot.media[d] || (begins_metadata(bytes) && watch_metadata(slot, packet, sequence, bytes)))) {
    for (const Piece& part : pieces_at(frame, packet.payload, packet.payload_length)) {
      tcp_payload(slot, packet, sequence + part.offset, bytes.substr(part.offset, part.length),
                  {0, part.length, part.packet, part.at}, frame.time);
      if (slot.talk == Talk::opaque) return;
      if (slot.media[d]) break;
    }
    if (packet.payload_on_wire > packet.payload_length) {
      // The rest of this segment was not kept: unless the bytes came before, they will not come.
      ++ledger_.skips()[Skip::cut_by_snap_length];
      if (slot.next_sequence[d] == sequence + packet.payload_length && !slot.media[d])
        lost(slot, packet, sequence + packet.payload_on_wire);
    }
  }
  if (packet.flags & wire::tcp_rst) {
    read_rest(slot, 0);
    read_rest(slot, 1);
    close_stream(slot);
  } else if (packet.flags & wire::tcp_fin && slot.next_sequence[d] == sequence + packet.payload_on_wire) {
    read_rest(slot, d);  // a FIN that overtook its last bytes waits for them, at most to the end of the capture
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
      ++ledger_.skips()[Skip::tcp_gap];
      lost(slot, packet, sequence);
    } else {
      auto& held = stream_of(slot, packet).side[static_cast<std::size_t>(d)].held;
      std::size_t bytes_held = bytes.size();
      for (const auto& h : held) bytes_held += h.bytes.size();
      auto at = std::find_if(held.begin(), held.end(),
                             [&](const HeldSegment& h) { return distance(sequence, h.sequence) >= 0; });
      // Repeated: of the same bytes the first stay, and a longer repetition goes on behind them.
      while (at != held.end() && at->sequence == sequence && at->bytes.size() < bytes.size()) ++at;
      if (at == held.end() || at->sequence != sequence)
        held.insert(at, {sequence, time, piece, {bytes.begin(), bytes.end()}});
      if (held.size() >= StreamPool::most_held || bytes_held > most_held_bytes) {
        ++ledger_.skips()[Skip::tcp_gap];
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
/// Which answer belongs to which request is no longer known.
void Decoder::lost(FlowSlot& slot, const Packet& packet, std::uint32_t to_sequence) {
  const auto d = static_cast<std::size_t>(packet.direction);
  const std::uint32_t gap = to_sequence - slot.next_sequence[d];
  slot.next_sequence[d] = to_sequence;
  if (slot.stream != 0 && !streams_[slot.stream].side[d].buffer.empty())
    read_side(slot, packet, {}, nullptr, streams_[slot.stream].side[d].time, true);
  if (slot.stream == 0) return;
  Stream& stream = streams_[slot.stream];
  Stream::Side& side = stream.side[d];
  if (side.skip >= gap && side.skip != 0) {  // the gap lies inside what is passed over anyway
    side.skip -= gap;
    return;
  }
  side.skip = 0;
  side.resync = slot.talk != Talk::unknown;
  stream.exchange.forget();
}

/// Reads one direction to its end: no more of it will come.
void Decoder::read_rest(FlowSlot& slot, int direction) {
  const auto d = static_cast<std::size_t>(direction);
  while (slot.stream != 0) {
    Stream& stream = streams_[slot.stream];
    Stream::Side& side = stream.side[d];
    if (slot.media[d]) return;
    Packet packet;
    packet.key = stream.flow;
    packet.direction = static_cast<std::uint8_t>(direction);
    packet.source_port = stream.port[d];
    packet.destination_port = stream.port[1 - d];
    if (side.held.empty()) {
      if (!side.buffer.empty()) read_side(slot, packet, {}, nullptr, side.time, true);
      return;
    }
    if (distance(slot.next_sequence[d], side.held.front().sequence) > 0) {
      ++ledger_.skips()[Skip::tcp_gap];
      lost(slot, packet, side.held.front().sequence);
    }
    drain_held(slot, packet);  // takes at least the first
  }
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
      side.time = time;
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

}  // namespace lenscap::sources
