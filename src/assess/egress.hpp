// assess/egress.hpp: whom a device spoke to, or tried to: hourly rows and the names that it used, folded into peers.
//
// A name beats an address: most clouds of cameras stand on rented machines, so an address says who rents out the
// machine and a name whose service it is. A name counts for an address only because the same device used it: asked for
// it (DNS, RFC 1035) no later than it spoke, or greeted the address by it (TLS server name, RFC 6066 section 3; HTTP
// Host, RFC 9110 section 7.2). A greeting beats an answer: an answer may list an address that many names share.
//
// What an outcome can say: a question asked of DNS is an intention; a SYN, a first datagram or a ClientHello that
// nothing answers is an attempt (RFC 9293 section 3.5); only an answer shows that something got through.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/networks.hpp"
#include "knowledge/knowledge.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// What became of all attempts together: any answer counts, then any refusal. A datagram without an answer is silent:
/// it may have arrived, nothing shows it.
enum class Outcome : std::uint8_t { answered, refused, silent, name_only };
std::string_view to_string(Outcome outcome);  ///< "answered", "refused", "silent", "name_only"

/// Where a peer is, seen from the device.
enum class Side : std::uint8_t {
  outside,
  inside,  ///< model::Ip::inside(), or in the /24 (IPv6: /64) of an address of the site
  group,   ///< multicast, broadcast, no address: nobody in particular
};

/// One (device, peer, service). Text borrows the case, `endpoint` the knowledge, `network` the table of networks: all
/// must outlive it.
struct Peer {
  model::Id device = 0;
  model::Ip peer;         ///< family 0 for name_only
  std::string_view name;  ///< empty when the device used none; for name_only the name that it asked for
  std::optional<model::NameFrom> name_from;
  std::string_view alias;                         ///< canonical name behind `name`, where an answer gave another
  std::vector<std::string_view> other_names;      ///< that the device used for this address too, in order of time
  const knowledge::Endpoint* endpoint = nullptr;  ///< whose service, of outside peers; null when not known
  bool by_alias = false;                          ///< the endpoint was found by `alias`, not by `name`
  std::optional<Network> network;                 ///< of outside addresses
  Shared shared = Shared::none;
  Side side = Side::outside;
  bool neighbour = false;  ///< inside only because it is in the same public /24 or /64 as the site
  bool sinkholed = false;  ///< the name was answered with an inside address, or none at all: it was meant for outside

  std::uint8_t protocol = 0;
  bool addresses_only = false;
  std::uint16_t port = 0;
  model::Opened opened = model::Opened::unknown;  ///< by_host when the device began at least once
  Outcome outcome = Outcome::silent;
  bool traversal = false;  ///< spoken to in a peer-to-peer protocol that many makers' firmware shares (PPPP)
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0;
  std::uint64_t media_out = 0, media_in = 0;
  std::uint64_t attempts = 0, answered = 0, resets = 0, unreachable = 0;
  model::Intervals intervals;
  std::uint32_t hours = 0;     ///< in how many hours it was seen
  model::Nanos active = 0;     ///< sum over the hours of last - first
  std::uint32_t sampling = 1;  ///< the coarsest of its rows
  model::Nanos first = model::no_time, last = model::no_time;
  model::SourceIndex source = 0;
  std::uint64_t packet = 0;  ///< the first packet or record; 0 when not known
};

/// "tcp 443", "udp 8800", "icmp", "protocol 47", "any" where the source tells no ports.
std::string service(const Peer& peer);
std::string service(std::uint8_t protocol, std::uint16_t port, bool addresses_only);

/// All peers of all devices: by device, outside first, then by address, service and name. Rows that reading folded
/// because there were too many have no peer and are not here (unplaced).
std::vector<Peer> peers(const model::Case& c, const knowledge::Knowledge& k,
                        const Networks& networks = known_networks());
/// The same, worked out on up to `threads` threads: parts in this order, no device in two of them, none empty.
std::vector<std::vector<Peer>> peers_in_parts(const model::Case& c, const knowledge::Knowledge& k, unsigned threads,
                                              const Networks& networks = known_networks());

/// What a device sent or asked that is in no row of peers().
struct Unplaced {
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0;  ///< of rows beyond the bound
  std::uint64_t odd_names = 0;  ///< names with bytes that no host name has, and addresses in place of names
};
std::map<model::Id, Unplaced> unplaced(const model::Case& c);

/// Letters, digits, '-' and '_' between dots, 253 bytes at most (RFC 1035 section 2.3.4, RFC 8553 for '_'), and no
/// address.
bool is_host_name(std::string_view name);
/// A name that nobody outside answers for: reverse look-ups, one label alone, and what RFC 6762 (local), RFC 8375
/// (home.arpa) and RFC 6762 appendix G (lan, home, corp, intranet, internal, private) keep inside.
bool inside_name(std::string_view name);

/// The rows of `c` that overlap the time between `since` and `until` (no_time: open), for questions about a day. Rows
/// are hourly: one that overlaps stays whole.
model::Case between(model::Case c, model::Nanos since, model::Nanos until);

}  // namespace lenscap::assess
