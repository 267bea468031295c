#include "wire/pcapng.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

constexpr std::uint16_t opt_end = 0, if_tsresol = 9, if_tsoffset = 14;

std::uint16_t u16(const std::uint8_t* p, bool swapped) noexcept { return swapped ? be16(p) : le16(p); }
std::uint32_t u32(const std::uint8_t* p, bool swapped) noexcept { return swapped ? be32(p) : le32(p); }

/// Ticks a second of if_tsresol: a power of 2 or of 10. Finer than 64 bits of ticks can count is taken as the finest.
std::uint64_t resolution(std::uint8_t byte) noexcept {
  constexpr int most_binary = 63, most_decimal = 19;
  const int exponent = byte & 0x7f;
  if (byte & 0x80) return std::uint64_t{1} << std::min(exponent, most_binary);
  std::uint64_t ticks = 1;
  for (int i = 0; i < std::min(exponent, most_decimal); ++i) ticks *= 10;
  return ticks;
}

}  // namespace

std::optional<PcapngBlock> parse_pcapng_block(std::span<const std::uint8_t> bytes, bool& swapped) noexcept {
  if (bytes.size() < 8) return std::nullopt;
  if (le32(&bytes[0]) == block_section) {  // a palindrome: the same in both orders
    if (bytes.size() < 12) return std::nullopt;
    const std::uint32_t magic = le32(&bytes[8]);
    if (magic == 0x1a2b3c4d) swapped = false;
    else if (magic == 0x4d3c2b1a) swapped = true;
    else return std::nullopt;
  }
  return PcapngBlock{u32(&bytes[0], swapped), u32(&bytes[4], swapped)};
}

std::optional<PcapngInterface> parse_pcapng_interface(std::span<const std::uint8_t> body, bool swapped) noexcept {
  if (body.size() < 8) return std::nullopt;
  PcapngInterface out;
  out.link_type = u16(&body[0], swapped);
  out.snap_length = u32(&body[4], swapped);
  for (std::size_t at = 8; at + 4 <= body.size();) {
    const std::uint16_t code = u16(&body[at], swapped);
    const std::uint16_t length = u16(&body[at + 2], swapped);
    at += 4;
    if (code == opt_end || length > body.size() - at) break;
    if (code == if_tsresol && length >= 1) out.ticks_per_second = resolution(body[at]);
    if (code == if_tsoffset && length >= 8) {
      const std::uint64_t raw = swapped ? be64(&body[at]) : le64(&body[at]);
      out.offset_seconds = static_cast<std::int64_t>(raw);
    }
    at += (length + 3u) & ~3u;
  }
  return out;
}

std::optional<PcapngPacket> parse_pcapng_packet(std::uint32_t type, std::span<const std::uint8_t> body, bool swapped,
                                                std::uint32_t snap_length) noexcept {
  PcapngPacket out;
  if (type == block_simple) {
    if (body.size() < 4) return std::nullopt;
    out.on_wire = u32(&body[0], swapped);
    out.timed = false;
    out.frame = 4;
    out.kept = std::min<std::uint32_t>(out.on_wire, static_cast<std::uint32_t>(body.size() - 4));
    if (snap_length != 0) out.kept = std::min(out.kept, snap_length);
    return out;
  }
  if (body.size() < 20) return std::nullopt;
  out.interface_id = type == block_enhanced ? u32(&body[0], swapped) : u16(&body[0], swapped);
  out.ticks = std::uint64_t(u32(&body[4], swapped)) << 32 | u32(&body[8], swapped);
  out.kept = u32(&body[12], swapped);
  out.on_wire = u32(&body[16], swapped);
  out.frame = 20;
  if (out.kept > body.size() - 20) return std::nullopt;
  return out;
}

std::int64_t to_nanos(const PcapngInterface& interface, std::uint64_t ticks) noexcept {
  const std::uint64_t per_second = std::max<std::uint64_t>(interface.ticks_per_second, 1);
  const __int128 nanos = static_cast<__int128>(ticks) * 1'000'000'000 / per_second +
                         static_cast<__int128>(interface.offset_seconds) * 1'000'000'000;
  constexpr __int128 most = INT64_MAX;
  return static_cast<std::int64_t>(std::clamp<__int128>(nanos, -most, most));
}

}  // namespace lenscap::wire
