// sources/flow_table.hpp: conversations seen so far: one 64-byte slot for both directions of a (protocol, address,
// port) pair.
//
// Buckets of eight: one cache line of keys, then the slots, so a look-up costs two cache misses that the decoder
// prefetches for a batch of packets. The table grows to `most_buckets` (256 Ki conversations, 18 MiB) and then forgets
// the least recently used slot of a full bucket: memory stays flat under a scan, a SYN flood or keys made to collide.
#pragma once
#include <cstdint>
#include <vector>

#include "model/evidence.hpp"

namespace lenscap::sources {

/// What a conversation speaks, once its bytes have said so. `opaque`: media, encrypted or unknown, only counted.
enum class Talk : std::uint8_t {
  unknown,
  opaque,
  http,
  rtsp,
  tls,
  dhip,
  dvrip,
  xm,
  baichuan,
  dns,
  tvt,
  tiandy,
  hiksdk
};

struct FlowSlot {
  std::uint64_t sender[2] = {0, 0};  ///< hardware address << 16 | VLAN of each direction, as last resolved
  model::HostIndex host[2] = {model::no_host, model::no_host};
  std::uint32_t next_sequence[2] = {0, 0};
  std::uint32_t stream = 0;  ///< index + 1 in the stream pool
  std::uint32_t used = 0;    ///< tick of the last packet
  Talk talk = Talk::unknown;
  std::uint8_t synced = 0;  ///< bit per direction: next_sequence is valid
  std::uint8_t tries[2] = {0, 0};
  std::uint8_t client = 2;         ///< direction that opened the conversation; 2 = not known
  bool media[2] = {false, false};  ///< that direction is only counted from here on
};

class FlowTable {
 public:
  static constexpr std::size_t slots_a_bucket = 8;
  static constexpr std::size_t least_buckets = 1u << 10;
  static constexpr std::size_t most_buckets = 1u << 15;

  FlowTable();
  void prefetch_keys(std::uint64_t key) const { __builtin_prefetch(&keys_[bucket(key) * slots_a_bucket]); }
  void prefetch_slot(std::uint64_t key) const;
  /// The slot of `key` (not 0), or null.
  FlowSlot* find(std::uint64_t key);
  /// The slot of `key`, made when it is new. `evicted_stream` is set to the stream index + 1 of a slot that had to go,
  /// else 0. Pointers stay valid until the next call.
  FlowSlot& get(std::uint64_t key, std::uint32_t& evicted_stream);

 private:
  std::size_t bucket(std::uint64_t key) const { return (key >> 32) & (buckets_ - 1); }
  void grow();

  std::size_t buckets_ = least_buckets;
  std::vector<std::uint64_t> keys_;  ///< 0 = free
  std::vector<FlowSlot> slots_;
  std::uint32_t tick_ = 0;
};

}  // namespace lenscap::sources
