// views/nftables.hpp: a containment as a file for nft(8): one table, one chain a device.
//
// The table looks at what is passed on (hook forward) from or to the devices, told by hardware address and by address;
// what the firewall itself is asked for, and all other hosts, it leaves alone. Loading it again replaces it. nft(8)
// takes no names in rules: a declared name is a named set of the addresses that were seen for it, which dnsmasq(8) can
// keep current (--nftset).
#pragma once
#include <string>

#include "assess/containment.hpp"

namespace lenscap::views {

/// Of measured peers that are stopped, so many a device have a rule of their own, to be counted; the last rule of the
/// chain stops the rest, and a comment says how many they are.
inline constexpr std::size_t most_stop_rules = 64;

std::string to_nftables(const assess::Containment& containment, const model::Case& c);

}  // namespace lenscap::views
