#include "wire/ip.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

namespace v4 {
constexpr std::size_t total_length = 2, id = 4, fragment = 6, ttl = 8, protocol = 9, source = 12, destination = 16,
                      size = 20;
}
namespace v6 {
constexpr std::size_t payload_length = 4, next = 6, hops = 7, source = 8, destination = 24, size = 40;
enum : std::uint8_t {
  hop_by_hop = 0,
  routing = 43,
  fragment = 44,
  authentication = 51,
  no_next = 59,
  destination_options = 60
};
constexpr int most_extensions = 16;
}  // namespace v6

bool parse_v4(std::span<const std::uint8_t> b, IpHeader& out) noexcept {
  if (b.size() < v4::size) return false;
  const std::uint32_t header = (b[0] & 0x0fu) * 4;
  if (header < v4::size || header > b.size()) return false;
  std::uint32_t total = be16(&b[v4::total_length]);
  if (total == 0) total = static_cast<std::uint32_t>(b.size());
  if (total < header) return false;
  const std::uint16_t flags = be16(&b[v4::fragment]);
  out.family = 4;
  out.protocol = b[v4::protocol];
  out.ttl = b[v4::ttl];
  out.more_fragments = flags & 0x2000;
  out.fragment_offset = (flags & 0x1fffu) * 8;
  out.fragment = out.more_fragments || out.fragment_offset != 0;
  out.fragment_id = be16(&b[v4::id]);
  out.source = v4::source;
  out.destination = v4::destination;
  out.payload = header;
  out.payload_on_wire = total - header;
  out.payload_length = std::min<std::uint32_t>(total, static_cast<std::uint32_t>(b.size())) - header;
  return true;
}

bool parse_v6(std::span<const std::uint8_t> b, IpHeader& out) noexcept {
  if (b.size() < v6::size) return false;
  std::uint32_t length = be16(&b[v6::payload_length]);
  if (length == 0) length = static_cast<std::uint32_t>(b.size() - v6::size);
  out.family = 6;
  out.ttl = b[v6::hops];
  out.source = v6::source;
  out.destination = v6::destination;
  std::size_t at = v6::size;
  const std::size_t wire_end = v6::size + length;
  const std::size_t end = std::min(b.size(), wire_end);
  std::uint8_t next = b[v6::next];
  for (int i = 0; i < v6::most_extensions; ++i) {
    std::size_t size = 0;
    if (next == v6::hop_by_hop || next == v6::routing || next == v6::destination_options) {
      if (end < at + 8) return false;
      size = (b[at + 1] + 1u) * 8;
    } else if (next == v6::authentication) {
      if (end < at + 8) return false;
      size = (b[at + 1] + 2u) * 4;
    } else if (next == v6::fragment) {
      if (end < at + 8) return false;
      const std::uint16_t word = be16(&b[at + 2]);
      out.fragment_offset = word & 0xfff8u;
      out.more_fragments = word & 1;
      out.fragment = out.more_fragments || out.fragment_offset != 0;
      out.fragment_id = be32(&b[at + 4]);
      size = 8;
    } else {
      out.protocol = next;
      out.payload = static_cast<std::uint32_t>(at);
      out.payload_length = static_cast<std::uint32_t>(end - at);
      out.payload_on_wire = static_cast<std::uint32_t>(wire_end - at);
      return true;
    }
    next = b[at];
    at += size;
    if (at > end) return false;
    if (out.fragment && out.fragment_offset != 0) {  // what follows is the middle of something, not a header
      out.protocol = next;
      out.payload = static_cast<std::uint32_t>(at);
      out.payload_length = static_cast<std::uint32_t>(end - at);
      out.payload_on_wire = static_cast<std::uint32_t>(wire_end - at);
      return true;
    }
  }
  return false;
}

}  // namespace

bool parse_ip(std::span<const std::uint8_t> bytes, IpHeader& out) noexcept {
  out = {};
  if (bytes.empty()) return false;
  if (bytes[0] >> 4 == 4) return parse_v4(bytes, out);
  if (bytes[0] >> 4 == 6) return parse_v6(bytes, out);
  return false;
}

}  // namespace lenscap::wire
