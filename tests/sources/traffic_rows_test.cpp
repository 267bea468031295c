// Hourly rows: bounded, each with its own totals, in order, and the same however they are added.
#include "sources/traffic_rows.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <random>
#include <span>
#include <tuple>
#include <vector>

namespace lenscap::sources::traffic_rows_test {
namespace {

constexpr model::Nanos second = model::nanos_per_second;
constexpr model::Nanos ten = model::Nanos{1'699'999'200} * second;  // 2023-11-14T22:00:00Z, the start of an hour

Conversation conversation(model::HostIndex host, std::uint16_t service, model::Nanos first) {
  Conversation c;
  c.host[0] = host;
  c.packets[0] = 1;
  c.bytes[0] = 100;
  c.bytes[1] = 7;
  c.first = c.last = first;
  c.packet = 1;
  c.attempts = 1;
  c.opener = 0;
  c.protocol = 17;
  c.service = service;
  return c;
}

TEST(Rows, Beyond_the_bound_known_rows_go_on_and_the_rest_of_a_host_is_one_row) {
  const model::Ip peer = model::Ip::v4(0xc6336407);
  TrafficRows rows(3);
  for (std::uint16_t service = 1; service <= 5; ++service) rows.add(conversation(service % 2, service, ten), 0, peer);
  rows.add(conversation(1, 1, ten + second), 0, peer);
  EXPECT_EQ(rows.folded(), 2u);
  const auto out = rows.take();
  ASSERT_EQ(out.size(), 5u);
  std::uint64_t packets = 0, bytes = 0;
  for (const auto& f : out) {
    packets += f.packets_out;
    bytes += f.bytes_out + f.bytes_in;
    if (f.peer.family == 0) {
      EXPECT_EQ(f.port, 0);
      EXPECT_EQ(f.protocol, 0);
      EXPECT_EQ(f.hour, model::no_time);
      EXPECT_EQ(f.packets_out, 1u);
      EXPECT_EQ(f.intervals.count, 0u);
    } else if (f.port == 1) {
      EXPECT_EQ(f.packets_out, 2u);
      EXPECT_EQ(f.intervals, (model::Intervals{1, 1000, 1'000'000}));
    }
  }
  EXPECT_EQ(packets, 6u);
  EXPECT_EQ(bytes, 6u * 107);
}

TEST(Rows, Added_together_are_those_that_are_added_one_by_one) {
  for (const std::size_t most :
       {std::size_t{40}, std::size_t{100'000}}) {  // with many that find no room, and with none
    TrafficRows one_by_one(most), together(most);
    std::mt19937 random(11);
    std::vector<Conversation> all(5000);
    std::vector<EndOf> ends;
    for (auto& c : all) {
      c = conversation(random() % 7, static_cast<std::uint16_t>(random() % 300),
                       ten + static_cast<model::Nanos>(random() % 20'000) * second);
      c.host[1] = random() % 7;
      c.packet = random();
      c.opener = static_cast<std::uint8_t>(random() % 3);
      for (const int end : {0, 1}) ends.push_back({&c, end, model::Ip::v4(0xc6336400 + random() % 3)});
    }
    for (const auto& e : ends) one_by_one.add(*e.conversation, e.end, e.peer);
    for (std::span<const EndOf> rest = ends; !rest.empty();) {
      const auto some = rest.first(std::min<std::size_t>(rest.size(), 1 + random() % 200));
      together.add(some);
      rest = rest.subspan(some.size());
    }
    EXPECT_EQ(together.folded(), one_by_one.folded());
    EXPECT_EQ(together.folded() != 0, most == 40);
    EXPECT_EQ(together.take(), one_by_one.take());
  }
}

TEST(Rows, Without_a_known_peer_are_bounded_as_well) {
  TrafficRows rows(3);
  for (std::uint16_t service = 1; service <= 100; ++service) rows.add(conversation(0, service, ten), 0, {});
  EXPECT_EQ(rows.folded(), 97u);
  EXPECT_EQ(rows.take().size(), 4u);
}

TEST(Rows, Stay_at_their_greatest_value_where_a_sum_would_run_over) {
  TrafficRows rows;
  auto c = conversation(0, 1, ten);
  c.bytes[0] = std::numeric_limits<std::uint64_t>::max() - 5;
  rows.add(c, 0, {});
  rows.add(c, 0, {});
  EXPECT_EQ(rows.take().at(0).bytes_out, std::numeric_limits<std::uint64_t>::max());
}

TEST(Rows, Stand_in_order_of_host_hour_peer_and_service_each_with_its_own_totals) {
  using Key = std::tuple<model::HostIndex, model::Nanos, model::Ip, std::uint16_t>;
  TrafficRows rows;
  std::map<Key, std::uint64_t> bytes;
  std::mt19937 random(7);
  for (int i = 0; i < 60'000; ++i) {  // so many rows that they are moved to where all that may come has room
    auto c =
        conversation(random() % 500, static_cast<std::uint16_t>(random() % 90), ten + random() % 3 * model::one_hour);
    const auto peer = model::Ip::v4(0xc6336400 + random() % 7);
    c.bytes[0] = random() % 1000;
    bytes[{c.host[0], hour_of(c.first), peer, c.service}] += c.bytes[0];
    rows.add(c, 0, peer);
  }
  const auto out = rows.take();
  ASSERT_GT(bytes.size(), 33'000u);
  ASSERT_EQ(out.size(), bytes.size());
  auto expected = bytes.begin();
  for (const auto& f : out) {
    ASSERT_EQ(Key(f.host, f.hour, f.peer, f.port), expected->first);
    ASSERT_EQ(f.bytes_out, expected->second);
    ++expected;
  }
  EXPECT_TRUE(rows.take().empty());
}

}  // namespace
}  // namespace lenscap::sources::traffic_rows_test
