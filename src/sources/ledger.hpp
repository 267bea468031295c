// sources/ledger.hpp: what reading writes down: hosts, and facts about them, each once however often it is seen.
//
// Memory is bounded: at most `most_hosts` hosts; for kinds that anyone sends, the first few values a host
// (model/kind_table) plus every value that knowledge knows; strings and places are kept once. About 700 bytes a host on
// a busy network. What falls to a bound is counted in skips().
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/matcher.hpp"
#include "model/evidence.hpp"
#include "sources/hash_index.hpp"
#include "sources/skip.hpp"
#include "sources/strings.hpp"

namespace lenscap::sources {

struct LedgerBounds {
  std::uint32_t most_hosts = 1u << 20;
  std::uint16_t most_facts_a_host = 400;
  std::uint32_t most_facts = 2u << 20;  ///< of all hosts: 20,000 cameras that say a hundred things each
};

/// Where a fact was seen, as the ledger takes it. Views must live only during the call.
struct Sighting {
  model::SourceIndex source = 0;
  model::Nanos time = model::no_time;
  std::span<const model::Span> spans;  ///< at least one
  std::string_view decoder;
  std::string_view via;  ///< "udp 37810"; joined with `place` only when the fact is new
  std::string_view place;
  std::string_view excerpt;  ///< empty: the value itself
  std::uint16_t mark_at = 0, mark_length = 0;
};

/// Counters and marks of a host while reading: what every packet touches, one cache line.
struct alignas(64) HostRow {
  model::Mac mac;
  std::uint64_t packets = 0, bytes = 0;
  model::Nanos first = model::no_time, last = model::no_time;
  model::Ip ip;
  bool relevant = false;  ///< bears a fact that knowledge knows, or that only cameras send
  std::uint16_t vlan = 0;
  std::uint16_t marks = 0;
  bool named = false;  ///< HostFacts::name is set: a document's device, or one of a recorder's list
};
static_assert(sizeof(HostRow) == 64);

/// What else is known of a host: only facts and its first packet touch it, another line.
struct alignas(64) HostFacts {
  std::uint64_t first_packet = 0;
  std::uint64_t seen_bits = 0;  ///< one bit of 64 a (kind, value) kept: most values not kept are told at a glance
  std::uint32_t facts = 0;      ///< index + 1 of the newest
  model::SourceIndex source = 0;
  std::uint32_t name = 0;  ///< documents: group, interned
  model::HostIndex parent = model::no_host;
  std::uint32_t beyond = 0;  ///< values that fell to a bound
  std::uint16_t fact_count = 0;
  std::uint16_t mac_at = 6;  ///< where the hardware address stands in its first frame
  /// How many values of a bounded kind are kept. A host that speaks of more than these has the rest counted each time.
  struct Kept {
    std::uint8_t kind = 0;  ///< its number among the bounded kinds, from 1; 0 = free
    std::uint8_t values = 0;
  };
  std::array<Kept, 12> kept{};
};
static_assert(sizeof(HostFacts) == 64);

class Ledger {
 public:
  /// `matcher` decides what is known; it must outlive the ledger.
  explicit Ledger(knowledge::Matcher& matcher, LedgerBounds bounds = {});

  model::SourceIndex add_source(model::Source source);
  model::Source& source(model::SourceIndex i) { return sources_[i]; }
  std::size_t source_count() const { return sources_.size(); }

  /// The host of this pair, made when it is new. no_host at the bound.
  model::HostIndex host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) {
    return host(mac, ip, vlan, host_key(mac, ip, vlan));
  }
  /// The same in two steps, so that a batch of packets can wait for memory together: key, prefetch, host.
  std::uint64_t host_key(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) const {
    constexpr std::uint64_t k0 = 0xa0761d6478bd642f, k1 = 0xe7037ed1a0b428db;
    std::uint64_t words[2];
    std::memcpy(words, ip.bytes.data(), sizeof words);
    const std::uint64_t link = mac.value | std::uint64_t(vlan) << 48;
    return mix(mix(link ^ seed_, k0) ^ words[0] ^ ip.family, k1 ^ mix(words[1] ^ seed_, k0));
  }
  void prefetch_host_slot(std::uint64_t key) const { host_index_.prefetch(key); }
  /// Inline always: GCC 12 takes a function that only prefetches for one without effect, and drops the call.
  [[gnu::always_inline]] void prefetch_host_row(std::uint64_t key) const {
    const std::uint32_t i = host_index_.likely(key);
    if (i == HashIndex::none) return;
    __builtin_prefetch(&hosts_[i]);
    __builtin_prefetch(&told_[i]);
  }
  model::HostIndex host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan, std::uint64_t key);
  /// The same, where it is known already; no_host else.
  model::HostIndex known_host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) const;
  /// A document's device: `group` names it.
  model::HostIndex document_host(std::string_view group);
  /// A camera that a recorder's list names: `key` tells it from the others.
  model::HostIndex channel_host(model::HostIndex recorder, std::string_view key);
  HostRow& row(model::HostIndex i) { return hosts_[i]; }
  const HostRow& row(model::HostIndex i) const { return hosts_[i]; }
  /// Whether the host may be one of the devices that an audit is about, as far as is known by now: it bears a mark, or
  /// its address block is known to knowledge.
  bool matters(model::HostIndex i) {
    return standing_[i] == Standing::not_asked ? ask_block(i) : standing_[i] == Standing::matters;
  }
  const HostFacts& told(model::HostIndex i) const { return told_[i]; }
  /// The first packet that this host sent itself, and where its hardware address stands in it.
  void first_frame(model::HostIndex i, model::SourceIndex source, std::uint64_t packet, std::uint16_t mac_at) {
    told_[i].source = source;
    told_[i].first_packet = packet;
    told_[i].mac_at = mac_at;
  }
  std::size_t host_count() const { return hosts_.size(); }

  /// Writes down one fact; values are cut to 256 bytes. Cheap when it is known already.
  void note(model::HostIndex host, model::Kind kind, std::string_view value, const Sighting& seen);

  /// Whether knowledge has something to say about this value.
  bool knows(model::Kind kind, std::string_view value);

  Skips& skips() { return skips_; }

  /// The public resolver that answers under this name, by its suffix in data/; empty when it is none.
  std::string_view resolver(std::string_view host) const { return matcher_.resolver(host); }

  /// Network addresses of the hosts that matter by now, sorted.
  std::vector<model::Ip> addresses_that_matter();
  /// A host that a log tells of by its address alone, which is that of one that matters.
  void want(model::HostIndex i) { set_relevant(i); }
  /// Once all is read: address blocks are told, and relevance spreads to a device's other addresses.
  void decide(bool keep_others);
  /// Everything as evidence, decided if it is not yet: all hosts; observations of those hosts that matter (or of all,
  /// with `keep_others`), address blocks included. Empties the ledger.
  model::Evidence finish(bool keep_others);

 private:
  /// One fact, one cache line: a million are kept, and found again at random.
  struct alignas(64) Fact {
    model::Nanos first, last;
    std::uint64_t packet;
    std::uint32_t host, value, next, count;
    std::uint32_t value_hash;  ///< upper half; with what the index compares it stands for the value
    std::uint32_t at;
    std::uint32_t where;   ///< place and decoder, interned as one
    std::uint32_t detail;  ///< index + 1 in details_; 0 = one span, and the value is the excerpt
    model::SourceIndex source;
    std::uint16_t length;
    std::uint16_t kind : 15;
    std::uint16_t superseded : 1;  ///< one-at-a-time kinds: a later row holds another value
  };
  static_assert(sizeof(Fact) == 64);
  struct Detail {
    std::vector<model::Span> spans;
    std::uint32_t excerpt;  ///< interned
    std::uint16_t mark_at, mark_length;
  };
  bool known(model::Kind kind, std::string_view value, std::uint64_t hash);
  Fact* find_fact(std::uint32_t host, std::uint16_t kind, std::uint64_t value_hash);
  std::uint32_t count_values(const HostFacts& of, std::uint16_t kind) const;
  model::HostIndex make(const HostRow& row, std::uint64_t key);
  bool ask_block(model::HostIndex i);
  void set_relevant(model::HostIndex i) {
    hosts_[i].relevant = true;
    standing_[i] = Standing::matters;
  }
  void spread_relevance();
  void spread_to_stated();
  void spread_by_address();
  std::vector<std::uint64_t> macs_of_relevant() const;
  void note_blocks(bool keep_others);
  model::Observation to_observation(const Fact& fact) const;
  std::uint32_t where_of(const Sighting& seen);

  knowledge::Matcher& matcher_;
  LedgerBounds bounds_;
  std::uint64_t seed_;
  Strings strings_;
  std::vector<model::Source> sources_;
  model::WideVector<HostRow> hosts_;
  model::WideVector<HostFacts> told_;  ///< one a host
  enum class Standing : std::uint8_t { not_asked, nobody, matters };
  std::vector<Standing> standing_;  ///< one a host, together: asked of both ends of every conversation that is let go
  HashIndex host_index_;
  model::WideVector<Fact> facts_;
  HashIndex fact_index_;
  std::vector<Detail> details_;
  model::WideVector<std::uint64_t>
      judged_;  ///< (kind, value) hashed, newest in its place; lowest bit: knowledge knows it
  Skips skips_;
  bool decided_ = false;
};

/// Adds `what` to the marks of `host`; nothing when it is no_host.
inline void mark(Ledger& ledger, model::HostIndex host, model::HostMark what) {
  if (host != model::no_host) ledger.row(host).marks |= what;
}

}  // namespace lenscap::sources
