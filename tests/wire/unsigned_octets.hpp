// tests/wire/unsigned_octets.hpp: messages as the parsers of the hot path take them.
#pragma once
#include <cstdint>
#include <span>

#include "wire/octets.hpp"

namespace lenscap::wire::testing {

inline std::span<const std::uint8_t> unsigned_octets(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace lenscap::wire::testing
