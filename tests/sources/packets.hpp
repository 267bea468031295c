// tests/sources/packets.hpp: frames and capture files, written byte by byte from the standards; nothing of src/ is
// used.
//
// Bytes are std::string. Sources: RFC 791, 8200, 768, 9293; IEEE 802.3, 802.1Q; draft-ietf-opsawg-pcap and -pcapng;
// tcpdump.org/linktypes. Checksums are left zero: captures on the sending machine show the same.
#pragma once
#include <arpa/inet.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::sources::testing {

using Bytes = std::string;

inline Bytes big(std::uint64_t value, int bytes) {
  Bytes out;
  for (int i = bytes - 1; i >= 0; --i) out += i < 8 ? static_cast<char>(value >> (8 * i)) : '\0';
  return out;
}

inline Bytes little(std::uint64_t value, int bytes) {
  Bytes out;
  for (int i = 0; i < bytes; ++i) out += i < 8 ? static_cast<char>(value >> (8 * i)) : '\0';
  return out;
}

inline Bytes mac(const char* text) {
  unsigned b[6] = {};
  std::sscanf(text, "%x:%x:%x:%x:%x:%x", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5]);
  Bytes out;
  for (unsigned byte : b) out += static_cast<char>(byte);
  return out;
}

/// 4 bytes of "10.0.0.1", 16 of "fe80::1".
inline Bytes ip(const char* text) {
  char raw[16];
  if (inet_pton(AF_INET, text, raw) == 1) return {raw, 4};
  if (inet_pton(AF_INET6, text, raw) == 1) return {raw, 16};
  return {};
}

/// One end of a conversation.
struct End {
  Bytes mac, ip;
  std::uint16_t port = 0;
};

inline End end(const char* hardware, const char* network, std::uint16_t port = 0) {
  return {mac(hardware), ip(network), port};
}

inline End at_port(End of, std::uint16_t port) {
  of.port = port;
  return of;
}

constexpr std::uint16_t type_ipv4 = 0x0800, type_arp = 0x0806, type_ipv6 = 0x86dd;
constexpr std::uint8_t over_icmp = 1, over_tcp = 6, over_udp = 17;

inline Bytes ethernet(const Bytes& to, const Bytes& from, std::uint16_t type, const Bytes& payload) {
  return to + from + big(type, 2) + payload;
}

/// 802.1Q: goes between type and payload; give 0x8100 (or 0x88a8) as the type of the frame.
inline Bytes tag(std::uint16_t id, std::uint16_t type, const Bytes& payload) {
  return big(id, 2) + big(type, 2) + payload;
}

struct Ipv4Header {
  std::uint8_t ttl = 64;
  std::uint16_t id = 1;
  std::uint16_t fragment = 0;  ///< flags and offset as on the wire: 0x2000 = more, offset in units of 8
  Bytes options;               ///< a multiple of 4
};

inline Bytes ipv4(const Bytes& from, const Bytes& to, std::uint8_t protocol, const Bytes& payload, Ipv4Header h = {}) {
  const auto words = static_cast<unsigned>(5 + h.options.size() / 4);
  return big(0x40 | words, 1) + big(0, 1) + big(words * 4 + payload.size(), 2) + big(h.id, 2) + big(h.fragment, 2) +
         big(h.ttl, 1) + big(protocol, 1) + big(0, 2) + from + to + h.options + payload;
}

inline Bytes ipv6(const Bytes& from, const Bytes& to, std::uint8_t next, const Bytes& payload, std::uint8_t hops = 64) {
  return big(0x60000000, 4) + big(payload.size(), 2) + big(next, 1) + big(hops, 1) + from + to + payload;
}

inline Bytes udp(std::uint16_t from, std::uint16_t to, const Bytes& payload) {
  return big(from, 2) + big(to, 2) + big(8 + payload.size(), 2) + big(0, 2) + payload;
}

constexpr std::uint8_t fin = 1, syn = 2, rst = 4, push = 8, ack = 16;

inline Bytes tcp(std::uint16_t from, std::uint16_t to, std::uint32_t sequence, std::uint8_t flags,
                 const Bytes& payload) {
  return big(from, 2) + big(to, 2) + big(sequence, 4) + big(0, 4) + big(0x50, 1) + big(flags, 1) + big(0xffff, 2) +
         big(0, 4) + payload;
}

inline Bytes ip_between(const End& from, const End& to, std::uint8_t protocol, const Bytes& payload,
                        std::uint8_t ttl = 64) {
  return from.ip.size() == 4 ? ipv4(from.ip, to.ip, protocol, payload, {ttl, 1, 0, {}})
                             : ipv6(from.ip, to.ip, protocol, payload, ttl);
}

inline Bytes framed(const End& from, const End& to, const Bytes& packet) {
  return ethernet(to.mac, from.mac, from.ip.size() == 4 ? type_ipv4 : type_ipv6, packet);
}

/// A whole Ethernet frame with a datagram.
inline Bytes datagram(const End& from, const End& to, const Bytes& payload, std::uint8_t ttl = 64) {
  return framed(from, to, ip_between(from, to, over_udp, udp(from.port, to.port, payload), ttl));
}

/// Bytes of Ethernet, IPv4 and TCP headers before the payload that `segment` gives; of UDP.
constexpr std::size_t tcp_payload_at = 14 + 20 + 20, udp_payload_at = 14 + 20 + 8;

/// A whole Ethernet frame with a TCP segment.
inline Bytes segment(const End& from, const End& to, std::uint32_t sequence, std::uint8_t flags, const Bytes& payload,
                     std::uint8_t ttl = 64) {
  return framed(from, to, ip_between(from, to, over_tcp, tcp(from.port, to.port, sequence, flags, payload), ttl));
}

/// A TCP conversation that writes its frames; sequence numbers start where the two ends say.
class Conversation {
 public:
  Conversation(End client, End server, std::uint32_t client_sequence = 1000, std::uint32_t server_sequence = 5000)
      : client_(std::move(client)), server_(std::move(server)), next_{client_sequence, server_sequence} {}

  std::vector<Bytes> frames;

  Conversation& open() {
    put(0, syn, {});
    ++next_[0];
    put(1, syn | ack, {});
    ++next_[1];
    return *this;
  }
  Conversation& asks(const Bytes& bytes) { return say(0, bytes); }
  Conversation& answers(const Bytes& bytes) { return say(1, bytes); }
  Conversation& closes(int side) {
    put(side, fin | ack, {});
    ++next_[side];
    return *this;
  }
  /// A segment at `ahead` bytes from where the side stands; nothing moves.
  Bytes piece(int side, std::int64_t ahead, const Bytes& bytes, std::uint8_t flags = ack) const {
    const End& from = side == 0 ? client_ : server_;
    const End& to = side == 0 ? server_ : client_;
    return segment(from, to, next_[side] + static_cast<std::uint32_t>(ahead), flags, bytes);
  }
  void put(int side, std::uint8_t flags, const Bytes& bytes) { frames.push_back(piece(side, 0, bytes, flags)); }
  void advance(int side, std::size_t bytes) { next_[side] += static_cast<std::uint32_t>(bytes); }

 private:
  Conversation& say(int side, const Bytes& bytes) {
    put(side, push | ack, bytes);
    advance(side, bytes.size());
    return *this;
  }
  End client_, server_;
  std::uint32_t next_[2];
};

inline std::vector<Bytes>& operator+=(std::vector<Bytes>& all, const std::vector<Bytes>& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace lenscap::sources::testing
