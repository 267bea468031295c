// wire/link.hpp: link layers down to the network protocol: Ethernet with 802.1Q/QinQ tags, Linux cooked v1 and v2, raw
// IP and the loopback forms. Link types are those of the pcap file format (tcpdump.org/linktypes).
//
// Source: IEEE 802.3, 802.1Q, 802.1ad; LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2, LINKTYPE_NULL, LINKTYPE_LOOP,
// LINKTYPE_RAW.
#pragma once
#include <cstdint>
#include <span>

#include "wire/bytes.hpp"

namespace lenscap::wire {

enum LinkType : std::uint16_t {
  link_null = 0,
  link_ethernet = 1,
  link_raw_old1 = 12,
  link_raw_old2 = 14,
  link_raw = 101,
  link_loop = 108,
  link_sll = 113,
  link_ipv4 = 228,
  link_ipv6 = 229,
  link_sll2 = 276,
};

enum EtherType : std::uint16_t {
  ether_ipv4 = 0x0800,
  ether_arp = 0x0806,
  ether_bridged = 0x6558,  ///< an Ethernet frame inside something else (RFC 1701 "transparent Ethernet bridging")
  ether_vlan = 0x8100,
  ether_sadp = 0x8033,
  ether_ipv6 = 0x86dd,
  ether_mpls = 0x8847,
  ether_mpls_upstream = 0x8848,  ///< label chosen by the sender (RFC 5332)
  ether_pppoe = 0x8864,          ///< session stage
  ether_qinq = 0x88a8,
  ether_lldp = 0x88cc,
  ether_qinq_old = 0x9100,
};

struct Link {
  std::uint64_t source_mac = 0;       ///< 48 bits; 0 where the link has none
  std::uint64_t destination_mac = 0;  ///< Ethernet only
  std::uint16_t vlan = 0;             ///< innermost 802.1Q identifier, 0 = untagged
  std::uint16_t type = 0;             ///< EtherType; 0 for 802.3 length frames (LLC: STP, EDP, CDP …)
  std::uint32_t payload = 0;          ///< offset of the network header in the frame
};

/// Reads the link header of a frame of `link_type`. False when the frame is too short or the link type is not one of
/// these.
bool parse_link(std::span<const std::uint8_t> frame, std::uint16_t link_type, Link& out) noexcept;
/// The same for Ethernet: here, because nearly every frame of every capture passes through it.
inline bool parse_ethernet(std::span<const std::uint8_t> frame, Link& out) noexcept;

/// Steps over 802.1Q and 802.1ad tags: `type` is what the frame says first, the rest begins at `at`. Sets the type, the
/// payload and, where there is a tag, the innermost identifier. False when the frame ends inside a tag.
bool step_over_tags(std::span<const std::uint8_t> frame, std::uint16_t type, std::size_t at, Link& out) noexcept;

inline bool parse_ethernet(std::span<const std::uint8_t> frame, Link& out) noexcept {
  constexpr std::size_t destination = 0, source = 6, type_at = 12, size = 14;
  if (frame.size() < size) return false;
  out.destination_mac = be48(&frame[destination]);
  out.source_mac = be48(&frame[source]);
  out.vlan = 0;
  const std::uint16_t type = be16(&frame[type_at]);
  if (type == ether_ipv4) {
    out.type = type;
    out.payload = size;
    return true;
  }
  return step_over_tags(frame, type, size, out);
}

/// Whether parse_link knows the link type at all.
bool knows_link(std::uint16_t link_type) noexcept;

}  // namespace lenscap::wire
