#include "assess/sides.hpp"

#include <algorithm>

namespace lenscap::assess {

Sides::Subnet Sides::subnet(const model::Ip& ip) {
  Subnet out{};
  out[0] = ip.family;
  std::copy_n(ip.bytes.begin(), ip.family == 4 ? 3 : 8, out.begin() + 1);
  return out;
}

Sides::Sides(const model::Case& c) {
  // An address of the outside that is a subject too (a host that was kept) does not make its subnet the site's.
  std::set<model::Id> at_home;
  for (const auto& f : c.findings)
    if (f.key == "attribution" && f.value == "own_hardware_address") at_home.insert(f.subject);
  for (const auto& i : c.identifiers) {
    if (i.kind != "ip" && i.kind != "ipv6") continue;
    const auto ip = model::parse_ip(i.value);
    if (!ip || ip->inside() || ip->multicast() || ip->unspecified()) continue;
    own_[i.subject].insert(subnet(*ip));
    if (at_home.contains(i.subject)) site_.insert(subnet(*ip));
  }
}

Side Sides::of(model::Id device, const model::Ip& peer) const {
  if (peer.family == 0 || peer.unspecified() || peer.multicast()) return Side::group;
  if (peer.inside()) return Side::inside;
  const Subnet wanted = subnet(peer);
  const auto own = own_.find(device);
  const bool near = site_.contains(wanted) || (own != own_.end() && own->second.contains(wanted));
  return near ? Side::inside : Side::outside;
}

}  // namespace lenscap::assess
