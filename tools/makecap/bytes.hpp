// makecap/bytes.hpp: octets as they go on the wire. A std::string of octets is enough: every message is built once, in
// order.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace makecap {

using Bytes = std::string;

/// A scenario that cannot become packets: what is wrong and where. Caught in main only.
struct Mistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void put8(Bytes& out, std::uint32_t value);
void put16(Bytes& out, std::uint32_t value);  ///< network order
void put32(Bytes& out, std::uint32_t value);  ///< network order
void put16le(Bytes& out, std::uint32_t value);
void put32le(Bytes& out, std::uint32_t value);
void put64le(Bytes& out, std::uint64_t value);

/// Overwrites two octets at `at`, network order.
void set16(Bytes& out, std::size_t at, std::uint32_t value);

/// "0a 1b # comment" -> octets. Spaces and line ends are free, '#' runs to the end of its line.
Bytes from_hex(std::string_view text);

/// "10.0.0.1" -> 4 octets; anything with ':' -> 16 octets.
Bytes parse_ip(std::string_view text);

/// "3c:ef:8c:00:12:34" -> 6 octets.
Bytes parse_mac(std::string_view text);

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice {
  std::uint64_t state;
  std::uint64_t next();
  std::uint32_t below(std::uint32_t limit);  ///< 0 … limit-1; limit > 0
  Bytes octets(std::size_t count);
};

/// A seed from a name, so that a step keeps its numbers when another step is added before it (FNV-1a).
std::uint64_t seed_of(std::string_view name);

}  // namespace makecap
