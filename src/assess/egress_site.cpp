// What it does among its neighbours, and whom it lets in: inside hosts that are no recorder or client of it, callers
// from outside, and resolvers that are not the site's.
#include <algorithm>
#include <array>
#include <map>

#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Confidence;
using model::Finding;

namespace {

constexpr std::uint8_t tcp_protocol = 6, udp_protocol = 17;

/// What any host asks of its own network: names, addresses, the time, echoes; and an answer to nobody.
bool of_the_network(const Peer& p) {
  constexpr auto ports = std::to_array<std::uint16_t>({53, 67, 68, 123, 137, 546, 547, 1900, 3702, 5353, 5355});
  return p.protocol != tcp_protocol && p.protocol != udp_protocol
             ? true
             : std::find(ports.begin(), ports.end(), p.port) != ports.end();
}

bool asks_names(const Peer& p) {
  return ((p.protocol == udp_protocol || p.protocol == tcp_protocol) &&
          (p.port == 53 || (p.protocol == tcp_protocol && p.port == 853))) ||
         has_purpose(p, "dns");
}

}  // namespace

void ask_neighbours(const Asked& a, Findings& out) {
  // Who called it is a client of it, also where it calls back (events, a stream that was asked for).
  std::set<model::Ip> clients;
  for (const Peer& p : a.peers)
    if (called_by_peer(p)) clients.insert(p.peer);
  // Where two find each other by a peer-to-peer protocol, both send first: whoever answers is a viewer of it.
  if (a.saw("pppp.message") || a.saw("bcudp.message") || a.saw("dahuap2p.message"))
    for (const Peer& p : a.peers)
      if (p.side == Side::inside && p.protocol == udp_protocol && p.port >= 1024 && p.outcome == Outcome::answered)
        clients.insert(p.peer);
  std::map<model::Ip, Peers> spoken_to;
  for (const Peer& p : a.peers)
    if (p.side == Side::inside && p.opened == model::Opened::by_host && !of_the_network(p) && !p.addresses_only &&
        !clients.contains(p.peer) && !a.around.recorders.contains(p.peer))
      spoken_to[p.peer].push_back(&p);
  for (const auto& [peer, group] : spoken_to) {
    const bool known = std::binary_search(a.around.devices.begin(), a.around.devices.end(), peer);
    Finding f =
        about(a, "talks_inside", known ? Confidence::probable : Confidence::possible, group, "recorder_or_client");
    if (known) f.attributes["peer_is"] = "device";
    if (std::all_of(group.begin(), group.end(), [](const Peer* p) { return p->neighbour; }))
      f.attributes["inside_by"] = "subnet";
    out.push_back(std::move(f));
  }
}

void ask_callers(const Asked& a, Findings& out) {
  std::map<std::string, Peers> by_service;
  for (const Peer& p : a.peers)
    if (p.side == Side::outside && called_by_peer(p) && p.outcome == Outcome::answered && p.packets_out > 0)
      by_service[service(p)].push_back(&p);
  for (const auto& [name, group] : by_service) {
    std::set<model::Ip> callers;
    std::uint64_t answered = 0;
    for (const Peer* p : group) {
      callers.insert(p->peer);
      answered += p->answered;
    }
    Finding f = about(a, "answers_outside_callers", answered > 0 ? Confidence::confirmed : Confidence::probable, group,
                      "caller_of_the_site");
    f.attributes["callers"] = std::to_string(callers.size());
    out.push_back(std::move(f));
  }
}

void ask_resolvers(const Asked& a, Findings& out) {
  std::map<std::string, Peers> elsewhere;
  for (const Peer& p : a.peers)
    if (p.side == Side::outside && asks_names(p) && !called_by_peer(p) && p.outcome != Outcome::name_only)
      elsewhere[to_string(p.peer)].push_back(&p);
  for (const auto& [resolver, group] : elsewhere) {
    // Where nobody asks a resolver inside, the outside one may be the site's own choice.
    const bool site_has_one = !a.around.resolvers.empty();
    Finding f = about(a, "dns_elsewhere", site_has_one ? Confidence::probable : Confidence::possible, group,
                      "resolver_of_the_site");
    if (site_has_one) f.attributes["site_resolver"] = to_string(*a.around.resolvers.begin());
    out.push_back(std::move(f));
  }
}

}  // namespace lenscap::assess
