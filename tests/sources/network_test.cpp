// From the link up to UDP: tags, cooked and raw links, extension headers, fragments.
#include <gtest/gtest.h>

#include <algorithm>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::network_test {
namespace {

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 37810);
const End pc = end("00:1f:29:00:00:09", "10.0.0.9", 50000);
const End camera6 = end("3c:ef:8c:00:12:34", "fe80::3eef:8cff:fe00:1234", 1900);
const End group6 = end("33:33:00:00:00:0c", "ff02::c", 1900);

const std::string server = "Linux/3.10 UPnP/1.0 Gate-Camera/2.5";
const Bytes hello =
    "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\n"
    "USN: uuid:1234::upnp:rootdevice\r\nLOCATION: http://10.0.0.5:49152/d.xml\r\nSERVER: " +
    server + "\r\nCACHE-CONTROL: max-age=1800\r\n\r\n";

const End group = end("01:00:5e:7f:ff:fa", "239.255.255.250", 1900);
const Bytes hello_datagram = udp(1900, 1900, hello);
const Bytes hello_packet = ipv4(camera.ip, group.ip, over_udp, hello_datagram);

/// The announcement was read, and every value is the bytes that it points at.
model::Evidence expect_hello(const std::vector<Bytes>& frames, std::uint16_t link = 1) {
  auto evidence = read(frames, link);
  EXPECT_EQ(values(evidence, "ssdp.server"), std::vector{server});
  expect_true_locators(evidence, frames);
  return evidence;
}

TEST(Link, Ethernet_with_any_tags_is_read_and_the_inner_tag_is_the_network) {
  const auto plain = expect_hello({ethernet(group.mac, camera.mac, type_ipv4, hello_packet)});
  EXPECT_EQ(plain.hosts[0].vlan, 0);
  const auto one = expect_hello({ethernet(group.mac, camera.mac, 0x8100, tag(0x6000 | 42, type_ipv4, hello_packet))});
  EXPECT_EQ(one.hosts[0].vlan, 42);
  for (auto outer : std::initializer_list<std::uint16_t>{0x88a8, 0x9100, 0x8100}) {
    const auto two =
        expect_hello({ethernet(group.mac, camera.mac, outer, tag(7, 0x8100, tag(42, type_ipv4, hello_packet)))});
    EXPECT_EQ(two.hosts[0].vlan, 42);
  }
}

TEST(Link, Padding_behind_a_short_packet_is_not_payload) {
  const auto evidence = read(
      {ethernet(pc.mac, camera.mac, type_ipv4, ipv4(camera.ip, pc.ip, over_udp, udp(9, 9, "ab")) + Bytes(16, 'p'))});
  EXPECT_EQ(evidence.hosts.size(), 1u);
}

TEST(Link, Cooked_captures_know_the_sender_by_its_hardware_address) {
  const auto sll = expect_hello(
      {big(0, 2) + big(1, 2) + big(6, 2) + camera.mac + Bytes(2, '\0') + big(type_ipv4, 2) + hello_packet}, 113);
  EXPECT_EQ(to_string(sll.hosts[0].mac), "3c:ef:8c:00:12:34");
  const auto sll2 = expect_hello({big(type_ipv4, 2) + big(0, 2) + big(3, 4) + big(1, 2) + big(0, 1) + big(6, 1) +
                                  camera.mac + Bytes(2, '\0') + hello_packet},
                                 276);
  EXPECT_EQ(to_string(sll2.hosts[0].mac), "3c:ef:8c:00:12:34");
  const auto tunnel =
      expect_hello({big(4, 2) + big(0xfffe, 2) + big(0, 2) + Bytes(8, '\0') + big(type_ipv4, 2) + hello_packet}, 113);
  EXPECT_EQ(tunnel.hosts[0].mac.value, 0u);
}

TEST(Link, Raw_and_loopback_captures_know_the_sender_by_its_address_alone) {
  for (auto link : std::initializer_list<std::uint16_t>{101, 12, 14, 228}) {
    const auto raw = expect_hello({hello_packet}, link);
    EXPECT_EQ(to_string(raw.hosts[0].ip), "10.0.0.5");
    EXPECT_EQ(raw.hosts[0].mac.value, 0u);
  }
  expect_hello({little(2, 4) + hello_packet}, 0);
  expect_hello({big(2, 4) + hello_packet}, 108);
}

TEST(Link, What_is_not_read_is_counted_by_its_reason) {
  Bench bench;
  bench.feed(std::vector<Bytes>{"short"});
  EXPECT_EQ(bench.skipped(Skip::cut_header), 1u);
  bench.feed(std::vector<Bytes>{hello_packet}, 147);
  EXPECT_EQ(bench.skipped(Skip::link_unknown), 1u);
  bench.feed(std::vector<Bytes>{ethernet(group.mac, camera.mac, 0x88e3, "ring protection is read by nobody")});
  EXPECT_EQ(bench.skipped(Skip::not_ip), 1u);
  bench.feed(std::vector<Bytes>{ethernet(pc.mac, camera.mac, type_ipv4, "\x45 too short")});
  EXPECT_EQ(bench.skipped(Skip::ip_malformed), 1u);
  bench.feed(std::vector<Bytes>{framed(camera, pc, ipv4(camera.ip, pc.ip, over_tcp, "tiny"))});
  EXPECT_EQ(bench.skipped(Skip::transport_malformed), 1u);
  bench.feed(std::vector<Bytes>{ethernet(pc.mac, mac("01:01:01:01:01:01"), type_ipv4, hello_packet)});
  EXPECT_EQ(bench.skipped(Skip::group_source), 1u);
}

TEST(Link, A_group_address_is_no_sender) {
  const auto evidence = read({ethernet(pc.mac, mac("01:01:01:01:01:01"), type_ipv4, hello_packet)});
  for (const auto& host : evidence.hosts) EXPECT_EQ(host.mac.value, 0u);
}

TEST(Ip, Options_and_extension_headers_are_stepped_over) {
  expect_hello(
      {framed(camera, group, ipv4(camera.ip, group.ip, over_udp, hello_datagram, {1, 1, 0, Bytes(40, '\1')}))});
  const Bytes hop = big(60, 1) + big(0, 1) + Bytes(6, '\0');       // then destination options
  const Bytes options = big(43, 1) + big(1, 1) + Bytes(14, '\0');  // then routing
  const Bytes routing = big(51, 1) + big(0, 1) + Bytes(6, '\0');   // then authentication
  const Bytes authentication = big(over_udp, 1) + big(4, 1) + Bytes(22, '\0');
  const Bytes packet = ipv6(camera6.ip, group6.ip, 0, hop + options + routing + authentication + hello_datagram, 1);
  const auto evidence = expect_hello({framed(camera6, group6, packet)});
  EXPECT_EQ(to_string(evidence.hosts[0].ip), "fe80::3eef:8cff:fe00:1234");
}

/// The datagram in fragments of `each` bytes (a multiple of 8), as frames.
std::vector<Bytes> fragments(std::size_t each, std::uint16_t id = 77) {
  std::vector<Bytes> frames;
  for (std::size_t at = 0; at < hello_datagram.size(); at += each) {
    const bool more = at + each < hello_datagram.size();
    const auto word = static_cast<std::uint16_t>((more ? 0x2000u : 0u) | at / 8);
    frames.push_back(
        framed(camera, group, ipv4(camera.ip, group.ip, over_udp, hello_datagram.substr(at, each), {1, id, word, {}})));
  }
  return frames;
}

TEST(Fragments, A_datagram_in_pieces_is_read_in_any_order) {
  for (std::size_t each : {8u, 16u, 64u, 120u}) {
    auto frames = fragments(each);
    ASSERT_GT(frames.size(), 1u);
    expect_hello(frames);
    std::reverse(frames.begin(), frames.end());
    expect_hello(frames);
    std::rotate(frames.begin(), frames.begin() + 1, frames.end());
    expect_hello(frames);
  }
}

TEST(Fragments, A_value_across_two_fragments_has_two_spans) {
  const auto frames = fragments((8 + hello.find(server) + 10) / 8 * 8);
  const auto evidence = read(frames);
  const auto* value = find(evidence, "ssdp.server");
  ASSERT_NE(value, nullptr);
  ASSERT_EQ(value->locator.spans.size(), 2u);
  EXPECT_EQ(value->locator.spans[0].packet, 1u);
  EXPECT_EQ(value->locator.spans[1].packet, 2u);
  EXPECT_EQ(value->locator.spans[1].at, 14u + 20u);
  EXPECT_EQ(bytes_at(frames, value->locator), server);
}

TEST(Fragments, A_fragment_that_comes_twice_changes_nothing) {
  std::vector<Bytes> frames;
  for (const Bytes& frame : fragments(64)) frames += {frame, frame};
  expect_hello(frames);
}

TEST(Fragments, Overlapping_fragments_are_given_up_and_counted) {
  auto frames = fragments(64);
  frames.insert(frames.begin() + 1,
                framed(camera, group, ipv4(camera.ip, group.ip, over_udp, Bytes(64, 'F'), {1, 77, 0x2000 | 4, {}})));
  Bench bench;
  bench.feed(frames);
  const auto evidence = bench.finish();
  EXPECT_EQ(values(evidence, "ssdp.server").size(), 0u);
  EXPECT_GE(bench.skipped(Skip::fragment_dropped), 1u);
}

TEST(Fragments, A_missing_fragment_is_counted_when_the_capture_ends) {
  auto frames = fragments(64);
  frames.erase(frames.begin() + 1);
  Bench bench;
  bench.feed(frames);
  EXPECT_EQ(bench.skipped(Skip::fragment_dropped), 0u);
  const auto evidence = bench.finish();
  EXPECT_EQ(values(evidence, "ssdp.server").size(), 0u);
  EXPECT_EQ(bench.skipped(Skip::fragment_dropped), 1u);
}

TEST(Fragments, Those_of_different_datagrams_keep_apart) {
  const auto a = fragments(64, 1), b = fragments(64, 2);
  EXPECT_EQ(values(read({a[0], b[1]}), "ssdp.server").size(), 0u);
  std::vector<Bytes> mixed;
  for (std::size_t i = 0; i < a.size(); ++i) mixed += {a[i], b[i]};
  const auto evidence = read(mixed);
  ASSERT_NE(find(evidence, "ssdp.server"), nullptr);
  EXPECT_EQ(find(evidence, "ssdp.server")->count, 2u);
}

TEST(Fragments, A_flood_of_beginnings_is_bounded_and_counted) {
  Bench bench;
  std::vector<Bytes> frames;
  for (std::uint16_t id = 1; id <= 1000; ++id) frames.push_back(fragments(64, id)[0]);
  bench.feed(frames);
  EXPECT_EQ(bench.skipped(Skip::fragment_dropped), 1000 - Fragments::most_datagrams);
  bench.finish();
  EXPECT_EQ(bench.skipped(Skip::fragment_dropped), 1000u);
}

TEST(Fragments, Of_ipv6_are_put_together) {
  std::vector<Bytes> frames;
  for (std::size_t at = 0; at < hello_datagram.size(); at += 64) {
    const bool more = at + 64 < hello_datagram.size();
    const Bytes header = big(over_udp, 1) + big(0, 1) + big(at | more, 2) + big(4711, 4);
    frames.push_back(
        framed(camera6, group6, ipv6(camera6.ip, group6.ip, 44, header + hello_datagram.substr(at, 64), 1)));
  }
  expect_hello(frames);
  // RFC 6946: an "atomic" fragment is whole by itself
  const Bytes atomic = big(over_udp, 1) + big(0, 1) + big(0, 2) + big(4711, 4);
  expect_hello({framed(camera6, group6, ipv6(camera6.ip, group6.ip, 44, atomic + hello_datagram, 1))});
}

TEST(Udp, Cut_by_the_snap_length_is_read_as_far_as_it_was_kept) {
  const Bytes frame = datagram(camera, group, hello);
  for (std::size_t kept = 0; kept <= frame.size(); ++kept) {
    Bench bench;
    bench.feed(std::vector<Kept>{{frame.substr(0, kept), static_cast<std::uint32_t>(frame.size())}});
    for (const auto& o : bench.finish().observations)
      for (const auto& span : o.locator.spans) ASSERT_LE(span.at + span.length, kept) << o.value;
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::network_test
