// wire/bytes.hpp: numbers as they lie on the wire, at any alignment, most significant byte first (be: network byte
// order, RFC 1700 "Data Notations") or last (le).
//
// The caller has checked the length: every function reads exactly its own width, at a pointer or at an offset of a
// span.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace lenscap::wire {

template <class T>
T load_le(const void* p) noexcept {
  static_assert(std::endian::native == std::endian::little, "a plain load is a little-endian one");
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

inline std::uint16_t le16(const void* p) noexcept { return load_le<std::uint16_t>(p); }
inline std::uint32_t le32(const void* p) noexcept { return load_le<std::uint32_t>(p); }
inline std::uint64_t le64(const void* p) noexcept { return load_le<std::uint64_t>(p); }

inline std::uint16_t be16(const void* p) noexcept { return __builtin_bswap16(le16(p)); }
inline std::uint32_t be32(const void* p) noexcept { return __builtin_bswap32(le32(p)); }
inline std::uint64_t be64(const void* p) noexcept { return __builtin_bswap64(le64(p)); }

inline std::uint32_t be24(const void* p) noexcept {
  const auto* const octets = static_cast<const std::uint8_t*>(p);
  return std::uint32_t{octets[0]} << 16 | be16(octets + 1);
}

/// An EUI-48 in the low 48 bits, first octet on the wire highest: the form that model::Mac has.
inline std::uint64_t be48(const void* p) noexcept {
  return std::uint64_t{be16(p)} << 32 | be32(static_cast<const std::uint8_t*>(p) + 2);
}

inline std::uint8_t u8(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return std::to_integer<std::uint8_t>(bytes[at]);
}
inline std::uint16_t be16(std::span<const std::byte> bytes, std::size_t at) noexcept { return be16(&bytes[at]); }
inline std::uint32_t be24(std::span<const std::byte> bytes, std::size_t at) noexcept { return be24(&bytes[at]); }
inline std::uint32_t be32(std::span<const std::byte> bytes, std::size_t at) noexcept { return be32(&bytes[at]); }
inline std::uint64_t be48(std::span<const std::byte> bytes, std::size_t at) noexcept { return be48(&bytes[at]); }

/// The same bytes as characters.
inline std::string_view as_text(std::span<const std::byte> bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace lenscap::wire
