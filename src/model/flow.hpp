// model/flow.hpp: traffic as hourly totals: the one thing too big for facts.
//
// A flow is what one host and one peer said to each other over one service within one hour, both ways. The host is the
// one that may be a camera; where both ends may be, each has its own row. A name belongs to a peer because that host
// itself used it: it asked for it, or greeted the peer by it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"
#include "model/evidence.hpp"
#include "model/time.hpp"
#include "model/wide_pages.hpp"

namespace lenscap::model {

inline constexpr Nanos one_hour = Nanos{3600} * 1'000'000'000;

/// Who began, as far as the evidence shows it (a SYN, a first datagram, a flow record's own word).
enum class Opened : std::uint8_t { unknown, by_host, by_peer };
std::string_view to_string(Opened opened);

/// Time between one beginning and the next, of beginnings by the host: what a beacon is told by.
struct Intervals {
  std::uint32_t count = 0;
  std::uint64_t sum_ms = 0;
  std::uint64_t squares = 0;  ///< sum of squares, in milliseconds squared; stays at its greatest value
  bool operator==(const Intervals&) const = default;
};

struct Flow {
  HostIndex host = no_host;  ///< in Evidence; in a case the row's subject stands for it
  Ip peer;
  std::uint8_t protocol = 0;    ///< IP protocol: 6, 17, 1 …
  bool addresses_only = false;  ///< no port is told: an exporter left them out, or a fragment has none
  std::uint16_t port = 0;       ///< of whoever was called: the service; 0 where the protocol has none
  Opened opened = Opened::unknown;
  Nanos hour = no_time;  ///< start of the hour, UTC; no_time where packets bear no time
  Nanos first = no_time, last = no_time;
  std::uint64_t packets_out = 0, packets_in = 0;  ///< out: from the host
  std::uint64_t bytes_out = 0, bytes_in = 0;      ///< on the wire; of flow records: as they count (IP bytes)
  std::uint64_t media_out = 0, media_in = 0;      ///< of these bytes, what was told to be a media stream by its headers
  std::uint64_t attempts = 0;     ///< conversations begun: TCP SYNs without ACK, first datagrams, echo requests
  std::uint64_t answered = 0;     ///< of these, what got an answer other than a refusal
  std::uint64_t resets = 0;       ///< TCP resets in answer to a SYN
  std::uint64_t unreachable = 0;  ///< ICMP refusals
  Intervals intervals;
  std::uint32_t sampling = 1;  ///< one packet in so many was counted; totals are scaled by it already
  SourceIndex source = 0;
  std::uint64_t packet = 0;  ///< the first packet, or the first record's row, within its source
  bool operator==(const Flow&) const = default;
};

enum class NameFrom : std::uint8_t { dns, sni, quic_sni, http_host, certificate };
std::string_view to_string(NameFrom from);

/// A name that a host itself used for a peer.
struct PeerName {
  HostIndex host = no_host;
  std::string name;   ///< as asked for or greeted: lower case, no trailing dot
  std::string alias;  ///< DNS: the canonical name that the answer led to, where it is another
  Ip peer;            ///< family 0: asked for, and no address came back
  NameFrom from = NameFrom::dns;
  Nanos time = no_time;  ///< first seen
  std::uint64_t count = 1;
  SourceIndex source = 0;
  Span span;  ///< the name's bytes, first sighting
  bool operator==(const PeerName&) const = default;
};

/// What reading saw of a network's traffic, beside its facts.
struct Traffic {
  WideVector<Flow> flows;       ///< of cameras, recorders and possible ones; of all hosts with keep_others
  std::vector<PeerName> names;  ///< of the same hosts
  /// One counter row for all other hosts.
  std::uint64_t other_flows = 0, other_packets = 0, other_bytes = 0;
  std::uint64_t other_outside = 0;  ///< of other_flows, those with an end outside
  std::uint64_t names_beyond = 0;   ///< names beyond the bound
  std::uint64_t folded = 0;  ///< flow rows beyond the bound: their totals stand in their host's row without a peer
};

}  // namespace lenscap::model
