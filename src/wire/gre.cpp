#include "wire/gre.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

constexpr std::size_t flags_at = 0, type_at = 2, header = 4, option = 4;
enum Flag : std::uint16_t { has_checksum = 0x8000, has_key = 0x2000, has_sequence = 0x1000 };
// Routing, strict route and the first bit of recursion must be clear (RFC 2784 2.3); the version is 0 (2.3.1).
constexpr std::uint16_t must_be_clear = 0x4000 | 0x0800 | 0x0400 | 0x0007;

}  // namespace

std::optional<Gre> parse_gre(std::span<const std::uint8_t> bytes) noexcept {
  if (bytes.size() < header) return {};
  const std::uint16_t flags = be16(&bytes[flags_at]);
  if (flags & must_be_clear) return {};
  Gre out;
  out.type = be16(&bytes[type_at]);
  out.keyed = flags & has_key;
  out.sequenced = flags & has_sequence;
  std::size_t at = header + (flags & has_checksum ? option : 0);
  const std::size_t end = at + (out.keyed ? option : 0) + (out.sequenced ? option : 0);
  if (bytes.size() < end) return {};
  if (out.keyed) {
    out.key = be32(&bytes[at]);
    at += option;
  }
  if (out.sequenced) out.sequence = be32(&bytes[at]);
  out.payload = static_cast<std::uint32_t>(end);
  return out;
}

}  // namespace lenscap::wire
