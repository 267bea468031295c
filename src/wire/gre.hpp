// wire/gre.hpp: generic routing encapsulation, IP protocol 47: tunnels between sites, and what mirror ports send.
//
// Four bytes of flags and type, then four bytes for each flag that is set: checksum, key, sequence number, in this
// order. The type is an EtherType: IP, a whole Ethernet frame (0x6558), MPLS, or ERSPAN's. Version 1 (PPTP, RFC 2637)
// and the source routes of RFC 1701 are not read. Source: RFC 2784 section 2, RFC 2890 section 2.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct Gre {
  std::uint16_t type = 0;  ///< EtherType of what is carried
  bool keyed = false;
  bool sequenced = false;
  std::uint32_t key = 0;
  std::uint32_t sequence = 0;
  std::uint32_t payload = 0;  ///< offset in the input
};

/// Reads the payload of IP protocol 47. Empty when it is another version, has a source route, or is too short.
std::optional<Gre> parse_gre(std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
