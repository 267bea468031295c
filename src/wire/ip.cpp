#include "wire/ip.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

namespace v6 {
constexpr std::size_t payload_length = 4, next = 6, hops = 7, source = 8, destination = 24, size = 40;
enum : std::uint8_t { hop_by_hop = 0, routing = 43, fragment = 44, authentication = 51, destination_options = 60 };
constexpr std::size_t least_extension = 8;
constexpr int most_extensions = 16;  // more is no real packet, only a way to spend time

constexpr bool extends(std::uint8_t header) noexcept {
  return header == hop_by_hop || header == routing || header == fragment || header == authentication ||
         header == destination_options;
}
}  // namespace v6

}  // namespace

bool parse_ipv6(std::span<const std::uint8_t> b, IpHeader& out) noexcept {
  out = {};
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
  const auto carries = [&](std::uint8_t protocol) {
    out.protocol = protocol;
    out.payload = static_cast<std::uint32_t>(at);
    out.payload_length = static_cast<std::uint32_t>(end - at);
    out.payload_on_wire = static_cast<std::uint32_t>(wire_end - at);
    return true;
  };
  for (int i = 0; i <= v6::most_extensions; ++i) {
    if (!v6::extends(next)) return carries(next);
    if (end < at + v6::least_extension) return false;
    std::size_t size = v6::least_extension;
    if (next == v6::authentication) {
      size = (b[at + 1] + 2u) * 4;
    } else if (next != v6::fragment) {
      size = (b[at + 1] + 1u) * 8;
    } else {
      const std::uint16_t word = be16(&b[at + 2]);
      out.fragment_offset = word & 0xfff8u;
      out.more_fragments = word & 1;
      out.fragment = out.more_fragments || out.fragment_offset != 0;
      out.fragment_id = be32(&b[at + 4]);
    }
    next = b[at];
    at += size;
    if (at > end) return false;
    // What follows is a part of something; even the first part's further headers belong to the whole (RFC 8200 4.5).
    if (out.fragment) return carries(next);
  }
  return false;
}

}  // namespace lenscap::wire
