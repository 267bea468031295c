// sources/traffic_names.hpp: the names that hosts use for their peers: asked for in DNS, or greeted by.
//
// As conversations, names first go into a ring and are kept when their host matters by the time they leave it
// (sources/traffic.hpp).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/flow.hpp"
#include "sources/ledger.hpp"

namespace lenscap::sources {

/// One use of a name. Views live during the call.
struct NameUse {
  model::HostIndex host = model::no_host;  ///< who used it
  model::HostIndex peer = model::no_host;  ///< for whom; no_host: `address` says it, or nobody
  model::Ip address;
  model::NameFrom from = model::NameFrom::dns;
  std::string_view name, alias;
  model::Nanos time = model::no_time;
  model::SourceIndex source = 0;
  model::Span span;
};

class TrafficNames {
 public:
  static constexpr std::size_t ring_names = 16 * 1024;
  static constexpr std::size_t ring_text = 1u << 20;  // bytes of all names in the ring
  static constexpr std::size_t most_names = 256 * 1024;
  static constexpr std::size_t longest_name = 255;

  TrafficNames(Ledger& ledger, bool keep_others) : ledger_(ledger), keep_others_(keep_others) {}

  void used(const NameUse& use);
  /// Moves the names that were kept into `out`. A question stands by itself only when no answer to it was seen.
  void finish(model::Traffic& out);

 private:
  struct Use {
    model::HostIndex host, peer;
    model::Ip address;
    model::NameFrom from;
    std::uint8_t name_size, alias_size;
    model::SourceIndex source;
    model::Nanos time;
    model::Span span;
    std::size_t text;  ///< where name, then alias, stand in text_
  };
  /// A use that leaves the ring, of a host that matters. Views are into text_.
  struct Leaving {
    const Use* use;
    std::string_view name, alias;
    model::Ip peer;
    std::uint64_t hash;  ///< of what tells one name from another
  };
  void settle_oldest();
  void keep(const Leaving& leaving);
  std::size_t room_for(std::size_t bytes);

  Ledger& ledger_;
  bool keep_others_;
  // Uses [first_, next_) are in the ring, numbered from the beginning; their texts lie in text_ in the same order, each
  // in one piece.
  std::vector<Use> ring_;
  std::string text_;
  std::uint64_t first_ = 0, next_ = 0;
  std::size_t text_at_ = 0;  ///< where the next text goes
  HashIndex index_{1024};
  std::vector<model::PeerName> kept_;
  std::uint64_t beyond_ = 0;
};

}  // namespace lenscap::sources
