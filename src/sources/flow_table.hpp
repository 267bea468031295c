// sources/flow_table.hpp: conversations seen so far: one slot for both directions of a (protocol, address, port) pair.
//
// Buckets of eight: one cache line says which keys are there and when each was last used, two that lie together are the
// slot itself (what is spoken; how much was said), so a look-up costs two waits, known or new, that the decoder
// prefetches for a batch of packets. The table grows, to `most_buckets` (256 Ki conversations, 34 MiB), while all of a
// bucket are in use: neither over, nor silent while 128 Ki packets passed. Else, and at that size, the least recently
// used slot of a full bucket is forgotten: memory stays flat however long a capture is, under a scan, a SYN flood or
// keys made to collide.
#pragma once
#include <array>
#include <cstdint>

#include "model/evidence.hpp"
#include "model/wide_pages.hpp"

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
  hiksdk,
  metadata  ///< ONVIF metadata in RTP over UDP
};

/// What was said since these counters began: the conversation's beginning, an hour, or a silence (sources/traffic).
/// Once told, at the end of a source, `packet` is 0; the rest says what the conversation was, should it go on in the
/// next.
struct alignas(64) FlowTotals {
  model::Nanos first = model::no_time, last = model::no_time;
  std::uint64_t packet = 0;           ///< the first; 0 = nothing was said yet
  std::uint32_t packets[2] = {0, 0};  ///< sent in each direction
  std::uint32_t bytes[2] = {0, 0};    ///< on the wire
  std::uint32_t media[2] = {0, 0};    ///< of these, what was told to be media
  std::uint32_t silent = 0;           ///< address that the first packet went to: IPv4, or Traffic::remember
  std::uint16_t service = 0;          ///< port of whoever was called
  std::uint8_t attempts = 0, answered = 0, resets = 0, unreachable = 0;
  std::uint8_t opener = 2;  ///< direction that began; 2 = not known
  std::uint8_t from = 0;    ///< direction of the first packet
  std::uint8_t protocol = 0, family = 0;
  std::uint8_t waiting = 0;  ///< 1: an attempt of counters before these has no answer yet
  bool outside = false;      ///< one of its ends lies outside the organisation, as addresses tell
};
static_assert(sizeof(FlowTotals) == 64);

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
  std::uint8_t streams = 0;                ///< bit per direction: its headers said that it is a media stream
  FlowTotals totals;
};
static_assert(sizeof(FlowSlot) == 128);

class FlowTable {
 public:
  static constexpr std::size_t slots_a_bucket = 8;
  static constexpr std::size_t least_buckets = 1u << 10;
  static constexpr std::size_t most_buckets = 1u << 15;

  FlowTable();
  std::size_t room() const { return slots_.size(); }  ///< conversations
  void prefetch_keys(std::uint64_t key) const { __builtin_prefetch(&buckets_[bucket_of(key)]); }
  /// The place that get() will use, as far as tags tell before the packets between; its slot is under way then.
  std::size_t prefetch_slot(std::uint64_t key) const;
  /// The slot of `key` (not 0), or null.
  FlowSlot* find(std::uint64_t key);
  /// The slot of `key`, made when it is new. A slot that had to go for it is in evicted(), until the next call;
  /// pointers to others stay valid until then. `guess`: what prefetch_slot gave for the key, or anything.
  FlowSlot& get(std::uint64_t key, std::size_t guess = 0) {
    evicted_.key = 0;
    tick_ += 2;
    if (guess >= slots_.size() || slots_[guess].key != key) return make_or_find(key);
    std::uint32_t& used = buckets_[guess / slots_a_bucket].used[guess % slots_a_bucket];
    used = tick_ | (used & over);
    return slots_[guess];
  }
  /// Null when the last get() made none go.
  const FlowSlot* evicted() const { return evicted_.key != 0 ? &evicted_ : nullptr; }
  /// Every slot in use.
  template <class Visit>
  void each(Visit&& visit) {
    for (FlowSlot& slot : slots_)
      if (slot.key != 0) visit(slot);
  }
  /// Whether the conversation of `slot` is over: its slot is then the first to be used again. Until that it is found.
  void set_over(const FlowSlot& slot, bool over);

 private:
  struct alignas(64) Bucket {
    std::array<std::uint32_t, slots_a_bucket> tag{};   ///< low half of the key; 0 = free
    std::array<std::uint32_t, slots_a_bucket> used{};  ///< tick of the last packet; lowest bit: it is over
    /// A bit for each slot of this tag, without a branch: several are compared at once.
    std::uint32_t with_tag(std::uint32_t wanted) const {
      std::uint32_t same = 0;
      for (std::size_t i = 0; i < slots_a_bucket; ++i) same |= std::uint32_t(tag[i] == wanted) << i;
      return same;
    }
  };
  std::size_t bucket_of(std::uint64_t key) const { return (key >> 32) & (buckets_.size() - 1); }
  static constexpr std::uint32_t over = 1;  ///< in Bucket::used

  FlowSlot& make_or_find(std::uint64_t key);
  std::size_t place_of(std::uint64_t key) const;
  std::size_t first_to_go(const Bucket& bucket) const;
  void grow();

  // Invariant: a slot's key is 0 exactly when its tag is. Tags of different keys may be equal: the key decides.
  model::WideVector<Bucket> buckets_;
  model::WideVector<FlowSlot> slots_;  ///< those of bucket b begin at b * slots_a_bucket
  std::uint32_t tick_ = 0;             ///< even
  FlowSlot evicted_;
};

}  // namespace lenscap::sources
