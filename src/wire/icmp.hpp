// wire/icmp.hpp: ICMP for IPv4 and IPv6: which messages quote somebody else's packet, and which only a router sends.
//
// An error message ends with the start of the packet that caused it. That packet was sent by the one who is being told,
// not by the one who tells: nothing inside may be attributed to the sender of the message.
//
// Source: RFC 792 (IPv4), RFC 1256 (router discovery), RFC 4443 2.1 and 3 (IPv6: errors are the types below 128).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct Icmp {
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  bool error = false;                 ///< quotes another packet
  bool router = false;                ///< only routers send it: redirect, router advertisement
  std::span<const std::byte> quoted;  ///< the start of the quoted IP packet; aliases the input; empty unless error
  std::uint32_t gateway = 0;          ///< IPv4 redirect: the better router, host order; else 0
};

/// Reads the payload of IP protocol 1. Empty when it is shorter than 8 bytes.
std::optional<Icmp> parse_icmp4(std::span<const std::byte> bytes) noexcept;

/// Reads the payload of IP protocol 58; wire/ndp.hpp reads neighbour discovery further. Empty when shorter than 8
/// bytes.
std::optional<Icmp> parse_icmp6(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
