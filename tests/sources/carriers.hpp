// tests/sources/carriers.hpp: what carries other people's packets, written from the standards; nothing of src/ is used.
//
// Sources: RFC 2516 (PPPoE), 2784 and 2890 (GRE), 7348 (VXLAN), 3032 and 4385 (MPLS), draft-foschiano-erspan;
// IEEE 802.11-2020 9.3.2, radiotap.org.
#pragma once
#include "sources/packets.hpp"

namespace lenscap::sources::testing {

constexpr std::uint8_t over_ipv4 = 4, over_ipv6 = 41, over_gre = 47;
constexpr std::uint16_t type_bridged = 0x6558, type_mpls = 0x8847, type_pppoe = 0x8864;

inline Bytes vxlan(std::uint32_t network, const Bytes& frame) {
  return big(0x08000000, 4) + big(network, 3) + big(0, 1) + frame;
}

inline Bytes gre(std::uint16_t type, const Bytes& payload) { return big(0, 2) + big(type, 2) + payload; }

inline Bytes gre_numbered(std::uint16_t type, std::uint32_t number, const Bytes& payload) {
  return big(0x1000, 2) + big(type, 2) + big(number, 4) + payload;
}

/// ERSPAN type II, in GRE.
inline Bytes erspan_2(std::uint16_t vlan, const Bytes& frame) {
  return gre_numbered(0x88be, 1, big(0x1000 | vlan, 2) + big(5, 2) + big(0, 4) + frame);
}
inline Bytes erspan_3(std::uint16_t vlan, const Bytes& frame) {
  return gre_numbered(0x22eb, 1, big(0x2000 | vlan, 2) + big(5, 2) + big(0, 8) + frame);
}

inline Bytes mpls(std::vector<std::uint32_t> labels, const Bytes& payload) {
  Bytes out;
  for (std::size_t i = 0; i < labels.size(); ++i)
    out += big(labels[i] << 12 | (i + 1 == labels.size() ? 0x100 : 0) | 64, 4);
  return out + payload;
}

inline Bytes pppoe(std::uint16_t protocol, const Bytes& packet) {
  return big(0x11, 1) + big(0, 1) + big(7, 2) + big(2 + packet.size(), 2) + big(protocol, 2) + packet;
}

inline Bytes snap(std::uint16_t type, const Bytes& packet) { return big(0xaaaa03000000, 6) + big(type, 2) + packet; }

constexpr std::uint8_t to_ds = 1, from_ds = 2, encrypted = 0x40;

/// A data frame: the three addresses as they stand.
inline Bytes wifi(std::uint8_t flags, const Bytes& one, const Bytes& two, const Bytes& three, const Bytes& body) {
  return big(0x08, 1) + big(flags, 1) + big(0, 2) + one + two + three + big(0x10, 2) + body;
}
/// With quality of service: `control` 0x80 says that several packets follow.
inline Bytes wifi_qos(std::uint8_t flags, const Bytes& one, const Bytes& two, const Bytes& three, std::uint8_t control,
                      const Bytes& body) {
  return big(0x88, 1) + big(flags, 1) + big(0, 2) + one + two + three + big(0x10, 2) + big(control, 1) + big(0, 1) +
         body;
}
/// Radiotap with flags: 0x10 = a checksum follows the frame, 0x40 = it was wrong.
inline Bytes radiotap(std::uint8_t flags, const Bytes& frame) {
  return big(0, 2) + little(9, 2) + little(2, 4) + big(flags, 1) + frame;
}
inline Bytes subframe(const Bytes& to, const Bytes& from, const Bytes& body) {
  Bytes out = to + from + big(body.size(), 2) + body;
  out.resize((out.size() + 3) / 4 * 4);
  return out;
}

}  // namespace lenscap::sources::testing
