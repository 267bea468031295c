// How packets become hourly totals: who said how much to whom, who began, and how it went.
#include <gtest/gtest.h>

#include "sources/carriers.hpp"
#include "sources/traffic_reading.hpp"

namespace lenscap::sources::testing::traffic_test {
namespace {

using model::Opened;

const char *const camera = "192.168.1.5", *const cloud = "198.51.100.7";
const char *const camera6 = "2001:db8:1::5", *const cloud6 = "2001:db8:9::7";

Bytes out(const Bytes& payload) { return datagram(camera_end, at_port(cloud_end, 9000), payload); }
Bytes in(const Bytes& payload) { return datagram(at_port(cloud_end, 9000), camera_end, payload); }

TEST(Totals, Both_ends_have_a_row_and_each_counts_out_what_it_sent) {
  const std::vector<Bytes> frames{out("a"), out("bb"), in("cccc")};
  const Seen seen = see(timed(frames));
  const auto own = seen.row(camera, cloud), other = seen.row(cloud, camera);
  EXPECT_EQ(own.packets_out, 2u);
  EXPECT_EQ(own.packets_in, 1u);
  EXPECT_EQ(own.bytes_out, frames[0].size() + frames[1].size());
  EXPECT_EQ(own.bytes_in, frames[2].size());
  EXPECT_EQ(own.opened, Opened::by_host);
  EXPECT_EQ(other.packets_out, 1u);
  EXPECT_EQ(other.bytes_in, own.bytes_out);
  EXPECT_EQ(other.opened, Opened::by_peer);
  for (const auto& f : {own, other}) {
    EXPECT_EQ(f.protocol, over_udp);
    EXPECT_EQ(f.port, 9000);
    EXPECT_EQ(f.hour, ten);
    EXPECT_EQ(f.first, ten);
    EXPECT_EQ(f.last, ten + 2 * second);
    EXPECT_EQ(f.packet, 1u);
    EXPECT_EQ(fate(f), (Fate{1, 1, 0, 0}));
  }
  EXPECT_EQ(seen.traffic.other_flows, 0u);
}

TEST(Totals, Count_what_was_on_the_wire_not_what_the_capture_kept) {
  const Seen seen = see({{ten, out("x"), 1500}});
  EXPECT_EQ(seen.row(camera, cloud).bytes_out, 1500u);
}

TEST(Totals, A_peer_that_never_speaks_keeps_its_address_in_both_families) {
  const Seen seen = see(timed({out("x"), datagram(camera6_end, cloud6_end, "y")}));
  EXPECT_EQ(seen.row(camera, cloud).packets_out, 1u);
  EXPECT_EQ(seen.row(camera6, cloud6).packets_out, 1u);
  EXPECT_EQ(seen.traffic.flows.size(), 2u);  // who never sent has no row
  EXPECT_EQ(seen.traffic.folded, 0u);
}

TEST(Totals, A_host_that_does_not_answer_has_a_row_of_what_it_was_sent) {
  const Bytes knock = segment(cloud_end, at_port(camera_end, 23), 1, syn, {});
  const Bytes own = datagram(camera_end, at_port(laptop_end, 80), "here I am");
  for (const bool keep_others : {true, false}) {
    const auto row = see(timed({own, knock, knock}), keep_others).row(camera, cloud);
    EXPECT_EQ(row.packets_in, 2u);
    EXPECT_EQ(row.packets_out, 0u);
    EXPECT_EQ(row.opened, Opened::by_peer);
    EXPECT_EQ(row.port, 23);
    EXPECT_EQ(fate(row), (Fate{2, 0, 0, 0}));
  }
}

TEST(Totals, An_ipv6_address_for_which_no_bound_had_room_is_counted_as_missing) {
  std::vector<Timed> frames;
  for (std::uint32_t n = 0; n <= Traffic::most_silent; ++n) {
    End peer = cloud6_end;
    peer.ip = ip("2001:db8:7::").substr(0, 12) + big(n, 4);
    frames.push_back({ten, datagram(camera6_end, peer, "x"), 0});
  }
  const Seen seen = see(frames);
  EXPECT_EQ(seen.traffic.flows.size(), Traffic::most_silent + 1);
  EXPECT_EQ(seen.row(camera6, "").packets_out, 1u);
  EXPECT_EQ(seen.traffic.folded, 1u);
}

TEST(Totals, An_hour_has_its_own_row_and_an_answer_after_the_hour_still_answers) {
  const Seen seen = see({{ten - 1, out("q"), 0}, {ten, in("a"), 0}, {ten + second, out("more"), 0}});
  const auto rows = seen.rows(camera, cloud);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].hour, ten - model::one_hour);
  EXPECT_EQ(rows[0].packets_out, 1u);
  EXPECT_EQ(fate(rows[0]), (Fate{1, 0, 0, 0}));
  EXPECT_EQ(rows[1].hour, ten);
  EXPECT_EQ(rows[1].packets_out, 1u);
  EXPECT_EQ(rows[1].packets_in, 1u);
  EXPECT_EQ(fate(rows[1]), (Fate{0, 1, 0, 0}));
  EXPECT_EQ(rows[1].opened, Opened::by_host);
  EXPECT_EQ(rows[1].packet, 2u);
}

TEST(Totals, A_syn_before_the_hour_is_answered_or_refused_after_it) {
  const Bytes asks = segment(camera_end, cloud_end, 1, syn, {});
  const Bytes takes = segment(cloud_end, camera_end, 1, syn | ack, {});
  const Bytes refuses = segment(cloud_end, camera_end, 1, rst | ack, {});
  const auto taken = see({{ten - 1, asks, 0}, {ten, takes, 0}, {ten + 1, takes, 0}}).rows(camera, cloud);
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(fate(taken[0]), (Fate{1, 0, 0, 0}));
  EXPECT_EQ(fate(taken[1]), (Fate{0, 1, 0, 0}));  // though it was sent twice
  const auto refused = see({{ten - 1, asks, 0}, {ten, refuses, 0}}).rows(camera, cloud);
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(fate(refused[1]), (Fate{0, 0, 1, 0}));
}

TEST(Totals, A_packet_that_comes_late_stands_in_its_own_hour) {
  const Seen seen = see({{ten, out("a"), 0}, {ten - second, out("b"), 0}, {ten + second, out("c"), 0}});
  const auto rows = seen.rows(camera, cloud);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].packets_out, 1u);
  EXPECT_EQ(rows[1].packets_out, 2u);
  EXPECT_EQ(rows[0].attempts + rows[1].attempts, 1u);
}

TEST(Totals, Before_1970_an_hour_has_one_row_as_well) {
  const auto rows = see({{-3, out("a"), 0}, {-2, out("b"), 0}, {0, out("c"), 0}}).rows(camera, cloud);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].hour, -model::one_hour);
  EXPECT_EQ(rows[0].packets_out, 2u);
  EXPECT_EQ(rows[1].hour, 0);
}

TEST(Totals, Packets_without_time_have_a_row_without_hour_beside_the_timed) {
  const auto none = model::no_time;
  const Seen seen = see({{none, out("a"), 0}, {ten, out("b"), 0}, {none, in("c"), 0}, {none, out("d"), 0}});
  const auto rows = seen.rows(camera, cloud);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].hour, none);
  EXPECT_EQ(rows[0].first, none);
  EXPECT_EQ(rows[0].last, none);
  EXPECT_EQ(rows[0].packets_out, 2u);
  EXPECT_EQ(rows[0].packets_in, 1u);
  EXPECT_EQ(rows[1].packets_out, 1u);
  EXPECT_EQ(rows[0].attempts + rows[1].attempts, 1u);
}

TEST(Totals, Of_fragments_without_a_port_say_that_only_addresses_are_told) {
  const Bytes part =
      framed(camera_end, cloud_end, ipv4(camera_end.ip, cloud_end.ip, over_udp, Bytes(64, 'x'), {64, 7, 0x2004, {}}));
  const auto row = see(timed({part})).row(camera, cloud);
  EXPECT_TRUE(row.addresses_only);
  EXPECT_EQ(row.protocol, over_udp);
  EXPECT_FALSE(see(timed({datagram(camera_end, cloud_end, "x")})).row(camera, cloud).addresses_only);
}

TEST(Totals, Of_both_legs_of_a_router_in_one_mirror_are_the_hosts_own) {
  // The camera's frames, then the router's copies: its hardware address, the camera's network address, a TTL less.
  const End copy{mac("00:1b:0d:00:00:01"), camera_end.ip, camera_end.port};
  const Bytes own = datagram(camera_end, cloud_end, "x"), passed_on = datagram(copy, cloud_end, "x", 63);
  for (const auto& frames : {std::vector{own, passed_on, own, passed_on}, std::vector{passed_on, own, passed_on}}) {
    TrafficBench bench;
    bench.feed(timed(frames));
    const auto traffic = bench.finish();
    std::vector<std::string> whose;
    for (const auto& f : traffic.flows)
      if (to_string(f.peer) == cloud) whose.push_back(to_string(bench.evidence.hosts.at(f.host).mac));
    EXPECT_EQ(whose, std::vector<std::string>{"3c:ef:8c:00:12:34"});
  }
}

TEST(Totals, Near_four_gigabytes_a_counter_does_not_run_over) {
  const std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
  const Seen seen = see({{ten, out("a"), most}, {ten, out("b"), most}, {ten, in("c"), most - 1}, {ten, in("d"), 100}});
  const auto row = seen.row(camera, cloud);
  EXPECT_EQ(row.bytes_out, 2 * std::uint64_t{most});
  EXPECT_EQ(row.bytes_in, std::uint64_t{most} + 99);
  EXPECT_EQ(row.packets_out, 2u);
  EXPECT_EQ(row.packets_in, 2u);
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
}

TEST(Datagrams, After_fifteen_seconds_of_silence_another_attempt_begins_but_not_before) {
  const auto attempts = [](model::Nanos gap) {
    return see({{ten, out("a"), 0}, {ten + gap, out("b"), 0}}).row(camera, cloud).attempts;
  };
  EXPECT_EQ(attempts(15 * second), 1u);
  EXPECT_EQ(attempts(15 * second + 1), 2u);
}

TEST(Datagrams, The_time_between_beginnings_is_measured) {
  std::vector<Timed> frames;
  for (int i = 0; i < 5; ++i) frames.push_back({ten + i * 60 * second, out("beat"), 0});
  const Seen seen = see(frames);
  EXPECT_EQ(seen.row(camera, cloud).intervals, (model::Intervals{4, 240'000, 4 * std::uint64_t{60'000} * 60'000}));
  EXPECT_EQ(seen.traffic.flows.size(), 1u);
}

TEST(Datagrams, A_service_that_speaks_again_after_a_silence_has_not_called) {
  const auto row =
      see({{ten, out("a"), 0}, {ten + second, in("b"), 0}, {ten + 60 * second, in("news"), 0}}).row(camera, cloud);
  EXPECT_EQ(row.opened, Opened::by_host);
  EXPECT_EQ(row.packets_in, 2u);
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
}

TEST(Datagrams, Between_equal_ports_whoever_breaks_the_silence_calls) {
  const End a = at_port(camera_end, 32100), b = at_port(cloud_end, 32100);
  const Seen seen = see({{ten, datagram(a, b, "x"), 0}, {ten + 60 * second, datagram(b, a, "y"), 0}});
  const auto rows = seen.rows(camera, cloud);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].opened, Opened::by_host);
  EXPECT_EQ(rows[1].opened, Opened::by_peer);
  EXPECT_EQ(fate(rows[0]), (Fate{1, 0, 0, 0}));
  EXPECT_EQ(fate(rows[1]), (Fate{1, 0, 0, 0}));
}

TEST(Datagrams, What_comes_first_from_a_system_port_is_an_answer_to_a_question_unseen) {
  const auto row = see(timed({datagram(at_port(cloud_end, 123), camera_end, "time")})).row(cloud, camera);
  EXPECT_EQ(row.port, 123);
  EXPECT_EQ(row.opened, Opened::unknown);
  EXPECT_EQ(fate(row), (Fate{0, 0, 0, 0}));
}

TEST(Captures, A_conversation_that_goes_on_in_the_next_capture_was_not_begun_anew) {
  TrafficBench bench;
  bench.feed(
      timed({segment(camera_end, cloud_end, 1, syn, {}), segment(cloud_end, camera_end, 9, syn | ack, {}), out("a")}));
  bench.next_capture();
  bench.feed(timed({segment(camera_end, cloud_end, 2, ack, "x"), out("b"), in("c")}, ten + 5 * second));
  const Seen seen = seen_by(bench);
  for (const auto& row : seen.rows(camera, cloud)) {
    EXPECT_EQ(row.opened, Opened::by_host);
    EXPECT_EQ(row.packets_out, 2u);
    EXPECT_EQ(row.packets_in, 1u);
    EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
    EXPECT_EQ(row.source, 0u);
    EXPECT_EQ(row.packet, row.protocol == over_tcp ? 1u : 3u);
  }
  EXPECT_EQ(seen.rows(camera, cloud).size(), 2u);
}

TEST(Captures, The_first_packet_of_a_row_is_the_first_whatever_order_conversations_end_in) {
  std::vector<Timed> frames;
  for (std::uint16_t i = 0; i < 12; ++i)
    frames.push_back({ten + i * 300 * second,
                      segment(at_port(camera_end, static_cast<std::uint16_t>(40000 + i * 7919)), cloud_end, 1, syn, {}),
                      0});
  const auto row = see(frames).row(camera, cloud);
  EXPECT_EQ(row.packet, 1u);
  EXPECT_EQ(row.first, ten);
  EXPECT_EQ(row.last, ten + 11 * 300 * second);
  EXPECT_EQ(row.attempts, 12u);
  EXPECT_EQ(row.intervals, (model::Intervals{11, 11 * 300'000, 11 * std::uint64_t{300'000} * 300'000}));
}

}  // namespace
}  // namespace lenscap::sources::testing::traffic_test
