// sources/traffic_summing.hpp: hourly rows summed up beside whoever reads packets.
//
// A row lies anywhere among a million, so to add to it is to wait for memory; who reads packets need not wait. What was
// said is copied into a batch, and a full batch is summed up by another thread while the next one fills: one at a time
// and in order, so that the rows are those that one thread makes.
#pragma once
#include <future>
#include <span>
#include <vector>

#include "sources/traffic_rows.hpp"

namespace lenscap::sources {

class TrafficSumming {
 public:
  /// With one thread everything is summed up at once, by who calls.
  explicit TrafficSumming(unsigned threads) : beside_(threads > 1) {}

  /// What `ends` point to is copied: it may change afterwards. Throws what an earlier batch threw.
  void add(std::span<const EndOf> ends);
  /// The rows, when all that was added is in them.
  TrafficRows& finish();

 private:
  static constexpr std::size_t together = 4096;  // conversations: a thread begun costs nothing beside so many
  struct Batch {
    std::vector<Conversation> conversations;  // never grows beyond its room: ends point into it
    std::vector<EndOf> ends;
  };
  void hand_over();

  bool beside_;
  TrafficRows rows_;
  Batch filling_, summing_;
  std::future<void> running_;  // behind what it works on: it is waited for before that goes
};

}  // namespace lenscap::sources
