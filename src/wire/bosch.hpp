// wire/bosch.hpp: discovery of Bosch's video devices (VCS before): asked for on UDP 1757, answered to UDP 1758 or to
// the port that the question names.
// Source: julienblitte/UniversalScanner@1be6e8be67d7:UniversalScanner/Bosch.cs,
// @c44f5f93ca8c:UniversalScanner/Bosch.bin.selftest, @a8363c5a6063:UniversalScanner/Bosch.xml.selftest
//
// A question is 12 octets: 99 39 a4 27, its number, ff 00, the port. Older devices answer in 32 octets with the same
// mark, newer ones in XML: <root xmlns="OEMExt00:device-1-0"><device>…. Recognised by the mark with addresses that are
// some, and by root element and namespace. The session key of the XML is never exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

inline constexpr std::uint32_t bosch_mark = 0x9939a427;  ///< network order

/// Somebody looks for Bosch's devices: proves nothing about who asks.
bool is_bosch_search(std::span<const std::byte> bytes) noexcept;

/// An answer in octets. Views alias the datagram. Addresses in host order, 0 = none.
struct BoschDevice {
  std::uint64_t mac = 0;
  std::string_view mac_raw;  ///< its 6 bytes
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;  ///< its 4 bytes
};

/// Empty when it is no such answer.
std::optional<BoschDevice> parse_bosch(std::span<const std::byte> bytes) noexcept;

/// An answer in XML, as fields bosch.*; empty when it is none.
std::optional<Fields> parse_bosch_xml(std::string_view bytes);

}  // namespace lenscap::wire
