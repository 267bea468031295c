// wire/stun.hpp: STUN Binding: a device asks a server for the address under which the internet sees it.
// Source: RFC 8489 5 (header, magic cookie), 14 (attributes), 14.2 (XOR-MAPPED-ADDRESS), 14.14 (SOFTWARE);
// RFC 5389 6, 15
//
// Two zero bits, type, length, the cookie 2112a442, a transaction of twelve bytes, then attributes that fill the length
// to the byte, each padded to four. USERNAME, REALM, NONCE and MESSAGE-INTEGRITY are stepped over. Other methods
// (TURN's, which carry media) are not read.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

enum class StunClass : std::uint8_t { request, indication, success, error };

struct Stun {
  StunClass message = StunClass::request;
  std::string_view software;              ///< SOFTWARE: of who sends; UTF-8; aliases the input
  std::uint8_t mapped_family = 0;         ///< XOR-MAPPED-ADDRESS of a success: 4, 6; 0 = none
  std::array<std::uint8_t, 16> mapped{};  ///< address in network order, the first 4 bytes for IPv4
  std::uint16_t mapped_port = 0;
  std::string_view mapped_raw;  ///< its bytes as sent, XORed with the cookie
};

/// Reads one datagram. Empty when it is no Binding message or its attributes do not fill it.
std::optional<Stun> parse_stun(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
