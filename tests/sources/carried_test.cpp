// Packets inside packets: tunnels, mirror ports, provider networks. Whose packet it is does not depend on who carried
// it.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "sources/carriers.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::carried_test {
namespace {

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 1900);
const End group = end("01:00:5e:7f:ff:fa", "239.255.255.250", 1900);
const End pc = end("00:1f:29:00:00:09", "10.0.0.9", 50000);
const End near = end("00:1b:21:00:00:01", "192.0.2.1", 49152);  // the end of the tunnel that sends
const End far = end("00:1b:21:00:00:02", "192.0.2.2", 4789);
const End near6 = end("00:1b:21:00:00:01", "2001:db8::1", 49152);
const End far6 = end("00:1b:21:00:00:02", "2001:db8::2", 4789);

const std::string server = "Linux/3.10 UPnP/1.0 Gate-Camera/2.5";
const Bytes hello =
    "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\n"
    "USN: uuid:1234::upnp:rootdevice\r\nLOCATION: http://10.0.0.5:49152/d.xml\r\nSERVER: " +
    server + "\r\nCACHE-CONTROL: max-age=1800\r\n\r\n";
const Bytes hello_packet = ipv4(camera.ip, group.ip, over_udp, udp(1900, 1900, hello));
const Bytes hello_frame = ethernet(group.mac, camera.mac, type_ipv4, hello_packet);

Bytes from_near(std::uint8_t protocol, const Bytes& payload) {
  return framed(near, far, ip_between(near, far, protocol, payload));
}

const model::Host* with_mac(const model::Evidence& evidence, const char* mac_text) {
  for (const auto& host : evidence.hosts)
    if (to_string(host.mac) == mac_text) return &host;
  return nullptr;
}

/// The announcement hangs on the camera, with its bytes; the tunnel's end is a host that said nothing.
model::Evidence expect_hello(const Bytes& frame, bool with_hardware_address, std::uint16_t link = 1) {
  auto evidence = read({frame}, link);
  EXPECT_EQ(values(evidence, "ssdp.server"), std::vector{server});
  EXPECT_EQ(whose(evidence, "ssdp.server", server), "10.0.0.5");
  expect_true_locators(evidence, {frame});
  const auto* inner = host_of(evidence, "10.0.0.5");
  EXPECT_NE(inner, nullptr);
  if (inner != nullptr) {
    EXPECT_EQ(to_string(inner->mac), with_hardware_address ? "3c:ef:8c:00:12:34" : "00:00:00:00:00:00");
  }
  const auto* outer = with_mac(evidence, "00:1b:21:00:00:01");
  EXPECT_NE(outer, nullptr);
  if (outer == nullptr || inner == nullptr) return evidence;
  EXPECT_EQ(outer->bytes, frame.size());
  EXPECT_LT(inner->bytes, frame.size());
  const auto outer_index = static_cast<model::HostIndex>(outer - evidence.hosts.data());
  for (const auto& o : evidence.observations)
    if (o.host == outer_index) {
      EXPECT_EQ(model::info(o.kind).name, "eth.block");
    }
  return evidence;
}

TEST(Carried, Virtual_network_in_UDP_is_read_through_whatever_its_port) {
  for (const int port : {4789, 8472, 6081, 53})
    expect_hello(datagram(near, at_port(far, static_cast<std::uint16_t>(port)), vxlan(4096, hello_frame)), true);
  const auto evidence = expect_hello(datagram(near6, far6, vxlan(1, hello_frame)), true);
  EXPECT_NE(host_of(evidence, "2001:db8::1"), nullptr);
  EXPECT_EQ(host_of(evidence, "192.0.2.2"), nullptr);  // the receiver sent nothing
}

TEST(Carried, Tunnels_between_sites_are_read_through) {
  expect_hello(from_near(over_gre, gre(type_bridged, hello_frame)), true);
  expect_hello(from_near(over_gre, gre(type_ipv4, hello_packet)), false);
  expect_hello(from_near(over_ipv4, hello_packet), false);
  expect_hello(framed(near6, far6, ip_between(near6, far6, over_ipv4, hello_packet)), false);
  expect_hello(from_near(over_gre, gre(type_mpls, mpls({100}, hello_packet))), false);
  const End camera6 = end("3c:ef:8c:00:12:34", "fe80::3eef:8cff:fe00:1234", 1900),
            all6 = end("33:33:00:00:00:0c", "ff02::c", 1900);
  const auto inside = ip_between(camera6, all6, over_udp, udp(1900, 1900, hello));
  for (const Bytes& frame : {from_near(over_ipv6, inside), from_near(over_gre, gre(type_ipv6, inside))}) {
    const auto evidence = read({frame});
    EXPECT_EQ(whose(evidence, "ssdp.server", server), "fe80::3eef:8cff:fe00:1234");
    expect_true_locators(evidence, {frame});
  }
}

TEST(Carried, Mirror_port_copies_frames_and_says_of_which_network) {
  const auto second = expect_hello(from_near(over_gre, erspan_2(42, hello_frame)), true);
  EXPECT_EQ(host_of(second, "10.0.0.5")->vlan, 42);
  EXPECT_EQ(host_of(second, "192.0.2.1")->vlan, 0);
  const auto third = expect_hello(from_near(over_gre, erspan_3(43, hello_frame)), true);
  EXPECT_EQ(host_of(third, "10.0.0.5")->vlan, 43);
  expect_hello(from_near(over_gre, gre(0x88be, hello_frame)), true);  // type I
  const Bytes tagged = ethernet(group.mac, camera.mac, 0x8100, tag(44, type_ipv4, hello_packet));
  EXPECT_EQ(host_of(expect_hello(from_near(over_gre, erspan_2(42, tagged)), true), "10.0.0.5")->vlan, 44);
}

TEST(Carried, Provider_networks_are_read_through) {
  const auto labelled = [](const Bytes& inside) {
    return ethernet(far.mac, near.mac, type_mpls, mpls({1000, 16}, inside));
  };
  expect_hello(labelled(hello_packet), false);
  expect_hello(labelled(hello_frame), true);
  expect_hello(labelled(big(9, 4) + hello_frame), true);  // control word
  expect_hello(ethernet(far.mac, near.mac, type_pppoe, pppoe(0x0021, hello_packet) + Bytes(9, '\0')), false);
}

TEST(Carried, Senders_address_and_the_registry_point_at_the_inner_frame) {
  const Bytes frame = datagram(near, far, vxlan(1, hello_frame));
  const auto evidence = read({frame});
  std::size_t blocks = 0;
  for (const auto& o : evidence.observations) {
    if (model::info(o.kind).name != "eth.block") continue;
    ++blocks;
    const auto address = evidence.hosts[o.host].mac;
    EXPECT_EQ(bytes_at({frame}, o.locator), big(address.value, 6).substr(0, o.locator.spans[0].length));
  }
  EXPECT_EQ(blocks, 2u);
}

TEST(Carried, Neighbours_inside_are_neighbours_there) {
  const Bytes question =
      big(1, 2) + big(0x0800, 2) + big(0x0604, 2) + big(1, 2) + camera.mac + camera.ip + Bytes(6, '\0') + pc.ip;
  const auto evidence =
      read({datagram(near, far, vxlan(1, ethernet(Bytes(6, '\xff'), camera.mac, type_arp, question)))});
  const auto* host = host_of(evidence, "10.0.0.5");
  ASSERT_NE(host, nullptr);
  EXPECT_EQ(to_string(host->mac), "3c:ef:8c:00:12:34");
  EXPECT_TRUE(host->marks & model::claimed_by_arp);
}

TEST(Carried, Conversation_goes_on_inside_the_tunnel) {
  Conversation talk(pc, at_port(camera, 80));
  talk.open().asks("GET / HTTP/1.1\r\nHost: 10.0.0.5\r\n\r\n");
  const Bytes answer =
      "HTTP/1.1 401 Unauthorized\r\nServer: Gate-Web/1.0\r\nWWW-Authenticate: Basic realm=\"Gate Camera\"\r\n"
      "Content-Length: 0\r\n\r\n";
  talk.answers(answer.substr(0, 40)).answers(answer.substr(40));
  std::vector<Bytes> frames;
  for (const Bytes& frame : talk.frames) frames.push_back(from_near(over_gre, erspan_2(7, frame)));
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "http.server", "Gate-Web/1.0"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "http.realm", "Gate Camera"), "10.0.0.5");
  expect_true_locators(evidence, frames);
}

TEST(Carried, Answer_inside_speaks_of_the_inner_host_that_asked) {
  const End resolver = end("00:1f:29:00:00:53", "10.0.0.53", 53);
  // RFC 1035: identifier, answer, one question, one answer: cloud.example has 192.0.2.80.
  const Bytes name(
      "\x05"
      "cloud"
      "\x07"
      "example\0",
      15);
  const Bytes answer = big(7, 2) + big(0x8180, 2) + big(0x0001'0001'0000'0000, 8) + name + big(0x00010001, 4) +
                       big(0xc00c, 2) + big(0x00010001, 4) + big(60, 4) + big(4, 2) + ip("192.0.2.80");
  const Bytes inside = datagram(resolver, at_port(camera, 40000), answer);
  for (const Bytes& frame : {datagram(near, far, vxlan(1, inside)), from_near(over_gre, erspan_2(1, inside))}) {
    const auto evidence = read({frame});
    EXPECT_EQ(whose(evidence, "dns.query", "cloud.example"), "10.0.0.5");
    ASSERT_NE(host_of(evidence, "10.0.0.5"), nullptr);
    EXPECT_EQ(to_string(host_of(evidence, "10.0.0.5")->mac), "3c:ef:8c:00:12:34");
  }
}

TEST(Carried, Router_is_told_by_the_inner_packet_and_not_by_the_outer) {
  const Bytes inside = ipv4(camera.ip, pc.ip, over_udp, udp(9, 9, "ab"), {.ttl = 63, .options = {}});
  const auto evidence = read({framed(near, far, ip_between(near, far, over_ipv4, inside, 64))});
  EXPECT_TRUE(host_of(evidence, "10.0.0.5")->marks & model::behind_ttl);
  EXPECT_FALSE(host_of(evidence, "192.0.2.1")->marks & model::behind_ttl);
}

/// `depth` tunnels around `packet`.
Bytes nested(int depth, Bytes packet) {
  for (int i = 0; i < depth; ++i)
    packet = ip_between(near, far, i % 2 ? over_gre : over_ipv4, i % 2 ? gre(type_ipv4, packet) : packet);
  return framed(near, far, packet);
}

TEST(Carried, Eight_tunnels_are_read_and_more_are_counted) {
  EXPECT_EQ(values(read({nested(8, hello_packet)}), "ssdp.server").size(), 1u);
  for (int depth : {9, 20, 40}) {
    Bench bench;
    bench.feed(std::vector<Bytes>{nested(depth, hello_packet)});
    EXPECT_EQ(bench.skipped(Skip::tunnel_deep), 1u) << depth;
    EXPECT_TRUE(values(bench.finish(), "ssdp.server").empty()) << depth;
  }
}

TEST(Carried, What_cannot_be_read_inside_is_counted_and_its_carrier_is_a_host_all_the_same) {
  const std::vector<Bytes> frames = {
      from_near(over_gre, big(0x3001, 2) + big(0x880b, 2) + big(4, 4) + big(1, 4)),         // PPTP
      from_near(over_gre, gre(0x0000, "")),                                                 // keep-alive
      from_near(over_ipv4, "no packet"),                                                    //
      ethernet(far.mac, near.mac, type_pppoe, pppoe(0xc021, big(0x09010008, 4) + "abcd")),  // link control
      ethernet(far.mac, near.mac, type_mpls, mpls({5}, Bytes(40, '\x0f'))),
  };
  Bench bench;
  bench.feed(frames);
  EXPECT_EQ(bench.skipped(Skip::tunnel_unread), frames.size());
  const auto evidence = bench.finish();
  ASSERT_EQ(evidence.hosts.size(), 2u);  // with its network address, and without
  for (const auto& host : evidence.hosts) EXPECT_EQ(to_string(host.mac), "00:1b:21:00:00:01");
}

TEST(Carried, Datagram_that_only_begins_like_a_virtual_network_stays_a_datagram) {
  Bench bench;
  bench.feed(std::vector<Bytes>{datagram(near, far, big(0x08000000, 4) + big(5, 3) + big(0, 1) + Bytes(60, '\x21'))});
  EXPECT_EQ(bench.skipped(Skip::tunnel_unread), 0u);
  EXPECT_EQ(bench.finish().hosts.size(), 1u);
}

/// The packet of `payload` in two fragments, the first of `first` bytes.
std::vector<Bytes> in_fragments(std::uint8_t protocol, const Bytes& payload, std::size_t first) {
  return {framed(near, far, ipv4(near.ip, far.ip, protocol, payload.substr(0, first), {64, 77, 0x2000, {}})),
          framed(near, far,
                 ipv4(near.ip, far.ip, protocol, payload.substr(first),
                      {64, 77, static_cast<std::uint16_t>(first / 8), {}}))};
}

TEST(Carried, Tunnel_that_came_in_fragments_is_read_and_points_into_each) {
  for (const std::size_t first : {128u, 200u, 232u}) {
    const auto datagrams = in_fragments(over_udp, udp(49152, 4789, vxlan(1, hello_frame)), first);
    const auto mirrored = in_fragments(over_gre, erspan_2(42, hello_frame), first);
    for (const auto& frames : {datagrams, mirrored, std::vector<Bytes>{mirrored[1], mirrored[0]}}) {
      const auto evidence = read(frames);
      EXPECT_EQ(whose(evidence, "ssdp.server", server), "10.0.0.5");
      EXPECT_EQ(to_string(host_of(evidence, "10.0.0.5")->mac), "3c:ef:8c:00:12:34");
      expect_true_locators(evidence, frames);
    }
  }
}

TEST(Carried, Segment_that_came_in_fragments_is_in_order_too) {
  Conversation talk(pc, at_port(camera, 80));
  talk.open().asks("GET / HTTP/1.1\r\nHost: 10.0.0.5\r\n\r\n");
  talk.answers(
      "HTTP/1.1 401 Unauthorized\r\nServer: Gate-Web/1.0\r\nWWW-Authenticate: Basic realm=\"Gate Camera\"\r\n"
      "Content-Length: 0\r\n\r\n");
  std::vector<Bytes> frames;
  for (const Bytes& frame : talk.frames) {
    const Bytes payload = erspan_2(7, frame);
    if (payload.size() < 150) frames.push_back(from_near(over_gre, payload));
    else frames += in_fragments(over_gre, payload, 136);
  }
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "http.server", "Gate-Web/1.0"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "http.realm", "Gate Camera"), "10.0.0.5");
  expect_true_locators(evidence, frames);
}

TEST(Carried, First_fragment_too_short_for_the_inner_sender_gives_nothing) {
  Bench bench;
  bench.feed(in_fragments(over_gre, erspan_2(42, hello_frame), 24));
  EXPECT_EQ(bench.skipped(Skip::tunnel_unread), 1u);
  EXPECT_TRUE(values(bench.finish(), "ssdp.server").empty());
}

TEST(Carried, Fragments_of_a_packet_inside_are_put_together) {
  std::vector<Bytes> frames;
  const Bytes payload = udp(1900, 1900, hello);
  for (const auto& [at, more] : {std::pair<std::size_t, bool>{0, true}, {96, false}})
    frames.push_back(datagram(
        near, far,
        vxlan(1, ethernet(group.mac, camera.mac, type_ipv4,
                          ipv4(camera.ip, group.ip, over_udp, more ? payload.substr(0, 96) : payload.substr(96),
                               {64, 9, static_cast<std::uint16_t>((more ? 0x2000 : 0) | at / 8), {}})))));
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "ssdp.server", server), "10.0.0.5");
  expect_true_locators(evidence, frames);
}

TEST(Carried, Any_damage_to_a_tunnel_is_survived) {
  const std::vector<Bytes> whole = {datagram(near, far, vxlan(1, hello_frame)),
                                    from_near(over_gre, erspan_3(42, hello_frame)), nested(3, hello_packet),
                                    ethernet(far.mac, near.mac, type_pppoe, pppoe(0x21, hello_packet)),
                                    ethernet(far.mac, near.mac, type_mpls, mpls({9}, big(9, 4) + hello_frame))};
  for (const Bytes& frame : whole) {
    Bench bench;
    std::vector<Kept> some;
    for (std::size_t n = 0; n <= frame.size(); ++n)
      some.push_back({frame.substr(0, n), static_cast<std::uint32_t>(frame.size())});
    for (std::size_t bit = 0; bit < std::min<std::size_t>(frame.size(), 120) * 8; ++bit) {
      Bytes flipped = frame;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
      some.push_back({flipped, 0});
    }
    bench.feed(some);
    const auto evidence = bench.finish();
    for (const auto& o : evidence.observations)
      for (const auto& span : o.locator.spans) {
        ASSERT_GE(span.packet, 1u);
        EXPECT_LE(std::size_t{span.at} + span.length, some[span.packet - 1].bytes.size());
      }
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::carried_test
