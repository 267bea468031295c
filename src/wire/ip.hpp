// wire/ip.hpp: IPv4 and IPv6 headers with options and extension headers, and what a fragment is.
//
// Source: RFC 791; RFC 8200 sections 4.1 to 4.8; RFC 4302 (authentication header length).
#pragma once
#include <cstdint>
#include <span>

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

/// Reads the header at the start of `bytes`. False when it is no IP or its lengths contradict each other.
/// A total length (IPv6: payload length) of 0, as left by segmentation offload, means all that is there.
bool parse_ip(std::span<const std::uint8_t> bytes, IpHeader& out) noexcept;

}  // namespace lenscap::wire
