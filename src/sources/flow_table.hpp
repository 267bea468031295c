// sources/flow_table.hpp: conversations seen so far: one 64-byte slot for both directions of a (protocol, address,
// port) pair.
//
// Buckets of eight: one cache line says which keys are there and when each was last used, another is the slot itself,
// so a look-up costs two cache misses, known or new, that the decoder prefetches for a batch of packets. The table
// grows to `most_buckets` (256 Ki conversations, 18 MiB) and then forgets the least recently used slot of a full
// bucket: memory stays flat under a scan, a SYN flood or keys made to collide.
#pragma once
#include <array>
#include <cstdint>

#include "model/evidence.hpp"
#include "sources/wide_pages.hpp"

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
  rtsp_tunnel,
  sip,
  mqtt,
  ssh,
  ftp,
  telnet,
  tvt,
  tiandy,
  hiksdk
};

struct alignas(64) FlowSlot {
  std::uint64_t key = 0;             ///< 0 = free
  std::uint64_t sender[2] = {0, 0};  ///< hardware address << 16 | VLAN of each direction, as last resolved
  model::HostIndex host[2] = {model::no_host, model::no_host};
  std::uint32_t next_sequence[2] = {0, 0};  ///< of TCP; of datagrams: the source (SSRC) of the last RTP header
  std::uint32_t stream = 0;                 ///< index + 1 in the stream pool
  Talk talk = Talk::unknown;
  std::uint8_t synced = 0;  ///< bit per direction: next_sequence is valid
  std::uint8_t tries[2] = {0, 0};
  std::uint8_t client = 2;                 ///< direction that opened the conversation; 2 = not known
  bool media[2] = {false, false};          ///< that direction is only counted from here on
  std::uint8_t rtp_run[2] = {0, 0};        ///< datagrams in a row that may be RTP of one source
  std::uint16_t rtp_sequence[2] = {0, 0};  ///< of the last of them
  std::uint8_t closed = 0;                 ///< TCP: bit per direction: it has said its last
};

class FlowTable {
 public:
  static constexpr std::size_t slots_a_bucket = 8;
  static constexpr std::size_t least_buckets = 1u << 10;
  static constexpr std::size_t most_buckets = 1u << 15;

  FlowTable();
  void prefetch_keys(std::uint64_t key) const { __builtin_prefetch(&buckets_[bucket_of(key)]); }
  /// The slot that get() will use, as far as can be told before the packets between.
  void prefetch_slot(std::uint64_t key) const { __builtin_prefetch(&slots_[place_of(key)]); }
  /// The slot of `key` (not 0), or null.
  FlowSlot* find(std::uint64_t key);
  /// The slot of `key`, made when it is new. `evicted_stream` is set to the stream index + 1 of a slot that had to go,
  /// else 0. Pointers stay valid until the next call.
  FlowSlot& get(std::uint64_t key, std::uint32_t& evicted_stream);
  /// Whether the conversation of `slot` is over: its slot is then the first to be used again. Until that it is found.
  void set_over(const FlowSlot& slot, bool over);

 private:
  struct alignas(64) Bucket {
    std::array<std::uint32_t, slots_a_bucket> tag{};   ///< low half of the key; 0 = free
    std::array<std::uint32_t, slots_a_bucket> used{};  ///< tick of the last packet; lowest bit: it is over
  };
  std::size_t bucket_of(std::uint64_t key) const { return (key >> 32) & (buckets_.size() - 1); }
  std::size_t place_of(std::uint64_t key) const;
  void grow();

  // Invariant: a slot's key is 0 exactly when its tag is. Tags of different keys may be equal: the key decides.
  WideVector<Bucket> buckets_;
  WideVector<FlowSlot> slots_;  ///< those of bucket b begin at b * slots_a_bucket
  std::uint32_t tick_ = 0;      ///< even
};

}  // namespace lenscap::sources
