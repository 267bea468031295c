// wire/big_endian.hpp: numbers in network byte order (RFC 1700, "Data Notations").
//
// The caller has checked the length: every function reads inside [at, at + width) and nothing else.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lenscap::wire {

inline std::uint8_t load8(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

inline std::uint16_t load_be16(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint16_t>(load8(bytes, at) << 8 | load8(bytes, at + 1));
}

inline std::uint32_t load_be24(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(load8(bytes, at)) << 16 | load_be16(bytes, at + 1);
}

inline std::uint32_t load_be32(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(load_be16(bytes, at)) << 16 | load_be16(bytes, at + 2);
}

/// An EUI-48 in the low 48 bits, first octet on the wire highest: the form that model::Mac has.
inline std::uint64_t load_be48(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint64_t>(load_be16(bytes, at)) << 32 | load_be32(bytes, at + 2);
}

/// The same bytes as characters.
inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace lenscap::wire
