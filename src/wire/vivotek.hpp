// wire/vivotek.hpp: Vivotek's discovery, UDP 10000.
// Source: julienblitte/UniversalScanner@f387016da306:UniversalScanner/Vivotek.cs
//
// One octet that counts questions, then 4a 5d 8f 1c. That alone asks; an answer repeats it and goes on in items of
// type, length, value. Item 04 is an exception: one octet of value and no length. Recognised by the mark and by items
// that end where the datagram ends and among which is an address.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

inline constexpr std::uint32_t vivotek_mark = 0x4a5d8f1c;  ///< at octet 1, network order

/// Somebody looks for Vivotek devices: proves nothing about who asks.
bool is_vivotek_search(std::span<const std::byte> bytes) noexcept;

/// An answer. Views alias the datagram; empty = not there. Addresses in host order, 0 = none.
struct VivotekDevice {
  std::string_view long_name;   ///< item 01
  std::uint64_t mac = 0;        ///< item 02
  std::string_view mac_raw;     ///< its 6 bytes
  std::uint32_t ipv4 = 0;       ///< item 03
  std::string_view ipv4_raw;    ///< its 4 bytes
  std::uint16_t http_port = 0;  ///< item 06
  std::string_view short_name;  ///< item 09: the model, FD8169
};

/// Empty when it is no answer, or its items do not end with the datagram.
std::optional<VivotekDevice> parse_vivotek(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
