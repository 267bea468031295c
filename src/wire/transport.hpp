// wire/transport.hpp: TCP and UDP headers. Source: RFC 9293 section 3.1, RFC 768.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>

#include "wire/bytes.hpp"

namespace lenscap::wire {

enum TcpFlag : std::uint8_t { tcp_fin = 1, tcp_syn = 2, tcp_rst = 4, tcp_ack = 16 };

struct TcpHeader {
  std::uint16_t source_port = 0, destination_port = 0;
  std::uint32_t sequence = 0;
  std::uint8_t flags = 0;
  std::uint32_t payload = 0;  ///< offset of the payload in the input
};

/// False when the header is cut or its data offset is impossible.
inline bool parse_tcp(std::span<const std::uint8_t> b, TcpHeader& out) noexcept {
  if (b.size() < 20) return false;
  const std::uint32_t header = (b[12] >> 4) * 4u;
  if (header < 20 || header > b.size()) return false;
  out = {be16(&b[0]), be16(&b[2]), be32(&b[4]), b[13], header};
  return true;
}

struct UdpHeader {
  std::uint16_t source_port = 0, destination_port = 0;
  std::uint32_t payload_length = 0;  ///< bytes of payload in the input, which starts at 8: no more than either says
};

/// False when the header is cut or announces less than itself.
inline bool parse_udp(std::span<const std::uint8_t> b, UdpHeader& out) noexcept {
  if (b.size() < 8) return false;
  std::uint32_t length = be16(&b[4]);
  if (length == 0) length = static_cast<std::uint32_t>(b.size());  // RFC 2675 jumbogram, or offload
  if (length < 8) return false;
  out = {be16(&b[0]), be16(&b[2]), std::min<std::uint32_t>(length, static_cast<std::uint32_t>(b.size())) - 8};
  return true;
}

}  // namespace lenscap::wire
