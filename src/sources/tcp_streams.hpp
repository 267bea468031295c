// sources/tcp_streams.hpp: bounded reassembly of TCP payload, in both directions, for the conversations that need it.
//
// Most messages lie whole in one segment and never come here. A stream is made when a message continues in a later
// segment, when segments arrive out of order, or when a protocol must remember its requests. All streams together hold
// at most `most_bytes`; the least recently used goes first, and is counted.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sources/teller.hpp"

namespace lenscap::sources {

/// A request that waits for its answer. `target` is masked and cut.
struct PendingRequest {
  std::string method, target;
  model::Span at{};  ///< where the target stands (its first part), length 0 when it was decoded from other bytes
};

/// What a dialogue remembers between messages: the requests that wait, in order, so that an answer meets its own.
struct Exchange {
  static constexpr std::size_t most_pending = 16;
  std::vector<PendingRequest> pending;
  std::uint32_t unremembered = 0;  ///< requests after those in `pending`: their answers belong to nothing
  bool metadata = false;           ///< the RTSP session has a stream of ONVIF metadata: its frames are looked through

  void asked(PendingRequest request);
  PendingRequest answered();  ///< the request that this answer belongs to; empty when it is not known
  void forget();              ///< bytes are missing: no answer can be given its request
};

struct HeldSegment {
  std::uint32_t sequence;
  model::Nanos time;
  Piece piece;  ///< offset 0
  std::vector<std::uint8_t> bytes;
};

struct Stream {
  struct Side {
    std::vector<std::uint8_t> buffer;  ///< the message so far
    std::vector<Piece> pieces;
    std::vector<HeldSegment> held;       ///< out of order, by sequence
    model::Nanos time = model::no_time;  ///< of the newest bytes of the buffer
    std::size_t need = 0;                ///< bytes before which the reader need not be asked again
    std::uint8_t asked = 0;              ///< times it was asked all the same, because a message seemed to end
    std::uint64_t skip = 0;              ///< payload bytes to pass over: a body that is not looked at
    bool resync = false;                 ///< wait for a segment that begins a message
  };
  std::uint64_t flow = 0;               ///< key of its conversation
  std::array<std::uint16_t, 2> port{};  ///< that each direction sends from
  std::array<Side, 2> side;
  Exchange exchange;
  std::uint64_t answers = 0;           ///< of a tunnel's requests: key of the conversation that brings their answers
  std::size_t charged = 0;             ///< bytes counted towards the bound
  std::uint32_t newer = 0, older = 0;  ///< index + 1 in order of use
  bool live = false;

  /// No byte waits to be read in either direction.
  bool idle() const {
    return side[0].buffer.empty() && side[0].held.empty() && side[1].buffer.empty() && side[1].held.empty();
  }
};

class StreamPool {
 public:
  static constexpr std::size_t most_bytes = 8 * 1024 * 1024;
  static constexpr std::size_t most_streams = 8192;
  static constexpr std::size_t most_held = 32;  ///< segments a direction; a real network reorders a handful

  /// A fresh stream for the conversation, index + 1.
  std::uint32_t make(std::uint64_t flow);
  Stream& operator[](std::uint32_t id) { return streams_[id - 1]; }
  /// Ids go from 1 to this; some are not live.
  std::uint32_t last_id() const { return static_cast<std::uint32_t>(streams_.size()); }
  void release(std::uint32_t id);
  /// Call after a stream's buffers changed: keeps the account and the order of use.
  void touch(std::uint32_t id);
  /// The stream that must go for the bounds to hold (never `keep`), or 0. The caller releases it.
  std::uint32_t over_bound(std::uint32_t keep) const;

 private:
  void unlink(std::uint32_t id);
  void link_newest(std::uint32_t id);

  std::vector<Stream> streams_;
  std::vector<std::uint32_t> free_;
  std::uint32_t newest_ = 0, oldest_ = 0;
  std::size_t bytes_ = 0, live_ = 0;
};

}  // namespace lenscap::sources
