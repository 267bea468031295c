// sources/traffic.hpp: what was said between whom: conversations and names, of those hosts that matter.
//
// Which hosts matter is known late: a camera may show itself after an hour. So conversations that are over, and names
// that were used, first go into rings, one after the other: writing there costs next to nothing, where a row for each
// of a hundred thousand hosts would cost a cache miss or two and all of memory. What leaves a ring, at the latest when
// all is read, is kept if its host matters by then (the ledger says so), else only counted. With fewer conversations
// than the ring holds nothing can be missed; beyond that, what a host did before it first showed what it is may be, and
// is counted as others' traffic.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/ledger.hpp"
#include "sources/traffic_names.hpp"
#include "sources/traffic_summing.hpp"

namespace lenscap::sources {

/// Whose traffic is kept.
enum class Keeping : std::uint8_t { nothing, devices, everybody };

class Traffic {
 public:
  static constexpr std::size_t ring_conversations = 128 * 1024;  // 19 MiB when full
  static constexpr std::size_t most_silent = 64 * 1024;          ///< IPv6 addresses of ends that never spoke

  /// `ledger` must outlive this object. With two threads or more, rows are summed up beside who reads.
  Traffic(Ledger& ledger, Keeping keeping, unsigned threads)
      : ledger_(ledger),
        keeping_(keeping),
        threads_(threads),
        summing_(threads),
        names_(ledger, keeping == Keeping::everybody) {}

  bool keeps() const { return keeping_ != Keeping::nothing; }

  void conversation(const Conversation& c);
  /// Null when nothing is kept.
  TrafficNames* names() { return keeps() ? &names_ : nullptr; }

  /// An IPv6 address as a number, for ends that have no host; 0 = none, or beyond the bound.
  std::uint32_t remember(const model::Ip& ip);
  model::Ip remembered(std::uint32_t number) const { return number == 0 ? model::Ip{} : silent_[number - 1]; }

  /// Everything that was kept, once all is read and the ledger has decided which hosts matter. Empties.
  model::Traffic finish();

 private:
  static constexpr std::size_t together = 32;  // conversations that leave the ring, so that they wait for memory once
  static_assert(ring_conversations % together == 0);
  void settle(std::span<const Conversation* const> conversations);
  void know_silent_ends();
  model::Ip address(const Conversation& c, int end) const;

  Ledger& ledger_;
  Keeping keeping_;
  unsigned threads_;
  std::vector<Conversation> ring_;
  std::size_t next_ = 0;  ///< once the ring is full: where the next one goes
  std::size_t left_ = 0;  ///< so many from there on have left it already
  TrafficSumming summing_;
  TrafficNames names_;
  HashIndex silent_index_{1024};
  std::vector<model::Ip> silent_;
  std::uint64_t other_flows_ = 0, other_packets_ = 0, other_bytes_ = 0, other_outside_ = 0;
  std::uint64_t nameless_ = 0;  ///< conversations whose other end has an address that no bound had room for
};

}  // namespace lenscap::sources
