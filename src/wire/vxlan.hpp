// wire/vxlan.hpp: a virtual network's Ethernet frames in UDP (4789; older systems use 8472).
//
// Eight bytes: flags of which only 0x08 is set, the network's identifier, zeros between. So little that the frame
// behind it must look like one too: a datagram is recognised by these bytes, whatever its port. VXLAN-GPE and the group
// policy extension set other flags and are not read. Source: RFC 7348 section 5.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "wire/bytes.hpp"

namespace lenscap::wire {

struct Vxlan {
  std::uint32_t network = 0;  ///< 24 bits
  std::uint32_t payload = 0;  ///< offset of the Ethernet frame in the datagram
};

/// The cheap half: every datagram of a capture is asked. Flags and both reserved fields.
inline bool may_be_vxlan(std::span<const std::uint8_t> datagram) noexcept {
  constexpr std::size_t least = 8 + 14;                  // header and Ethernet
  constexpr std::uint32_t only_network_is_valid = 0x08;  // as a little-endian word: three zeros follow
  return datagram.size() >= least && le32(datagram.data()) == only_network_is_valid && datagram[7] == 0;
}

/// Reads one datagram. Empty when it is not VXLAN, or no Ethernet frame with ARP or IP follows.
std::optional<Vxlan> parse_vxlan(std::span<const std::uint8_t> datagram) noexcept;

}  // namespace lenscap::wire
