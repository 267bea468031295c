// The steps that are one or two datagrams of a protocol that every network has.
#include "makecap/dhcp_message.hpp"
#include "makecap/dns_message.hpp"
#include "makecap/http_text.hpp"
#include "makecap/people_message.hpp"
#include "makecap/scenario.hpp"

namespace makecap {

namespace {

constexpr std::uint64_t millisecond = 1'000'000;
const Bytes broadcast_mac(6, '\xff'), broadcast_ip(4, '\xff'), no_mac(6, '\0'), no_ip(4, '\0');

/// from asks who has the address of to; to answers. Without `to`, from announces its own address.
void arp(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host& from = stage.host(step, "from");
  if (!step.contains("to")) {
    stage.timeline.push_back(
        {time, arp_frame({from.mac, broadcast_mac, from.vlans}, 1, from.mac, from.ip, no_mac, from.ip)});
    return;
  }
  Host& to = stage.host(step, "to");
  stage.timeline.push_back(
      {time, arp_frame({from.mac, broadcast_mac, from.vlans}, 1, from.mac, from.ip, no_mac, to.ip)});
  stage.timeline.push_back(
      {time + millisecond / 2, arp_frame({to.mac, from.mac, from.vlans}, 2, to.mac, to.ip, from.mac, from.ip)});
}

/// The four messages by which `client` gets the address that its host has; `again` = true leaves out the first two.
void dhcp(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  Dhcp message{};
  message.transaction = static_cast<std::uint32_t>(seed_of(client.name) ^ time / millisecond);
  message.client_mac = client.mac;
  const std::string hostname = text(step, "hostname", ""), vendor = text(step, "vendor-class", "");
  const Bytes wanted = from_hex(text(step, "wanted", "01 03 06 0c 0f 1c 2a"));
  const auto ask = [&](std::uint8_t type, std::uint64_t at) {
    message.type = type;
    message.your_ip.clear();
    message.server_ip = server.ip;
    message.asked_ip = type == 3 ? client.ip : Bytes();
    message.hostname = hostname;
    message.vendor_class = vendor;
    message.wanted = wanted;
    Bytes frame;
    add_udp_frame(frame, {client.mac, broadcast_mac, client.vlans}, {no_ip, broadcast_ip, 64, client.next_id++}, 68, 67,
                  dhcp_message(message));
    stage.timeline.push_back({at, std::move(frame)});
  };
  const auto answer = [&](std::uint8_t type, std::uint64_t at) {
    message.type = type;
    message.your_ip = client.ip;
    message.asked_ip.clear();
    message.hostname.clear();
    message.vendor_class.clear();
    message.wanted.clear();
    message.router = message.dns = server.ip;
    send_to_host(stage, server, client, {67, 68}, dhcp_message(message), at);
  };
  if (!flag(step, "again", false)) {
    ask(1, time);
    answer(2, time + 3 * millisecond);
  }
  ask(3, time + 5 * millisecond);
  answer(5, time + 8 * millisecond);
}

/// A question and, unless `answered` is false, its answer.
void dns(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  Dns message;
  message.id = static_cast<std::uint16_t>(seed_of(client.name) ^ time / millisecond);
  message.question_name = text(step, "name");
  message.question_type = text(step, "type", "A");
  const std::uint16_t client_port = stage.next_port++;
  send_to_host(stage, client, server, {client_port, 53}, dns_message(message), time);
  if (!flag(step, "answered", true)) return;
  message.answer = true;
  message.rcode = static_cast<std::uint8_t>(number(step, "rcode", 0));
  message.records = rows(step, "records");
  send_to_host(stage, server, client, {53, client_port}, dns_message(message), time + 9 * millisecond);
}

void mdns(Stage& stage, const toml::table& step, std::uint64_t time) {
  Dns message;
  message.multicast = true;
  message.records = rows(step, "records");
  message.answer = !message.records.empty();
  message.question_name = text(step, "question", "");
  message.question_type = "PTR";
  Host& from = stage.host(step, "from");
  const std::uint8_t usual = from.ttl;
  from.ttl = 255;  // RFC 6762 11: mDNS is sent with the largest TTL
  send_step(stage, step, {5353, 5353}, "224.0.0.251", dns_message(message), time);
  from.ttl = usual;
}

/// `text` (lines as in HTTP), `plain` (as it stands) or `hex`.
void udp(Stage& stage, const toml::table& step, std::uint64_t time) {
  const Bytes payload = step.contains("hex")     ? from_hex(text(step, "hex"))
                        : step.contains("plain") ? text(step, "plain")
                                                 : http_text(text(step, "text"), 0);
  send_step(stage, step, {49000, 49001}, "", payload, time);
}

void ping(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &from = stage.host(step, "from"), &to = stage.host(step, "to");
  Bytes frame;
  Bytes message = from_hex("0800 0000 1d0c 0001") + Bytes(32, 'a');
  add_icmp_frame(frame, link_between(from, to), net_between(from, to.ip), message);
  stage.timeline.push_back({time, frame});
  message[0] = 0;
  frame.clear();
  add_icmp_frame(frame, link_between(to, from), net_between(to, from.ip), message);
  stage.timeline.push_back({time + millisecond, frame});
}

/// RFC 5905: a client's question and the server's answer, 48 octets each.
void ntp(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  Dice dice{time};
  send_to_host(stage, client, server, {123, 123}, from_hex("23 00 06 ec") + Bytes(36, '\0') + dice.octets(8), time);
  send_to_host(stage, server, client, {123, 123}, from_hex("24 02 06 ec 00000100 00000200 c0000201") + dice.octets(32),
               time + 12 * millisecond);
}

/// RFC 3550 packets of a stream whose content is noise: `count` of them, `size` octets of payload each.
void rtp(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &from = stage.host(step, "from"), &to = stage.host(step, "to");
  Dice dice{seed_of(from.name)};
  const auto source = static_cast<std::uint32_t>(dice.next());
  const auto count = number(step, "count", 4), size = number(step, "size", 400);
  for (std::int64_t i = 0; i < count; ++i) {
    Bytes packet = from_hex("80 60");
    put16(packet, static_cast<std::uint32_t>(4000 + i));
    put32(packet, static_cast<std::uint32_t>(90000 + i * 3600));
    put32(packet, source);
    packet += dice.octets(static_cast<std::size_t>(size));
    send_to_host(stage, from, to, {port(step, "from-port", 8000), port(step, "to-port", 50000)}, packet,
                 time + static_cast<std::uint64_t>(i) * 40 * millisecond);
  }
}

/// A document of ONVIF metadata in RTP, `size` octets of payload a packet, the first with number `sequence`.
void metadata(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &from = stage.host(step, "from"), &to = stage.host(step, "to");
  RtpStream stream{107, static_cast<std::uint32_t>(seed_of(from.name)),
                   static_cast<std::uint16_t>(number(step, "sequence", 4000)),
                   static_cast<std::uint32_t>(time / 11111)};
  for (const Bytes& packet :
       rtp_packets(stream, text(step, "text"), static_cast<std::size_t>(number(step, "size", 900))))
    send_to_host(stage, from, to, {port(step, "from-port", 8002), port(step, "to-port", 50002)}, packet,
                 time += millisecond);
}

}  // namespace

const std::map<std::string, Step>& datagram_steps() {
  static const std::map<std::string, Step> steps = {{"arp", arp},   {"dhcp", dhcp}, {"dns", dns},
                                                    {"mdns", mdns}, {"udp", udp},   {"ping", ping},
                                                    {"ntp", ntp},   {"rtp", rtp},   {"metadata", metadata}};
  return steps;
}

}  // namespace makecap
