// wire/ip.hpp: IPv4 and IPv6 headers with options and extension headers, and what a fragment is.
//
// Source: RFC 791; RFC 8200 sections 4.1 to 4.8; RFC 4302 (authentication header length).
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>

#include "wire/bytes.hpp"

namespace lenscap::wire {

enum IpProtocol : std::uint8_t { ip_icmp = 1, ip_tcp = 6, ip_udp = 17, ip_icmp6 = 58 };

struct IpHeader {
  std::uint8_t family = 0;    ///< 4 or 6
  std::uint8_t protocol = 0;  ///< of the payload, after extension headers; in a fragment, what its whole begins with
  std::uint8_t ttl = 0;       ///< or hop limit
  bool fragment = false;      ///< one of several pieces
  bool more_fragments = false;
  std::uint32_t fragment_offset = 0;  ///< bytes
  std::uint32_t fragment_id = 0;
  std::uint32_t source = 0;           ///< offset of the source address in the input: 4 or 16 bytes
  std::uint32_t destination = 0;      ///< offset of the destination address
  std::uint32_t payload = 0;          ///< offset of the payload in the input
  std::uint32_t payload_length = 0;   ///< bytes of it in the input: without link padding, as far as was captured
  std::uint32_t payload_on_wire = 0;  ///< bytes of payload that the header announces
};

/// IPv4: in the header, because every packet of every capture passes through it.
inline bool parse_ipv4(std::span<const std::uint8_t> b, IpHeader& out) noexcept {
  constexpr std::size_t total_length = 2, id = 4, fragment = 6, ttl = 8, protocol = 9, source = 12, destination = 16,
                        size = 20;
  if (b.size() < size) return false;
  const std::uint32_t header = (b[0] & 0x0fu) * 4;
  if (header < size || header > b.size()) return false;
  std::uint32_t total = be16(&b[total_length]);
  if (total == 0) total = static_cast<std::uint32_t>(b.size());
  if (total < header) return false;
  const std::uint16_t flags = be16(&b[fragment]);
  out.family = 4;
  out.protocol = b[protocol];
  out.ttl = b[ttl];
  out.more_fragments = flags & 0x2000;
  out.fragment_offset = (flags & 0x1fffu) * 8;
  out.fragment = out.more_fragments || out.fragment_offset != 0;
  out.fragment_id = be16(&b[id]);
  out.source = source;
  out.destination = destination;
  out.payload = header;
  out.payload_on_wire = total - header;
  out.payload_length = std::min<std::uint32_t>(total, static_cast<std::uint32_t>(b.size())) - header;
  return true;
}
bool parse_ipv6(std::span<const std::uint8_t> bytes, IpHeader& out) noexcept;

/// Reads the header at the start of `bytes`. False when it is no IP or its lengths contradict each other; `out` then
/// holds nothing to rely on. A total length (IPv6: payload length) of 0, as left by segmentation offload, means all
/// that is there.
inline bool parse_ip(std::span<const std::uint8_t> bytes, IpHeader& out) noexcept {
  if (bytes.empty()) return false;
  if (bytes[0] >> 4 == 4) return parse_ipv4(bytes, out);
  return bytes[0] >> 4 == 6 && parse_ipv6(bytes, out);
}

}  // namespace lenscap::wire
