#include "wire/rtp.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

// RFC 3550, 5.1.
constexpr std::size_t marks = 0, type = 1, sequence = 2, source = 8, fixed_header = 12, word = 4;
constexpr std::uint8_t version_2 = 0x80, version_mask = 0xc0, padding = 0x20, extension = 0x10, contributors = 0x0f;
// RFC 5761, 4: 64 to 95 with the marker bit would be RTCP's 192 to 223.
constexpr std::uint8_t first_not_rtp = 64, last_not_rtp = 95;
// RFC 3550, 6.4: SR, RR; 12.1 and RFC 4585, 3611: up to XR.
constexpr std::uint8_t sender_report = 200, receiver_report = 201, last_rtcp = 207;
constexpr std::size_t rtcp_length = 2, least_report = 8;
constexpr std::uint16_t most_ahead = 8;  // packets between two that were captured

}  // namespace

std::optional<Rtp> parse_rtp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept {
  if (bytes.size() < fixed_header || wire_size < bytes.size()) return std::nullopt;
  const std::uint8_t first = u8(bytes, marks);
  if ((first & version_mask) != version_2) return std::nullopt;
  Rtp out;
  out.payload_type = u8(bytes, type) & 0x7f;
  out.marker = (u8(bytes, type) & 0x80) != 0;
  if (out.payload_type >= first_not_rtp && out.payload_type <= last_not_rtp) return std::nullopt;
  out.sequence = be16(bytes, sequence);
  out.source = be32(bytes, source);
  out.payload = fixed_header + word * (first & contributors);
  if (first & extension) {
    if (bytes.size() < out.payload + word) return std::nullopt;
    out.payload += word + word * std::size_t{be16(bytes, out.payload + 2)};
  }
  if (out.payload > wire_size) return std::nullopt;
  if (first & padding && bytes.size() == wire_size) {
    const std::size_t pad = u8(bytes, bytes.size() - 1);
    if (pad == 0 || pad > wire_size - out.payload) return std::nullopt;
  }
  return out;
}

bool rtp_continues(std::uint16_t before, std::uint16_t next) noexcept {
  const auto ahead = static_cast<std::uint16_t>(next - before);
  return ahead != 0 && ahead <= most_ahead;
}

bool is_rtcp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept {
  if (bytes.size() < least_report || wire_size < bytes.size() || wire_size % word != 0) return false;
  const std::uint8_t report = u8(bytes, type);
  if (report != sender_report && report != receiver_report) return false;
  if (u8(bytes, marks) & padding) return false;  // A.2: padding stands in the last packet of a compound only
  std::size_t at = 0;
  while (at < wire_size) {
    if (bytes.size() - at < word) return bytes.size() < wire_size;  // cut by the capture
    if ((u8(bytes, at + marks) & version_mask) != version_2) return false;
    const std::uint8_t kind = u8(bytes, at + type);
    if (kind < sender_report || kind > last_rtcp) return false;
    at += word + word * std::size_t{be16(bytes, at + rtcp_length)};
    if (at > bytes.size()) return at <= wire_size && bytes.size() < wire_size;
  }
  return at == wire_size;
}

}  // namespace lenscap::wire
