#include "makecap/frame.hpp"

namespace makecap {

namespace {

constexpr std::uint32_t dont_fragment = 0x4000, more_fragments = 0x2000;

void add_ip4(Bytes& out, const Net& net, std::uint8_t protocol, std::size_t payload, std::uint32_t fragment_field) {
  const std::size_t start = out.size();
  put16(out, 0x4500);
  put16(out, static_cast<std::uint32_t>(20 + payload));
  put16(out, net.id);
  put16(out, fragment_field);
  put8(out, net.ttl);
  put8(out, protocol);
  put16(out, 0);
  out += net.from;
  out += net.to;
  set16(out, start + 10, end_sum(add_sum(0, std::string_view(out).substr(start, 20))));
}

void add_ip6(Bytes& out, const Net& net, std::uint8_t protocol, std::size_t payload) {
  put32(out, 0x60000000);
  put16(out, static_cast<std::uint32_t>(payload));
  put8(out, protocol);
  put8(out, net.ttl);
  out += net.from;
  out += net.to;
}

void add_ip(Bytes& out, const Link& link, const Net& net, std::uint8_t protocol, std::size_t payload) {
  const bool six = net.from.size() == 16;
  add_ethernet(out, link, six ? type_ip6 : type_ip4);
  if (six) add_ip6(out, net, protocol, payload);
  else add_ip4(out, net, protocol, payload, dont_fragment);
}

/// Sum over the pseudo header and everything from `start`.
std::uint16_t transport_sum(const Bytes& out, std::size_t start, const Net& net, std::uint8_t protocol) {
  std::uint32_t sum = add_sum(add_sum(0, net.from), net.to);
  sum += static_cast<std::uint32_t>(protocol) + static_cast<std::uint32_t>(out.size() - start);
  return end_sum(add_sum(sum, std::string_view(out).substr(start)));
}

void add_udp(Bytes& out, const Net& net, std::uint16_t from_port, std::uint16_t to_port, std::string_view payload) {
  const std::size_t start = out.size();
  put16(out, from_port);
  put16(out, to_port);
  put16(out, static_cast<std::uint32_t>(8 + payload.size()));
  put16(out, 0);
  out += payload;
  const std::uint16_t sum = transport_sum(out, start, net, protocol_udp);
  set16(out, start + 6, sum == 0 ? 0xffff : sum);  // 0 would say "no checksum"
}

}  // namespace

std::uint32_t add_sum(std::uint32_t sum, std::string_view data) {
  std::uint64_t total = sum;
  std::size_t i = 0;
  for (; i + 1 < data.size(); i += 2)
    total +=
        static_cast<std::uint32_t>(static_cast<unsigned char>(data[i])) << 8 | static_cast<unsigned char>(data[i + 1]);
  if (i < data.size()) total += static_cast<std::uint32_t>(static_cast<unsigned char>(data[i])) << 8;
  while (total >> 16) total = (total & 0xffff) + (total >> 16);
  return static_cast<std::uint32_t>(total);
}

std::uint16_t end_sum(std::uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum & 0xffff);
}

void add_ethernet(Bytes& out, const Link& link, std::uint16_t type) {
  out += link.to;
  out += link.from;
  for (std::size_t i = 0; i < link.vlans.size(); ++i) {
    put16(out, i + 1 < link.vlans.size() ? 0x88a8 : 0x8100);
    put16(out, link.vlans[i]);
  }
  put16(out, type);
}

void pad_frame(Bytes& out, std::size_t start) {
  if (out.size() - start < least_frame) out.append(least_frame - (out.size() - start), '\0');
}

void add_udp_frame(Bytes& out, const Link& link, const Net& net, std::uint16_t from_port, std::uint16_t to_port,
                   std::string_view payload) {
  const std::size_t start = out.size();
  add_ip(out, link, net, protocol_udp, 8 + payload.size());
  add_udp(out, net, from_port, to_port, payload);
  pad_frame(out, start);
}

void add_tcp_frame(Bytes& out, const Link& link, const Net& net, const Tcp& tcp, std::string_view payload) {
  const std::size_t start = out.size();
  const bool opening = (tcp.flags & syn) != 0, stamped = tcp.clock != 0;
  const std::uint32_t header = 20U + (opening ? 8U : 0U) + (stamped ? 12U : 0U);
  add_ip(out, link, net, protocol_tcp, header + payload.size());
  const std::size_t segment = out.size();
  put16(out, tcp.from_port);
  put16(out, tcp.to_port);
  put32(out, tcp.seq);
  put32(out, (tcp.flags & ack_flag) != 0 ? tcp.ack : 0);
  put8(out, header / 4 << 4);
  put8(out, tcp.flags);
  put16(out, 64240);
  put32(out, 0);
  if (opening) {
    put32(out, 0x02040000U | (net.from.size() == 16 ? 1440U : 1460U));  // largest segment
    put32(out, 0x01030307U);                                            // window scale 7
  }
  if (stamped) {
    put32(out, 0x0101080aU);
    put32(out, tcp.clock);
    put32(out, tcp.echo);
  }
  out += payload;
  set16(out, segment + 16, transport_sum(out, segment, net, protocol_tcp));
  pad_frame(out, start);
}

void add_icmp_frame(Bytes& out, const Link& link, const Net& net, std::string_view message) {
  const std::size_t start = out.size();
  const bool six = net.from.size() == 16;
  add_ip(out, link, net, six ? protocol_icmp6 : protocol_icmp, message.size());
  const std::size_t at = out.size();
  out += message;
  set16(out, at + 2, 0);
  const std::uint16_t sum =
      six ? transport_sum(out, at, net, protocol_icmp6) : end_sum(add_sum(0, std::string_view(out).substr(at)));
  set16(out, at + 2, sum);
  pad_frame(out, start);
}

std::vector<Bytes> udp_fragments(const Link& link, const Net& net, std::uint16_t from_port, std::uint16_t to_port,
                                 std::string_view payload, std::size_t fragment) {
  if (fragment == 0 || fragment % 8 != 0) throw Mistake("a fragment holds a multiple of 8 octets");
  if (net.from.size() != 4) throw Mistake("fragments are made for IPv4 only");
  Bytes datagram;
  add_udp(datagram, net, from_port, to_port, payload);
  std::vector<Bytes> frames;
  for (std::size_t at = 0; at < datagram.size(); at += fragment) {
    const auto part = std::string_view(datagram).substr(at, fragment);
    const bool last = at + part.size() == datagram.size();
    Bytes& out = frames.emplace_back();
    add_ethernet(out, link, type_ip4);
    add_ip4(out, net, protocol_udp, part.size(), (last ? 0 : more_fragments) | static_cast<std::uint32_t>(at / 8));
    out += part;
    pad_frame(out, 0);
  }
  return frames;
}

Bytes arp_frame(const Link& link, std::uint16_t operation, const Bytes& sender_mac, const Bytes& sender_ip,
                const Bytes& target_mac, const Bytes& target_ip) {
  Bytes out;
  add_ethernet(out, link, type_arp);
  put16(out, 1);
  put16(out, type_ip4);
  put16(out, 0x0604);
  put16(out, operation);
  out += sender_mac;
  out += sender_ip;
  out += target_mac;
  out += target_ip;
  pad_frame(out, 0);
  return out;
}

Bytes group_mac(const Bytes& ip) {
  const auto first = static_cast<unsigned char>(ip[0]);
  if (ip.size() == 16) return first == 0xff ? Bytes("\x33\x33", 2) + ip.substr(12) : Bytes();
  if (ip == Bytes(4, '\xff')) return Bytes(6, '\xff');
  if (first < 224 || first > 239) return Bytes();
  Bytes mac("\x01\x00\x5e", 3);
  mac.push_back(static_cast<char>(ip[1] & 0x7f));
  return mac + ip.substr(2);
}

}  // namespace makecap
