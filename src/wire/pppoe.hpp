// wire/pppoe.hpp: PPP over Ethernet, session stage (EtherType 0x8864): how a site's packets reach its access provider.
//
// Six bytes of header, then PPP's protocol number, then the packet. The length counts what follows the header: behind
// it an Ethernet frame may be padded. Source: RFC 2516 section 4, RFC 1661 section 2 (a number of one byte is odd), RFC
// 1332 and RFC 5072 (IP's numbers).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct Pppoe {
  std::uint16_t session = 0;
  std::uint16_t protocol = 0;        ///< PPP's number: 0x0021, 0x0057, 0xc021 (link control) …
  std::uint16_t type = 0;            ///< the EtherType of IPv4 or IPv6; 0 for other protocols
  std::uint32_t payload = 0;         ///< offset of the packet in the input
  std::uint32_t payload_length = 0;  ///< bytes of it in the input
};

/// Reads what an Ethernet frame of type 0x8864 holds. Empty when it is no session packet or too short for its protocol.
std::optional<Pppoe> parse_pppoe(std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
