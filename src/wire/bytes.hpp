// wire/bytes.hpp: unaligned loads in both byte orders. The caller has checked the length.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

namespace lenscap::wire {

template <class T>
inline T load_native(const void* p) noexcept {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

inline std::uint16_t be16(const void* p) noexcept { return __builtin_bswap16(load_native<std::uint16_t>(p)); }
inline std::uint32_t be32(const void* p) noexcept { return __builtin_bswap32(load_native<std::uint32_t>(p)); }
inline std::uint64_t be64(const void* p) noexcept { return __builtin_bswap64(load_native<std::uint64_t>(p)); }
inline std::uint64_t be48(const void* p) noexcept {
  return std::uint64_t(be16(p)) << 32 | be32(static_cast<const std::uint8_t*>(p) + 2);
}
inline std::uint16_t le16(const void* p) noexcept { return load_native<std::uint16_t>(p); }
inline std::uint32_t le32(const void* p) noexcept { return load_native<std::uint32_t>(p); }
static_assert(std::endian::native == std::endian::little, "le16 and le32 are plain loads");

}  // namespace lenscap::wire
