// makecap/frame.hpp: Ethernet, 802.1Q, IPv4, IPv6, UDP and TCP around a payload, with right checksums.
// IEEE 802.3 and 802.1Q, RFC 791, RFC 8200, RFC 768, RFC 9293. Functions append to `out` so that the load captures,
// which write a gigabyte, need no allocation a packet.
#pragma once
#include <cstdint>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

/// The link layer of one frame.
struct Link {
  Bytes from, to;                    ///< 6 octets each
  std::vector<std::uint16_t> vlans;  ///< outermost first; two of them are 802.1ad (QinQ)
};

/// The network layer of one packet. `from` and `to` are both 4 or both 16 octets.
struct Net {
  Bytes from, to;
  std::uint8_t ttl = 64;
  std::uint16_t id = 0;  ///< IPv4 identification
};

struct Tcp {
  std::uint16_t from_port, to_port;
  std::uint32_t seq, ack;
  std::uint8_t flags;
  std::uint32_t clock = 0;  ///< RFC 7323 time stamp value; 0: no time stamp option
  std::uint32_t echo = 0;
};
inline constexpr std::uint8_t fin = 1, syn = 2, rst = 4, psh = 8, ack_flag = 16;

inline constexpr std::uint8_t protocol_icmp = 1, protocol_tcp = 6, protocol_udp = 17, protocol_icmp6 = 58;
inline constexpr std::uint16_t type_ip4 = 0x0800, type_arp = 0x0806, type_ip6 = 0x86dd, type_sadp = 0x8033;
inline constexpr std::size_t least_frame = 60;  ///< Ethernet minimum without the checksum that captures leave out

/// One's-complement sum of RFC 1071 over `data`, not yet complemented, added to `sum`.
std::uint32_t add_sum(std::uint32_t sum, std::string_view data);
std::uint16_t end_sum(std::uint32_t sum);

void add_ethernet(Bytes& out, const Link& link, std::uint16_t type);

/// Pads the frame that began at `start` to the Ethernet minimum.
void pad_frame(Bytes& out, std::size_t start);

/// Whole frames: link, network, transport, payload, padding.
void add_udp_frame(Bytes& out, const Link& link, const Net& net, std::uint16_t from_port, std::uint16_t to_port,
                   std::string_view payload);
void add_tcp_frame(Bytes& out, const Link& link, const Net& net, const Tcp& tcp, std::string_view payload);
void add_icmp_frame(Bytes& out, const Link& link, const Net& net, std::string_view message);

/// A UDP datagram as IPv4 fragments whose IP payload is at most `fragment` octets (a multiple of 8).
std::vector<Bytes> udp_fragments(const Link& link, const Net& net, std::uint16_t from_port, std::uint16_t to_port,
                                 std::string_view payload, std::size_t fragment);

/// An ARP packet (RFC 826) on Ethernet and IPv4. `target_mac` is zero in a question.
Bytes arp_frame(const Link& link, std::uint16_t operation, const Bytes& sender_mac, const Bytes& sender_ip,
                const Bytes& target_mac, const Bytes& target_ip);

/// The hardware address of a multicast or broadcast IP address; empty for unicast (RFC 1112, RFC 2464).
Bytes group_mac(const Bytes& ip);

}  // namespace makecap
