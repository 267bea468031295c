// wire/cdp.hpp: CDP versions 1 and 2, Cisco's announcement to the other end of a cable, sent by cameras too.
//
// It lies in an 802.3 frame to 01:00:0c:cc:cc:cc behind LLC and SNAP (aa aa 03, 00 00 0c, 20 00): version, time to
// live, checksum, then TLVs of 2 bytes type and 2 bytes length, the length with its own header. The checksum is that of
// IP (RFC 1071), except that Cisco adds the last octet of an odd length as the low one of its word and takes it for a
// signed number; both forms are accepted. A frame that the capture cut cannot be checked and is not read.
//
// Source: wireshark/wireshark@a35bcd181a1e:epan/dissectors/packet-cdp.c (types, address lists, capability bits, the odd
// checksum).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// One announcement. Views alias the input; those of TLVs that are not there are empty.
struct Cdp {
  std::uint8_t version = 0;  ///< 1 or 2
  std::uint8_t ttl = 0;      ///< seconds
  std::string_view device_id, port_id, software, platform;
  std::string_view ipv4;  ///< the first IPv4 address: 4 octets
  std::string_view ipv6;  ///< the first IPv6 address: 16 octets
  std::uint32_t capabilities = 0;
  std::uint16_t native_vlan = 0;  ///< 0: not told
  std::string_view native_vlan_raw;

  /// Network equipment by its own word: a router, bridge or switch, and no telephone.
  bool network_equipment() const { return (capabilities & 0x0f) && !(capabilities & 0x80); }
};

/// Whether the payload of an 802.3 frame (EtherType field below 0x0600) begins LLC and SNAP of CDP.
bool begins_cdp(std::span<const std::uint8_t> payload) noexcept;

/// Reads the payload of an 802.3 frame from its LLC header on. Empty when it is no CDP, a length runs past the end, or
/// the checksum is wrong. Zeros behind the last TLV fill a short frame up.
std::optional<Cdp> parse_cdp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
