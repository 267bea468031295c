// sources/image_entropy.hpp: whether a block of bytes is spread so evenly that it is encrypted, or compressed by a
// method that is not known. Which of the two cannot be told: both look like chance.
//
// Two measures, both over the counts of the 256 values. The entropy of n random bytes is 8 - 255 / (2 n ln 2) bits a
// byte on average (Miller 1955); machine code and text stay below 7, deflate and LZMA come within 0.1. The chi-square
// against an even spread (255 degrees of freedom: 255 on average, deviation 23) is some hundreds for compressed bytes,
// and tens of thousands for tables of numbers whose entropy happens to be high.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace lenscap::sources {

inline constexpr std::size_t entropy_block = 16 * 1024;        ///< judged at once
inline constexpr std::size_t smallest_told_by_entropy = 1024;  ///< below, chance decides

struct ByteSpread {
  double entropy;     ///< bits a byte
  double chi_square;  ///< against an even spread
};
ByteSpread spread_of(std::span<const std::byte> bytes);

/// Encrypted, or compressed by an unknown method. `block`: smallest_told_by_entropy to a few entropy_block.
bool is_opaque(std::span<const std::byte> block);

}  // namespace lenscap::sources
