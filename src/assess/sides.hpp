// assess/sides.hpp: which addresses are the site's own.
//
// Inside are the addresses that no network hands on to another: private (RFC 1918), shared (RFC 6598), link-local and
// unique local ones (RFC 4193). A site with public addresses of its own, as universities have, would look like the
// outside by that rule alone; so the subnets of addresses that devices of the case hold are inside too. For IPv6 a
// subnet is a /64 (RFC 4291 section 2.5.4). For IPv4 no packet tells its length; /24 is taken, the common one, and
// such a peer is marked as a neighbour, so that a reader can object.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "assess/egress.hpp"

namespace lenscap::assess {

class Sides {
 public:
  explicit Sides(const model::Case& c);

  Side of(model::Id device, const model::Ip& peer) const;
  /// Whether a peer that is inside is so by its subnet alone.
  static bool neighbour(const model::Ip& peer) { return !peer.inside() && !peer.multicast() && !peer.unspecified(); }

 private:
  using Subnet = std::array<std::uint8_t, 9>;  ///< family, then the prefix
  static Subnet subnet(const model::Ip& ip);

  std::set<Subnet> site_;                      ///< of devices that were seen with their own hardware address
  std::map<model::Id, std::set<Subnet>> own_;  ///< of the device itself, however it was seen
};

}  // namespace lenscap::assess
