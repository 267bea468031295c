// sources/ledger.hpp: what reading writes down: hosts, and facts about them, each once however often it is seen.
//
// Memory is bounded: at most `most_hosts` hosts; for kinds that anyone sends, the first few values a host
// (model/kind_table) plus every value that knowledge knows; strings and places are kept once. About 700 bytes a host on
// a busy network. What falls to a bound is counted in skips().
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/matcher.hpp"
#include "model/evidence.hpp"
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

/// How many kinds are bounded a host (model/kind_table).
inline constexpr std::size_t bounded_kinds =
    static_cast<std::size_t>(std::count_if(model::detail::kinds.begin(), model::detail::kinds.end(),
                                           [](const model::KindInfo& k) { return k.keep == model::Keep::bounded; }));

/// Counters and marks of a host while reading; about 150 bytes.
struct HostRow {
  model::Mac mac;
  model::Ip ip;
  std::uint16_t vlan = 0;
  std::uint16_t marks = 0;
  std::uint16_t fact_count = 0;
  std::uint8_t mac_at = 6;  ///< where the hardware address stands in its first frame
  bool relevant = false;    ///< bears a fact that knowledge knows, or that only cameras send
  std::uint32_t facts = 0;  ///< index + 1 of the newest
  model::SourceIndex source = 0;
  std::uint32_t name = 0;  ///< documents: group + 1, interned
  std::uint64_t packets = 0, bytes = 0;
  std::uint64_t first_packet = 0;
  model::Nanos first = model::no_time, last = model::no_time;
  model::HostIndex parent = model::no_host;
  std::uint32_t beyond = 0;     ///< values that fell to a bound
  std::uint64_t seen_bits = 0;  ///< one bit of 64 a (kind, value) kept: most values not kept are told at a glance
  std::array<std::uint8_t, bounded_kinds> values{};  ///< kept so far, a bounded kind each
};

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
  std::uint64_t host_key(model::Mac mac, const model::Ip& ip, std::uint16_t vlan) const;
  void prefetch_host_slot(std::uint64_t key) const { __builtin_prefetch(&host_table_[key & (host_table_.size() - 1)]); }
  void prefetch_host_row(std::uint64_t key) const {
    if (const std::uint32_t i = host_table_[key & (host_table_.size() - 1)]; i != 0) {
      __builtin_prefetch(&hosts_[i - 1]);
      __builtin_prefetch(reinterpret_cast<const char*>(&hosts_[i - 1]) + 64);
    }
  }
  model::HostIndex host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan, std::uint64_t key);
  /// A document's device: `group` names it.
  model::HostIndex document_host(std::string_view group);
  /// A camera that a recorder's list names: `key` tells it from the others.
  model::HostIndex channel_host(model::HostIndex recorder, std::string_view key);
  HostRow& row(model::HostIndex i) { return hosts_[i]; }
  std::size_t host_count() const { return hosts_.size(); }

  /// Writes down one fact; values are cut to 256 bytes. Cheap when it is known already.
  void note(model::HostIndex host, model::Kind kind, std::string_view value, const Sighting& seen);

  /// Whether knowledge has something to say about this value.
  bool knows(model::Kind kind, std::string_view value) { return matcher_.known(kind, value); }

  Skips& skips() { return skips_; }

  /// Everything as evidence: all hosts; observations of those hosts that matter (or of all, with `keep_others`),
  /// address blocks included. Empties the ledger.
  model::Evidence finish(bool keep_others);

 private:
  struct Fact {
    model::Nanos first, last;
    std::uint64_t packet;
    std::uint32_t host, value, next, count;
    std::uint32_t at, length;
    std::uint32_t place, decoder;  ///< interned
    std::uint32_t detail;          ///< index + 1 in details_; 0 = one span, and the value is the excerpt
    model::SourceIndex source;
    std::uint16_t kind;
    bool superseded;  ///< one-at-a-time kinds: a later row holds another value
  };
  struct Detail {
    std::vector<model::Span> spans;
    std::uint32_t excerpt;  ///< interned
    std::uint16_t mark_at, mark_length;
  };
  bool known(model::Kind kind, std::string_view value);
  Fact* find_fact(std::uint32_t host, std::uint16_t kind, std::uint32_t value);
  void keep_fact(const Fact& fact);
  void spread_relevance();
  void spread_to_stated();
  void grow_hosts();
  void grow_facts();
  void grow_known();
  void note_blocks();
  model::Observation to_observation(const Fact& fact) const;
  std::uint32_t place_of(const Sighting& seen);

  knowledge::Matcher& matcher_;
  LedgerBounds bounds_;
  std::uint64_t seed_;
  Strings strings_;
  std::vector<model::Source> sources_;
  std::vector<HostRow> hosts_;
  std::vector<std::uint32_t> host_table_;  ///< host + 1
  std::vector<Fact> facts_;
  std::vector<std::uint32_t> fact_table_;  ///< fact + 1
  std::vector<Detail> details_;
  std::vector<std::uint64_t> known_;  ///< (kind, value) << 1 | whether knowledge knows it; 0 = free; a power of two
  std::size_t known_count_ = 0;
  Skips skips_;
};

}  // namespace lenscap::sources
