// Unencrypted Wi-Fi: the packet is its sender's; the access point that repeats it is a host of its own.
#include <gtest/gtest.h>

#include "sources/carriers.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::wireless_test {
namespace {

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 1900);
const End other = end("28:57:be:00:56:78", "10.0.0.6", 1900);
const Bytes pc = mac("00:1f:29:00:00:09"), point = mac("00:1b:21:00:00:01"), far_point = mac("00:1b:21:00:00:02");
constexpr std::uint16_t link_plain = 105, link_radiotap = 127;

Bytes hello_of(const End& who, const std::string& server) {
  return snap(type_ipv4,
              ipv4(who.ip, ip("239.255.255.250"), over_udp,
                   udp(1900, 1900,
                       "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: "
                       "ssdp:alive\r\nUSN: uuid:1234::upnp:rootdevice\r\nLOCATION: http://10.0.0.5/d.xml\r\nSERVER: " +
                           server + "\r\n\r\n")));
}
const Bytes hello = hello_of(camera, "Gate-Camera/2.5");

model::Evidence expect_hello(const Bytes& frame, std::uint16_t link) {
  auto evidence = read({frame}, link);
  EXPECT_EQ(whose(evidence, "ssdp.server", "Gate-Camera/2.5"), "10.0.0.5");
  const auto* host = host_of(evidence, "10.0.0.5");
  EXPECT_NE(host, nullptr);
  if (host != nullptr) {
    EXPECT_EQ(to_string(host->mac), "3c:ef:8c:00:12:34");
  }
  expect_true_locators(evidence, {frame});
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == "eth.block") {
      EXPECT_EQ(bytes_at({frame}, o.locator),
                big(evidence.hosts[o.host].mac.value, 6).substr(0, o.locator.spans[0].length));
    }
  return evidence;
}

TEST(Wireless, Sender_is_the_address_that_the_direction_names) {
  EXPECT_EQ(expect_hello(wifi(to_ds, point, camera.mac, pc, hello), link_plain).hosts.size(), 1u);
  const auto repeated = expect_hello(wifi(from_ds, pc, point, camera.mac, hello), link_plain);
  ASSERT_EQ(repeated.hosts.size(), 2u);
  EXPECT_EQ(to_string(repeated.hosts[0].mac), "00:1b:21:00:00:01");
  EXPECT_EQ(repeated.hosts[0].ip.family, 0);
  expect_hello(wifi(0, pc, camera.mac, point, hello), link_plain);
  const auto bridged = expect_hello(wifi(to_ds | from_ds, far_point, point, pc, camera.mac + hello), link_plain);
  EXPECT_EQ(to_string(bridged.hosts[0].mac), "00:1b:21:00:00:01");
}

TEST(Wireless, What_capture_tools_put_ahead_is_stepped_over) {
  const Bytes frame = wifi_qos(to_ds, point, camera.mac, pc, 5, hello);
  expect_hello(radiotap(0, frame), link_radiotap);
  expect_hello(radiotap(0x10, frame + "\x01\x02\x03\x04"), link_radiotap);
  expect_hello(big(0x80211001, 4) + big(64, 4) + Bytes(56, '\0') + frame, 163);
  expect_hello(little(0x44, 4) + little(144, 4) + Bytes(136, '\0') + frame, 119);
}

TEST(Wireless, Packets_that_share_a_frame_are_each_their_senders) {
  const Bytes parts = subframe(pc, camera.mac, hello) + subframe(pc, other.mac, hello_of(other, "Yard-Camera/1.0"));
  const Bytes frame = radiotap(0x10, wifi_qos(from_ds, pc, point, point, 0x80, parts) + "\x01\x02\x03\x04");
  const auto evidence = expect_hello(frame, link_radiotap);
  EXPECT_EQ(whose(evidence, "ssdp.server", "Yard-Camera/1.0"), "10.0.0.6");
  EXPECT_EQ(to_string(host_of(evidence, "10.0.0.6")->mac), "28:57:be:00:56:78");
  EXPECT_EQ(evidence.hosts.size(), 3u);
}

TEST(Wireless, Encrypted_frames_tell_who_was_there_and_are_counted) {
  Bench bench;
  bench.feed({wifi(from_ds | encrypted, pc, point, camera.mac, Bytes(80, 'x'))}, link_plain);
  EXPECT_EQ(bench.skipped(Skip::wireless_encrypted), 1u);
  const auto evidence = bench.finish();
  ASSERT_EQ(evidence.hosts.size(), 2u);
  EXPECT_EQ(to_string(evidence.hosts[0].mac), "00:1b:21:00:00:01");
  EXPECT_EQ(to_string(evidence.hosts[1].mac), "3c:ef:8c:00:12:34");
}

TEST(Wireless, Bytes_that_were_received_wrong_are_no_evidence) {
  Bench bench;
  bench.feed({radiotap(0x50, wifi(to_ds, point, camera.mac, pc, hello) + "\x01\x02\x03\x04")}, link_radiotap);
  EXPECT_EQ(bench.skipped(Skip::wireless_damaged), 1u);
  EXPECT_TRUE(bench.finish().hosts.empty());
}

TEST(Wireless, Other_frames_are_counted_by_their_reason) {
  Bench bench;
  Bytes part = wifi(to_ds, point, camera.mac, pc, hello);
  part[22] = '\x11';
  bench.feed(
      {part, big(0x80, 1) + big(0, 1) + Bytes(40, '\1'), Bytes("\x08", 1), wifi(to_ds, point, camera.mac, pc, "LLC?")},
      link_plain);
  EXPECT_EQ(bench.skipped(Skip::wireless_fragment), 1u);
  EXPECT_EQ(bench.skipped(Skip::not_ip), 2u);
  EXPECT_EQ(bench.skipped(Skip::cut_header), 1u);
}

TEST(Wireless, Any_damage_is_survived) {
  const Bytes parts = subframe(pc, camera.mac, hello) + subframe(pc, other.mac, hello);
  const Bytes frame = radiotap(0x10, wifi_qos(from_ds, pc, point, point, 0x80, parts) + "\x01\x02\x03\x04");
  std::vector<Kept> some;
  for (std::size_t n = 0; n <= frame.size(); ++n)
    some.push_back({frame.substr(0, n), static_cast<std::uint32_t>(frame.size())});
  for (std::size_t bit = 0; bit < 100 * 8; ++bit) {
    Bytes flipped = frame;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    some.push_back({flipped, 0});
  }
  for (const std::uint16_t link : std::initializer_list<std::uint16_t>{105, 119, 127, 163}) {
    Bench bench;
    bench.feed(some, link);
    for (const auto& o : bench.finish().observations)
      for (const auto& span : o.locator.spans)
        EXPECT_LE(std::size_t{span.at} + span.length, some[span.packet - 1].bytes.size());
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::wireless_test
