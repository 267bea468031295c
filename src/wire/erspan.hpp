// wire/erspan.hpp: what a switch's remote mirror port sends: copies of frames, in GRE (0x88be; 0x22eb for type III).
//
// Type II (version 1) has eight bytes before the copied frame, type III (version 2) twelve and sometimes eight more.
// Type I has none: GRE's missing sequence number tells it. The copied frame is what its own sender sent: nothing in it
// is the switch's. Source: draft-foschiano-erspan sections 4.1 to 4.3.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "wire/gre.hpp"

namespace lenscap::wire {

inline constexpr std::uint16_t gre_erspan = 0x88be, gre_erspan_3 = 0x22eb;

struct Erspan {
  std::uint8_t kind = 0;      ///< type I, II or III as 1, 2 or 3
  std::uint16_t vlan = 0;     ///< that the frame was copied from; 0 in type I
  std::uint16_t session = 0;  ///< 10 bits
  bool truncated = false;     ///< the switch copied only the beginning
  std::uint16_t type = 0;     ///< EtherType: an Ethernet frame (0x6558), or the IP packet that type III may hold
  std::uint32_t payload = 0;  ///< offset in the input
};

/// Reads the payload of `gre`, whose type is one of the two above. Empty when versions disagree or it is too short.
std::optional<Erspan> parse_erspan(const Gre& gre, std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
