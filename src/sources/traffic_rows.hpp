// sources/traffic_rows.hpp: hourly totals of those hosts that matter, one row a (host, peer, service, who began, hour).
//
// A conversation is told of when it is over, or an hour is, or it was silent for long: what happened in it is added to
// the row of each of its ends that is wanted. Rows are bounded; beyond that a host has one row without a peer.
#pragma once
#include <cstdint>
#include <deque>

#include "model/flow.hpp"
#include "sources/hash_index.hpp"

namespace lenscap::sources {

/// Whether an address lies outside the organisation, as far as addresses tell.
inline bool is_outside(const model::Ip& ip) { return !ip.inside() && !ip.multicast() && !ip.unspecified(); }

/// A part of a conversation: what its two ends said to each other within one hour. End 0 and 1 are its directions.
struct Conversation {
  model::HostIndex host[2] = {model::no_host, model::no_host};
  model::Ip address[2];  ///< family 0 where the host's own row tells it
  std::uint64_t packets[2] = {0, 0}, bytes[2] = {0, 0}, media[2] = {0, 0};  ///< sent by each end
  model::Nanos first = model::no_time, last = model::no_time;
  std::uint64_t packet = 0;  ///< the first, or the record's row
  model::SourceIndex source = 0;
  std::uint32_t attempts = 0, answered = 0, resets = 0, unreachable = 0;
  std::uint32_t sampling = 1;
  std::uint16_t service = 0;  ///< port of whoever was called
  std::uint8_t protocol = 0;
  std::uint8_t opener = 2;  ///< end that began; 2 = not known
  bool outside = false;     ///< one of the ends lies outside the organisation, as addresses tell
};

/// The start of the hour that holds `time`.
model::Nanos hour_of(model::Nanos time);

class TrafficRows {
 public:
  static constexpr std::size_t most_rows = 1u << 20;

  explicit TrafficRows(std::size_t most = most_rows);
  /// Adds what `end` of the conversation saw: `peer` is the address of the other end.
  void add(const Conversation& c, int end, const model::Ip& peer);
  /// Rows in order of host, hour, peer, service; counts those beyond the bound. Empties.
  std::deque<model::Flow> take();
  std::uint64_t folded() const { return folded_; }

 private:
  struct Row {
    model::Flow flow;
    model::Nanos began = model::no_time;  ///< the newest beginning: of the intervals between them
  };
  /// Null when there is none, and no room for another; a host's row of everything else always finds room.
  Row* row(const Conversation& c, int end, const model::Ip& peer, model::Nanos hour);

  std::size_t most_;
  std::uint64_t seed_;
  HashIndex index_;
  std::deque<Row> rows_;
  std::uint64_t folded_ = 0;
};

}  // namespace lenscap::sources
