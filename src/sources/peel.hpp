// sources/peel.hpp: what carries somebody else's packets, and what lies inside: one layer, whatever the carrier.
//
// A carrier's sender is a host of its own (a switch that mirrors, the end of a tunnel, an access point); the packet
// inside is its own sender's. The decoder peels layer by layer, at most `most_carriers`.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::sources {

enum class Carrier : std::uint8_t { wireless, pppoe, mpls, gre, vxlan, ip };

/// Tunnels in tunnels: real networks stack three or four (VXLAN in IPsec's place, MPLS, PPPoE); more is an attack.
inline constexpr std::uint8_t most_carriers = 8;

/// The carrier that an EtherType, or a protocol of IP, names.
std::optional<Carrier> carrier_of_type(std::uint16_t ether_type);
std::optional<Carrier> carrier_of_protocol(std::uint8_t ip_protocol);

struct Inside {
  std::uint16_t type = 0;         ///< EtherType of what begins at `at`; ether_bridged: an Ethernet frame
  std::uint16_t vlan = 0;         ///< where the carrier says it (ERSPAN)
  std::uint32_t at = 0, end = 0;  ///< in the input
};

/// One layer taken off `bytes`, the payload of the carrier's packet. Empty when what is inside cannot be read.
/// Carrier::wireless is no layer of this kind: its frames name several addresses (wire/wifi.hpp).
std::optional<Inside> peel(Carrier carrier, std::span<const std::uint8_t> bytes);

}  // namespace lenscap::sources
