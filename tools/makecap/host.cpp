#include "makecap/host.hpp"

namespace makecap {

Link link_between(const Host& from, const Host& to) {
  if (!from.behind_router && !to.behind_router && from.vlans != to.vlans)
    throw Mistake(from.name + " and " + to.name + " are in different VLANs: one of them must be behind a router");
  return {from.mac, to.mac, from.behind_router ? to.vlans : from.vlans};
}

Link link_to_group(const Host& from, const Bytes& group) {
  const Bytes mac = group_mac(group);
  if (mac.empty()) throw Mistake("not a group or broadcast address, sent by " + from.name);
  return {from.mac, mac, from.vlans};
}

Net net_between(Host& from, const Bytes& to) {
  const bool six = to.size() == 16;
  if (six && from.ip6.empty()) throw Mistake(from.name + " has no ip6");
  return {six ? from.ip6 : from.ip, to, from.ttl, from.next_id++};
}

}  // namespace makecap
