// What was tried and how it went: SYNs and their answers, echoes, refusals by ICMP; and what has no ports at all.
#include <gtest/gtest.h>

#include "sources/carriers.hpp"
#include "sources/traffic_reading.hpp"

namespace lenscap::sources::testing::traffic_attempts_test {
namespace {

using model::Opened;

const char *const camera = "192.168.1.5", *const cloud = "198.51.100.7";
const End router = end("dc:a6:32:ce:31:63", "192.168.1.1");

Bytes to_cloud(std::uint8_t flags, const Bytes& payload = {}) {
  return segment(camera_end, cloud_end, 1, flags, payload);
}
Bytes to_camera(std::uint8_t flags, const Bytes& payload = {}) {
  return segment(cloud_end, camera_end, 9, flags, payload);
}
model::Flow of(const std::vector<Bytes>& frames) { return see(timed(frames)).row(camera, cloud); }

TEST(Attempts, A_syn_is_one_and_its_answer_counts_once) {
  const auto row = of({to_cloud(syn), to_camera(syn | ack), to_camera(syn | ack), to_cloud(ack), to_camera(ack, "x")});
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
  EXPECT_EQ(row.opened, Opened::by_host);
  EXPECT_EQ(row.port, 443);
}

TEST(Attempts, Every_syn_without_acknowledgement_is_one_also_when_it_is_sent_again) {
  EXPECT_EQ(fate(of({to_cloud(syn), to_cloud(syn), to_cloud(syn)})), (Fate{3, 0, 0, 0}));
}

TEST(Attempts, A_reset_in_answer_to_a_syn_refuses_it_and_a_reset_at_the_end_does_not) {
  EXPECT_EQ(fate(of({to_cloud(syn), to_camera(rst | ack)})), (Fate{1, 0, 1, 0}));
  EXPECT_EQ(fate(of({to_cloud(syn), to_camera(syn | ack), to_camera(rst)})), (Fate{1, 1, 0, 0}));
  EXPECT_EQ(fate(of({to_cloud(syn), to_cloud(rst)})), (Fate{1, 0, 0, 0}));
}

TEST(Attempts, Ports_used_again_are_another_attempt_of_the_same_row) {
  const auto row = of({to_cloud(syn), to_camera(syn | ack), to_cloud(fin | ack), to_camera(fin | ack), to_cloud(syn),
                       to_camera(rst | ack), to_cloud(syn)});
  EXPECT_EQ(fate(row), (Fate{3, 1, 1, 0}));
  EXPECT_EQ(row.packets_out, 4u);
}

TEST(Attempts, An_accepting_answer_alone_says_who_called_and_what) {
  const End high = at_port(cloud_end, 50000);  // the service has the higher port
  const auto row = of({segment(high, camera_end, 9, syn | ack, {}), segment(camera_end, high, 1, ack, {})});
  EXPECT_EQ(row.opened, Opened::by_host);
  EXPECT_EQ(row.port, 50000);
  EXPECT_EQ(fate(row), (Fate{0, 0, 0, 0}));
}

TEST(Attempts, A_conversation_from_its_middle_says_not_who_began_and_its_service_is_the_lower_port) {
  const auto row = of({to_camera(ack, "x"), to_cloud(ack)});
  EXPECT_EQ(row.opened, Opened::unknown);
  EXPECT_EQ(row.port, 443);
  EXPECT_EQ(fate(row), (Fate{0, 0, 0, 0}));
}

TEST(Attempts, More_than_a_counter_holds_are_all_counted) {
  std::vector<Bytes> frames;
  for (int i = 0; i < 700; ++i) {
    frames.push_back(to_cloud(syn));
    frames.push_back(to_camera(rst | ack));
  }
  std::vector<Timed> at_once = timed(frames, ten, 1000);
  EXPECT_EQ(fate(see(at_once).row(camera, cloud)), (Fate{700, 0, 700, 0}));
}

TEST(Attempts, By_a_caller_from_outside_are_the_peers) {
  const Seen seen = see(timed({segment(cloud_end, at_port(camera_end, 8000), 1, syn, {}),
                               segment(at_port(camera_end, 8000), cloud_end, 1, syn | ack, {})}));
  EXPECT_EQ(seen.row(camera, cloud).opened, Opened::by_peer);
  EXPECT_EQ(seen.row(camera, cloud).port, 8000);
  EXPECT_EQ(seen.row(cloud, camera).opened, Opened::by_host);
}

Bytes icmp(const End& from, const End& to, const Bytes& message) {
  const bool v4 = from.ip.size() == 4;
  return framed(from, to, ip_between(from, to, v4 ? over_icmp : 58, message));
}
/// "Destination unreachable", by `from`, of the packet in `frame`.
Bytes unreachable(const End& from, const End& to, const Bytes& frame, std::uint8_t type = 0,
                  std::size_t quoted = 1500) {
  const std::uint8_t own = from.ip.size() == 4 ? 3 : 1;
  return icmp(from, to, big(type ? type : own, 1) + big(1, 1) + big(0, 6) + frame.substr(14, quoted));
}
Bytes echo(const End& from, const End& to, std::uint8_t type) {
  return icmp(from, to, big(type, 1) + big(0, 7) + "ping");
}

TEST(Refusals, Belong_to_the_conversation_that_the_error_quotes) {
  const Bytes tcp_out = to_cloud(syn), udp_out = datagram(camera_end, cloud_end, "x"),
              ping = echo(camera_end, cloud_end, 8);
  const Bytes part =
      framed(camera_end, cloud_end, ipv4(camera_end.ip, cloud_end.ip, over_udp, Bytes(64, 'x'), {64, 7, 0x2000, {}}));
  for (const Bytes& refused : {tcp_out, udp_out, ping, part}) {
    const Seen seen = see(timed({refused, unreachable(router, camera_end, refused)}));
    EXPECT_EQ(seen.row(camera, cloud).unreachable, 1u);
    EXPECT_EQ(seen.row(camera, cloud).answered, 0u);
    EXPECT_EQ(seen.row(camera, cloud).packets_in, 0u);
    EXPECT_EQ(seen.row(camera, "192.168.1.1").unreachable, 0u);  // the error itself is the router's word to it
    EXPECT_EQ(seen.row(camera, "192.168.1.1").packets_in, 1u);
  }
}

TEST(Refusals, Of_one_packet_more_than_a_counter_holds_are_all_counted_and_its_packets_once) {
  const Bytes asked = to_cloud(syn);
  std::vector<Bytes> frames{asked};
  for (int i = 0; i < 600; ++i) frames.push_back(unreachable(router, camera_end, asked));
  const auto row = see(timed(frames, ten, 1000)).row(camera, cloud);
  EXPECT_EQ(fate(row), (Fate{1, 0, 0, 600}));
  EXPECT_EQ(row.packets_out, 1u);
  EXPECT_EQ(row.bytes_out, asked.size());
}

TEST(Refusals, Quote_ipv6_as_well) {
  End router6 = router;
  router6.ip = ip("2001:db8:1::1");
  const Bytes asked = datagram(camera6_end, cloud6_end, "x");
  const Seen seen = see(timed({asked, unreachable(router6, camera6_end, asked)}));
  EXPECT_EQ(fate(seen.row("2001:db8:1::5", "2001:db8:9::7")), (Fate{1, 0, 0, 1}));
}

TEST(Refusals, Need_the_ports_of_what_they_quote_and_a_type_that_refuses) {
  const Bytes asked = datagram(camera_end, cloud_end, "x");
  EXPECT_EQ(see(timed({asked, unreachable(router, camera_end, asked, 0, 23)})).row(camera, cloud).unreachable, 0u);
  EXPECT_EQ(see(timed({asked, unreachable(router, camera_end, asked, 0, 24)})).row(camera, cloud).unreachable, 1u);
  EXPECT_EQ(see(timed({asked, unreachable(router, camera_end, asked, 11)})).row(camera, cloud).unreachable, 0u);
}

TEST(Refusals, Of_a_conversation_that_was_not_seen_are_nobodys) {
  const Seen seen = see(timed({unreachable(router, camera_end, datagram(camera_end, cloud_end, "x"))}));
  EXPECT_EQ(seen.rows(camera, cloud).size(), 0u);
  EXPECT_EQ(seen.row("192.168.1.1", camera).unreachable, 0u);
}

TEST(Pairs, An_echo_request_is_an_attempt_and_its_reply_the_answer) {
  const auto row = of({echo(camera_end, cloud_end, 8), echo(cloud_end, camera_end, 0)});
  EXPECT_EQ(row.protocol, over_icmp);
  EXPECT_EQ(row.port, 0);
  EXPECT_EQ(row.opened, Opened::by_host);
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
  EXPECT_EQ(fate(see(timed({echo(cloud_end, camera_end, 0)})).row(cloud, camera)), (Fate{0, 0, 0, 0}));
}

TEST(Pairs, Fragments_are_counted_each_under_their_protocol_without_ports) {
  const Bytes whole = udp(40000, 9000, Bytes(64, 'x'));
  const auto piece = [&](std::size_t at, bool more) {
    const auto word = static_cast<std::uint16_t>((more ? 0x2000 : 0) | at / 8);
    return framed(camera_end, cloud_end,
                  ipv4(camera_end.ip, cloud_end.ip, over_udp, whole.substr(at, more ? 40 : 99), {64, 7, word, {}}));
  };
  const std::vector<Bytes> frames{piece(0, true), piece(40, false)};
  const auto row = of(frames);
  EXPECT_EQ(row.protocol, over_udp);
  EXPECT_EQ(row.port, 0);
  EXPECT_EQ(row.packets_out, 2u);
  EXPECT_EQ(row.bytes_out, frames[0].size() + frames[1].size());
}

TEST(Pairs, A_tunnel_and_what_it_carries_are_each_their_own) {
  const End probe = end("00:1f:29:00:00:01", "10.9.0.1", 50000), monitor = end("00:1f:29:00:00:02", "10.9.0.2", 4789);
  const Bytes inner = datagram(camera_end, cloud_end, "inside");
  const Bytes in_vxlan = datagram(probe, monitor, vxlan(5, inner));
  const Bytes in_gre = framed(probe, monitor, ipv4(probe.ip, monitor.ip, over_gre, gre(type_ipv4, inner.substr(14))));
  const Seen seen = see(timed({in_vxlan, in_gre}));
  std::uint64_t outer_packets = 0, outer_bytes = 0, packets = 0, bytes = 0;
  for (const auto& f : seen.rows("10.9.0.1", "10.9.0.2")) {
    outer_packets += f.packets_out;
    outer_bytes += f.bytes_out;
    EXPECT_TRUE(f.protocol == over_udp || f.protocol == over_gre);
  }
  EXPECT_EQ(outer_packets, 2u);
  EXPECT_EQ(outer_bytes, in_vxlan.size() + in_gre.size());
  for (const auto& f : seen.rows(camera, cloud)) {
    packets += f.packets_out;
    bytes += f.bytes_out;
    EXPECT_EQ(f.port, 443);
  }
  EXPECT_EQ(packets, 2u);
  EXPECT_EQ(bytes, inner.size() + (inner.size() - 14));  // GRE carries the packet without its frame
  EXPECT_EQ(seen.rows(camera, "10.9.0.2").size(), 0u);
}

TEST(Others, Have_one_counter_and_no_row_unless_all_are_kept) {
  const std::vector<Bytes> frames{datagram(laptop_end, cloud_end, "secret"), datagram(cloud_end, laptop_end, "answer"),
                                  datagram(camera_end, at_port(laptop_end, 80), "seen")};
  const Seen seen = see(timed(frames), false);
  ASSERT_EQ(seen.traffic.flows.size(), 1u);
  EXPECT_EQ(seen.row(camera, "192.168.1.9").packets_out, 1u);
  EXPECT_EQ(seen.traffic.other_flows, 1u);
  EXPECT_EQ(seen.traffic.other_packets, 2u);
  EXPECT_EQ(seen.traffic.other_bytes, frames[0].size() + frames[1].size());
  EXPECT_EQ(seen.traffic.other_outside, 1u);
  EXPECT_EQ(see(timed(frames)).traffic.other_flows, 0u);
}

TEST(Others, Inside_talk_and_broadcasts_have_no_end_outside) {
  const End all = end("ff:ff:ff:ff:ff:ff", "255.255.255.255", 67);
  const End nobody = {laptop_end.mac, ip("0.0.0.0"), 68};
  const Seen seen = see(timed({datagram(nobody, all, "x"), datagram(laptop_end, at_port(router, 53), "y")}), false);
  EXPECT_EQ(seen.traffic.other_flows, 2u);
  EXPECT_EQ(seen.traffic.other_outside, 0u);
}

}  // namespace
}  // namespace lenscap::sources::testing::traffic_attempts_test
