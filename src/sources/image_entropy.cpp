#include "sources/image_entropy.hpp"

#include <array>
#include <cmath>

namespace lenscap::sources {

ByteSpread spread_of(std::span<const std::byte> bytes) {
  // Four tables, so that equal neighbours do not wait for each other.
  std::array<std::array<std::uint32_t, 256>, 4> counts{};
  std::size_t i = 0;
  for (; i + 4 <= bytes.size(); i += 4)
    for (std::size_t k = 0; k < 4; ++k) ++counts[k][std::to_integer<std::uint8_t>(bytes[i + k])];
  for (; i < bytes.size(); ++i) ++counts[0][std::to_integer<std::uint8_t>(bytes[i])];
  ByteSpread spread{0, 0};
  if (bytes.empty()) return spread;
  const double n = static_cast<double>(bytes.size()), expected = n / 256;
  for (std::size_t value = 0; value < 256; ++value) {
    const double count = counts[0][value] + counts[1][value] + counts[2][value] + counts[3][value];
    if (count > 0) spread.entropy -= count / n * std::log2(count / n);
    spread.chi_square += (count - expected) * (count - expected) / expected;
  }
  return spread;
}

bool is_opaque(std::span<const std::byte> block) {
  if (block.size() < smallest_told_by_entropy) return false;
  const ByteSpread spread = spread_of(block);
  const double n = static_cast<double>(block.size());
  const double random = 8 - 255 / (2 * n * std::log(2.0));
  constexpr double allowance = 0.12;       // bits: what deflate falls short
  constexpr double uneven_per_byte = 0.2;  // of chi-square: grows with the bytes where a spread is not even
  return spread.entropy >= random - allowance && spread.chi_square <= 2 * 255 + uneven_per_byte * n;
}

}  // namespace lenscap::sources
