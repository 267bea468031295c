// wire/fixed_field.hpp: what must hold of the fields of a fixed layout before a message that has no better mark is
// believed: texts end in NUL and are texts, addresses are addresses of one machine.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// `size` bytes at `at` up to their first NUL; all of them when there is none. The caller has checked the length.
inline std::string_view field_text(std::span<const std::byte> bytes, std::size_t at, std::size_t size) noexcept {
  const std::string_view field(reinterpret_cast<const char*>(bytes.data()) + at, size);
  return field.substr(0, field.find('\0'));
}

/// No control characters; bytes beyond ASCII may stand in it (UTF-8, GB 18030). True for an empty text.
bool is_plain_text(std::string_view text) noexcept;

/// "192.168.0.20": four decimal numbers, none above 255.
bool is_ipv4_text(std::string_view text) noexcept;

/// "00:16:6c:7d:75:6e", with colons or hyphens, in either case; not zero, no group address.
bool is_mac_text(std::string_view text) noexcept;

/// An EUI-48 as be48 reads it that one machine may have: not zero, no group address.
constexpr bool is_mac_of_one(std::uint64_t mac) noexcept { return mac != 0 && (mac >> 40 & 1) == 0; }

/// 255.255.255.0, in host order: ones, then zeros; not 0.
constexpr bool is_ipv4_mask(std::uint32_t mask) noexcept { return mask != 0 && (~mask & (~mask + 1)) == 0; }

}  // namespace lenscap::wire
