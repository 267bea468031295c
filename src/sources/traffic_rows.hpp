// sources/traffic_rows.hpp: hourly totals of those hosts that matter, one row a (host, peer, service, who began, hour).
//
// A conversation is told of when it is over, or an hour is, or it was silent for long: what happened in it is added to
// the row of each of its ends that is wanted. Rows are bounded; beyond that a host has one row without a peer.
#pragma once
#include <cstdint>
#include <span>

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

/// One end of a conversation, and the address of the other.
struct EndOf {
  const Conversation* conversation;
  int end;
  model::Ip peer;
};

/// The start of the hour that holds `time`.
model::Nanos hour_of(model::Nanos time);

class TrafficRows {
 public:
  static constexpr std::size_t most_rows = 1u << 20;

  explicit TrafficRows(std::size_t most = most_rows);
  /// Adds what `end` of the conversation saw: `peer` is the address of the other end.
  void add(const Conversation& c, int end, const model::Ip& peer);
  /// The same for several, one after the other: their rows lie anywhere among a million, and memory is waited for once
  /// for all of them.
  void add(std::span<const EndOf> ends);
  /// Rows in order of host, hour, peer, service, who began. Empties.
  model::WideVector<model::Flow> take();
  std::uint64_t folded() const { return folded_; }

 private:
  /// What a row is found by.
  struct Key {
    model::HostIndex host;
    model::Ip peer;
    model::Nanos hour;
    std::uint16_t port;
    std::uint8_t protocol;
    model::Opened opened;
    std::uint64_t hash = 0;  ///< of all these
  };
  Key key_of(const Conversation& c, int end, const model::Ip& peer) const;
  Key rest_of(model::HostIndex host) const;  ///< of all peers and services that find no room
  std::uint64_t hash_of(const Key& key) const;
  bool prefetch_row(std::uint64_t hash) const;  ///< false: there is none
  void sum_up(const Conversation& c, int end, const Key& key);
  std::uint32_t find(const Key& key) const;  ///< HashIndex::none: there is none
  std::uint32_t make(const Key& key, const Conversation& c);

  std::size_t most_;
  std::uint64_t seed_;
  HashIndex index_;
  model::WideVector<model::Flow> rows_;
  model::WideVector<model::Nanos> began_;  ///< by row: the newest beginning, for the intervals between them
  std::uint64_t folded_ = 0;
};

}  // namespace lenscap::sources
