// wire/nicevision.hpp: NiceVision's discovery (NICE, later Qognify): asked for on UDP 2007, answered by broadcast to a
// port that the question names.
// Source: julienblitte/UniversalScanner@a2bd3d588269:UniversalScanner/NiceVision.cs
//
// "NICE", number of the question; a question goes on with 01 08 00 00 and the port, an answer has a fixed layout of 90
// octets. Recognised by the mark with an address, a mask that is one, and a name that is text.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Somebody looks for NiceVision devices: proves nothing about who asks.
bool is_nicevision_search(std::span<const std::byte> bytes) noexcept;

/// An answer. Views alias the datagram. Addresses in host order, 0 = none.
struct NiceVisionDevice {
  std::uint64_t mac = 0;
  std::string_view mac_raw;  ///< its 6 bytes
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;  ///< its 4 bytes
  std::string_view name;      ///< at most 16 bytes
};

/// Empty when it is no answer, or a field is not what it should be.
std::optional<NiceVisionDevice> parse_nicevision(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
