// 100,000 hosts and 2,000 servers for an hour: 8,192 conversations at a time, the next packet always of one drawn at
// random. Of conversations 34 % DNS, 15 % NTP, 11 % ARP, 12 % refused connections, 13 % HTTP, 15 % TLS with a
// ClientHello of 517 octets.
#include <fmt/format.h>

#include <array>

#include "makecap/capture.hpp"
#include "makecap/dns_message.hpp"
#include "makecap/frame.hpp"
#include "makecap/load.hpp"
#include "makecap/tls_message.hpp"

namespace makecap {

namespace {

constexpr std::uint32_t servers = 2000, conversations = 8192;
constexpr std::uint64_t start = 1'772'434'800ULL * 1'000'000'000, apart = 490'000;  // ns
constexpr std::size_t usual_client_hello = 517;                                     // what browsers pad it to

enum class Talk : std::uint8_t { dns, ntp, arp, refused, http, tls };
struct Share {
  Talk talk;
  std::uint32_t percent;
};
constexpr std::array<Share, 6> mix{
    {{Talk::dns, 34}, {Talk::ntp, 15}, {Talk::arp, 11}, {Talk::refused, 12}, {Talk::http, 13}, {Talk::tls, 15}}};

struct Conversation {
  Talk talk;
  std::uint8_t step;
  std::uint32_t host, server;
  std::uint16_t port;
  std::uint32_t client_seq, server_seq;
};

Bytes host_mac(std::uint32_t host) {
  static constexpr std::array<std::uint32_t, 4> blocks{0x70b5e8, 0x8c1645, 0x001185, 0x64bc0c};
  Bytes mac;
  const std::uint32_t block = blocks[host % blocks.size()];
  put8(mac, block >> 16);
  put16(mac, block);
  put8(mac, host >> 16);
  put16(mac, host);
  return mac;
}

Bytes host_ip(std::uint32_t host) {
  Bytes ip;
  put32(ip, 0x0a000000U + 256 + host);
  return ip;
}

Bytes server_ip(std::uint32_t server) {
  Bytes ip;
  put32(ip, 0xc6120000U + 1 + server);  // 198.18.0.0/15, RFC 2544: addresses for benchmarks
  return ip;
}

const Bytes router_mac = parse_mac("00:1b:0d:00:00:01"), broadcast(6, '\xff');

struct Writer {
  PcapStream out;
  Dice dice;
  std::uint32_t hosts;
  std::uint64_t flows = 0;
  std::uint16_t id = 0;

  Conversation fresh() {
    std::uint32_t draw = dice.below(100);
    std::size_t kind = 0;
    while (draw >= mix[kind].percent) draw -= mix[kind++].percent;
    Conversation c{mix[kind].talk,
                   0,
                   dice.below(hosts),
                   dice.below(servers),
                   static_cast<std::uint16_t>(32768 + dice.below(28232)),
                   0,
                   0};
    c.client_seq = static_cast<std::uint32_t>(dice.next());
    c.server_seq = static_cast<std::uint32_t>(dice.next());
    return c;
  }

  Link link(const Conversation& c, bool up) {
    return up ? Link{host_mac(c.host), router_mac, {}} : Link{router_mac, host_mac(c.host), {}};
  }
  Net net(const Conversation& c, bool up) {
    ++id;
    return up ? Net{host_ip(c.host), server_ip(c.server), 64, id} : Net{server_ip(c.server), host_ip(c.host), 56, id};
  }

  void udp(const Conversation& c, bool up, std::uint16_t client_port, std::uint16_t server_port,
           std::string_view payload, Bytes& frame) {
    add_udp_frame(frame, link(c, up), net(c, up), up ? client_port : server_port, up ? server_port : client_port,
                  payload);
  }

  void tcp(Conversation& c, bool up, std::uint8_t flags, std::uint16_t server_port, std::string_view payload,
           Bytes& frame, bool stamped = true) {
    std::uint32_t& mine = up ? c.client_seq : c.server_seq;
    const std::uint32_t other = up ? c.server_seq : c.client_seq;
    const std::uint32_t clock = stamped ? c.host + 1 + c.step : 0, echo = (flags & ack_flag) != 0 ? c.host + c.step : 0;
    const Tcp segment{up ? c.port : server_port, up ? server_port : c.port, mine, other, flags, clock, echo};
    add_tcp_frame(frame, link(c, up), net(c, up), segment, payload);
    mine += static_cast<std::uint32_t>(payload.size()) + ((flags & (syn | fin)) != 0 ? 1U : 0U);
  }

  /// The packets of an HTTP or TLS conversation; true at its last one.
  bool session(Conversation& c, std::uint16_t server_port, Bytes& frame) {
    const bool web = c.talk == Talk::http;
    const std::string name = fmt::format("s{}.services.example", c.server);
    switch (c.step) {
      case 0:
        tcp(c, true, syn, server_port, {}, frame);
        return false;
      case 1:
        tcp(c, false, syn | ack_flag, server_port, {}, frame);
        return false;
      case 2:
        tcp(c, true, ack_flag, server_port, {}, frame);
        return false;
      case 3:
        tcp(c, true, psh | ack_flag, server_port,
            web ? fmt::format("GET /item/{} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) "
                              "Gecko/20100101\r\n"
                              "Accept: text/html,application/xhtml+xml\r\nAccept-Language: en\r\nConnection: "
                              "keep-alive\r\n\r\n",
                              c.port, name)
                : client_hello(name, dice, usual_client_hello),
            frame);
        return false;
      case 4:
        tcp(c, false, psh | ack_flag, server_port,
            web ? fmt::format("HTTP/1.1 200 OK\r\nDate: Mon, 02 Mar 2026 07:00:00 GMT\r\nServer: "
                              "nginx/1.22.1\r\nContent-Type: text/html\r\n"
                              "Content-Length: 221\r\nConnection: keep-alive\r\n\r\n<html><head><title>Item "
                              "{:05}</title></head><body>{:-<155}"
                              "</body></html>\r\n",
                              c.port, "")
                : server_hello(true, dice),
            frame);
        return false;
      case 5:
        tcp(c, true, fin | ack_flag, server_port, {}, frame);
        return false;
      case 6:
        tcp(c, false, fin | ack_flag, server_port, {}, frame);
        return false;
      default:
        tcp(c, true, ack_flag, server_port, {}, frame);
        return true;
    }
  }

  /// Writes the conversation's next packet; true when it was the last.
  bool next(Conversation& c, Bytes& frame) {
    const bool up = c.step == 0;
    switch (c.talk) {
      case Talk::dns: {
        Dns message;
        message.id = static_cast<std::uint16_t>(c.client_seq);
        message.answer = !up;
        message.question_name = fmt::format("s{}.services.example", c.server);
        if (!up)
          message.records = {
              {"A", message.question_name, fmt::format("198.18.{}.{}", (c.server + 1) / 256, (c.server + 1) % 256)}};
        udp(c, up, c.port, 53, dns_message(message), frame);
        return !up;
      }
      case Talk::ntp: {
        Bytes message = from_hex(up ? "230006ec 00000000 00000000 00000000" : "240206ec 00000100 00000200 c0000201");
        message += Bytes(24, '\0');
        put32(message, c.client_seq);
        put32(message, c.server_seq);
        udp(c, up, c.port, 123, message, frame);
        return !up;
      }
      case Talk::arp: {
        const Bytes mac = host_mac(c.host), ip = host_ip(c.host), gate = host_ip(hosts);
        frame += up ? arp_frame({mac, broadcast, {}}, 1, mac, ip, Bytes(6, '\0'), gate)
                    : arp_frame({router_mac, mac, {}}, 2, router_mac, gate, mac, ip);
        return !up;
      }
      case Talk::refused:
        if (up) {
          tcp(c, true, syn, 23, {}, frame);
        } else {
          c.server_seq = 0;
          tcp(c, false, rst | ack_flag, 23, {}, frame, false);
        }
        return !up;
      case Talk::http:
        return session(c, 80, frame);
      case Talk::tls:
        return session(c, 443, frame);
    }
    return true;
  }
};

}  // namespace

Written write_small(const std::string& path, const SmallLoad& load) {
  if (load.hosts == 0 || load.hosts > 1'000'000) throw Mistake("1 to 1000000 hosts");
  Writer w{PcapStream(path), Dice{load.seed}, static_cast<std::uint32_t>(load.hosts)};
  std::vector<Conversation> live;
  for (std::uint32_t i = 0; i < conversations; ++i) live.push_back(w.fresh());
  const std::uint64_t size = load.megabytes * 1'000'000;
  for (std::uint64_t time = start; w.out.bytes() < size; time += apart) {
    Conversation& c = live[w.dice.below(conversations)];
    if (c.step < 2 && c.talk != Talk::arp)
      ++w.flows;  // each side's first packet; a pair of ports is hardly ever drawn twice
    const bool last = w.next(c, w.out.begin_frame(time));
    w.out.end_frame();
    ++c.step;
    if (last) c = w.fresh();
  }
  w.out.close();
  return {w.out.bytes(), w.out.packets(), w.out.bytes() - 24 - 16 * w.out.packets(), w.flows};
}

}  // namespace makecap
