// QUIC: whom a camera asks for, out of packets that are enciphered with keys which everybody can compute.
#include <gtest/gtest.h>

#include "sources/reading.hpp"
#include "wire/quic_initial.hpp"

namespace lenscap::sources::testing::quic_test {
namespace {

using lenscap::testing::client_hello;
using lenscap::testing::crypto_frame;
using lenscap::testing::Initial;
using lenscap::testing::initial_with;
using lenscap::testing::protect;

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 50123);
const End cloud = end("dc:a6:32:ce:31:63", "203.0.113.9", 443);
const Bytes host = "www.hik-connect.com";

Bytes asks(const Bytes& payload) { return datagram(camera, cloud, payload); }
Bytes answers(const Bytes& payload) { return datagram(cloud, camera, payload); }

/// `frames` in a packet of 1200 bytes.
Bytes padded(Bytes frames, const Initial& of = {}) {
  if (frames.size() < 1162) frames.resize(1162);
  return protect(frames, of);
}

Initial numbered(std::uint32_t number) {
  Initial of;
  of.packet_number = number;
  return of;
}

TEST(QuicTalk, A_camera_is_heard_asking_for_its_cloud) {
  const std::vector<Bytes> frames{asks(initial_with(client_hello(host)))};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "quic.sni", host), "10.0.0.5");
  const auto* seen = find(evidence, "quic.sni");
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->locator.decoder, "quic initial");
  EXPECT_EQ(seen->locator.place, "udp 443 server_name");
  EXPECT_EQ(seen->locator.excerpt, host);
  // Header of 20 bytes with a packet number of 2, frame head of 5, and in the hello the name at its place: enciphered
  // byte by byte, the name has its own bytes in the capture.
  ASSERT_EQ(seen->locator.spans.size(), 1u);
  const auto name_at = client_hello(host).find(host);
  EXPECT_EQ(seen->locator.spans[0].packet, 1u);
  EXPECT_EQ(seen->locator.spans[0].at, udp_payload_at + 20 + 5 + name_at);
  EXPECT_EQ(seen->locator.spans[0].length, host.size());
  expect_true_locators(evidence, frames);
}

TEST(QuicTalk, Version_2_is_heard_as_well) {
  Initial of;
  of.version = 0x6b3343cf;
  EXPECT_EQ(values(read({asks(initial_with(client_hello(host), of))}), "quic.sni"), std::vector<std::string>{host});
}

TEST(QuicTalk, A_hello_that_is_shuffled_over_datagrams_is_put_together) {
  const Bytes hello = client_hello(host, "h3", 1500);  // as long as one with post-quantum keys
  const std::size_t half = hello.size() / 2, name_at = hello.find(host);
  // The name itself is cut: its end stands in the packet that comes first.
  const Bytes first = padded(crypto_frame(hello, half, 600) + "\x01" + crypto_frame(hello, name_at + 4, 30));
  const Bytes second = padded(crypto_frame(hello, half + 600, 2000) + crypto_frame(hello, 0, name_at + 4) +
                                  crypto_frame(hello, name_at + 34, half - name_at - 34),
                              numbered(1));
  const std::vector<Bytes> frames{asks(first), asks(second)};
  const auto evidence = read(frames);
  ASSERT_EQ(values(evidence, "quic.sni"), std::vector<std::string>{host});
  const auto& spans = find(evidence, "quic.sni")->locator.spans;
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].packet, 2u) << "the name begins in the second packet";
  EXPECT_EQ(spans[0].length, 4u);
  EXPECT_EQ(spans[1].packet, 1u);
  EXPECT_EQ(spans[1].length, host.size() - 4);
  expect_true_locators(evidence, frames);
}

TEST(QuicTalk, Packets_in_one_datagram_and_repeated_ones_are_read_once) {
  const Bytes hello = client_hello(host);
  const Bytes one = protect(crypto_frame(hello, 0, 60)), two = protect(crypto_frame(hello, 50, 500), numbered(1));
  const auto evidence = read({asks(one), asks(one), asks(one + two), asks(two)});
  ASSERT_EQ(values(evidence, "quic.sni"), std::vector<std::string>{host});
  EXPECT_EQ(find(evidence, "quic.sni")->count, 1u);
}

TEST(QuicTalk, Nothing_is_said_of_the_server_and_its_packets_are_no_damage) {
  Initial of;
  of.side = "server in";
  of.keys_of = of.destination_id;
  of.destination_id = "cam-id-8";
  const Bytes reply = padded(crypto_frame("\x02" + Bytes(3, '\0'), 0, 4), of);
  for (const auto& frames : {std::vector<Bytes>{asks(protect(crypto_frame(client_hello(host), 0, 70))), answers(reply),
                                                asks(protect(crypto_frame(client_hello(host), 70, 500), numbered(1)))},
                             std::vector<Bytes>{answers(reply), asks(initial_with(client_hello(host)))}}) {
    Bench bench;
    bench.feed(frames);
    EXPECT_EQ(bench.skipped(Skip::malformed_message), 0u);
    const auto evidence = bench.finish();
    EXPECT_EQ(whose(evidence, "quic.sni", host), "10.0.0.5");
    EXPECT_EQ(host_of(evidence, "203.0.113.9") == nullptr ? 0 : host_of(evidence, "203.0.113.9")->marks, 0);
  }
}

TEST(QuicTalk, After_a_retry_the_keys_follow_from_the_servers_id) {
  Initial again = numbered(1);
  again.destination_id = "retry-id";
  again.token = "token-of-the-server";
  const Bytes hello = client_hello(host);
  const auto evidence = read({asks(protect(crypto_frame(hello, 0, 50))), asks(initial_with(hello, again))});
  EXPECT_EQ(values(evidence, "quic.sni"), std::vector<std::string>{host});
}

TEST(QuicTalk, Keys_stay_when_the_server_is_called_by_its_own_name) {
  Initial later = numbered(1);
  later.keys_of = later.destination_id;
  later.destination_id = "srv";
  const Bytes hello = client_hello(host);
  const auto evidence =
      read({asks(protect(crypto_frame(hello, 0, 50))), asks(padded(crypto_frame(hello, 50, 500), later))});
  EXPECT_EQ(values(evidence, "quic.sni"), std::vector<std::string>{host});
}

TEST(QuicTalk, A_wrong_tag_is_counted_and_opening_is_bounded) {
  Bytes bad = initial_with(client_hello(host));
  bad.back() ^= 1;
  std::vector<Bytes> frames(40, asks(bad));
  Bench bench;
  bench.feed(frames);
  EXPECT_EQ(bench.skipped(Skip::malformed_message), 8u) << "then the conversation is only counted";
  bench.feed({asks(initial_with(client_hello(host)))});
  EXPECT_TRUE(values(bench.finish(), "quic.sni").empty());
}

TEST(QuicTalk, Lengths_that_lie_and_frames_that_do_not_belong_there_are_counted) {
  Bytes cut = initial_with(client_hello(host));
  cut.resize(600);
  for (const Bytes& payload :
       {cut, padded("\x08" + Bytes(20, 'x')), padded("\x06" + lenscap::testing::varint(60000) + "\x40\x01x"),
        padded(crypto_frame(Bytes("\x01\0\0\x02zz", 6), 0, 6)),
        padded(crypto_frame(Bytes("\x0b\0\0\x02zz", 6), 0, 6))}) {
    Bench bench;
    bench.feed({asks(payload)});
    EXPECT_EQ(bench.skipped(Skip::malformed_message), 1u);
    EXPECT_TRUE(values(bench.finish(), "quic.sni").empty());
  }
}

TEST(QuicTalk, A_hello_that_lacks_a_part_is_counted_at_the_end) {
  Bench bench;
  bench.feed({asks(padded(crypto_frame(client_hello(host), 0, 60)))});
  bench.decoder.end();
  EXPECT_EQ(bench.skipped(Skip::quic_hello_incomplete), 1u);
}

TEST(QuicTalk, Hellos_begun_without_end_take_no_more_than_their_room) {
  Bench bench;
  for (int i = 0; i < 300; ++i)
    bench.feed({datagram(at_port(camera, static_cast<std::uint16_t>(20000 + i)), cloud,
                         protect(crypto_frame(client_hello(host), 0, 60)))});
  bench.decoder.end();
  EXPECT_EQ(bench.skipped(Skip::quic_hello_incomplete), 300u) << "those that had to go and those that were left";
}

TEST(QuicTalk, A_packet_that_the_capture_cut_is_counted_as_such) {
  Bench bench;
  const Bytes whole = asks(initial_with(client_hello(host)));
  bench.feed({Kept{whole.substr(0, 200), static_cast<std::uint32_t>(whole.size())}});
  EXPECT_EQ(bench.skipped(Skip::cut_by_snap_length), 1u);
  EXPECT_EQ(bench.skipped(Skip::malformed_message), 0u);
}

TEST(QuicTalk, Other_protocols_with_such_a_first_byte_keep_their_readers) {
  // A Xiongmai message begins ff 00 00 00; here with a session number that looks like a version.
  const Bytes json = R"({ "NetWork.NetCommon" : { "HostName" : "gate", "SN" : "0123456789abcdef" }, "Ret" : 100 })";
  const Bytes message = big(0xff010000, 4) + little(1, 4) + big(0, 6) + little(1531, 2) + little(json.size(), 4) + json;
  const auto evidence = read({datagram(at_port(camera, 34569), at_port(cloud, 34569), message)});
  EXPECT_FALSE(values(evidence, "xm.message").empty());
  EXPECT_TRUE(values(evidence, "quic.sni").empty());
}

TEST(QuicTalk, The_name_of_a_cameras_cloud_makes_a_host_worth_keeping_and_no_other_does) {
  const End anybody = end("00:1f:29:00:00:09", "10.0.0.9", 50124);  // a computer's address block
  const auto kept = [&](const Bytes& name) {
    Bench bench;
    bench.feed({datagram(anybody, cloud, initial_with(client_hello(name)))});
    return values(bench.finish(false), "quic.sni");
  };
  EXPECT_EQ(kept(host), std::vector<std::string>{host});
  EXPECT_TRUE(kept("private.example").empty());
  EXPECT_TRUE(kept("dns.google").empty()) << "everybody asks a resolver";
}

}  // namespace
}  // namespace lenscap::sources::testing::quic_test
