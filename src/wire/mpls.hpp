// wire/mpls.hpp: a stack of labels, as providers put before a site's packets or Ethernet frames.
//
// Four bytes a label; the last has its bottom bit set. Nothing says what follows: a first nibble of 4 or 6 is an IP
// packet (its header must agree with itself and its length), 0 begins the control word of a pseudowire. An Ethernet
// frame, with that word or without, is taken for one only when it looks like one. Source: RFC 3032 section 2.1, RFC
// 4385 section 3, RFC 4448.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct Mpls {
  std::uint32_t labels = 0;   ///< of the stack
  std::uint32_t label = 0;    ///< the last, 20 bits
  bool control_word = false;  ///< of a pseudowire
  std::uint16_t type = 0;     ///< EtherType: IPv4, IPv6, or an Ethernet frame (0x6558); 0 when it is none of these
  std::uint32_t payload = 0;  ///< offset in the input
};

/// Reads what an Ethernet frame of type 0x8847 or 0x8848 holds. Empty when the stack does not end, or has over 16.
std::optional<Mpls> parse_mpls(std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
