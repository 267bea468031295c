// Traffic that reading kept, given to the devices of a case: theirs stands under them, the rest is a counter.
#include "assess/traffic.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace lenscap::assess::traffic_test {
namespace {

model::Flow flow(model::HostIndex host, const char* peer, model::Nanos hour = 0) {
  model::Flow f;
  f.host = host;
  f.peer = *model::parse_ip(peer);
  f.hour = hour;
  f.packets_out = 2;
  f.packets_in = 3;
  f.bytes_out = 200;
  f.bytes_in = 300;
  return f;
}

model::PeerName name(model::HostIndex host, const char* text) {
  model::PeerName n;
  n.host = host;
  n.name = text;
  return n;
}

TEST(TakeTraffic, Rows_of_all_hosts_of_a_device_stand_under_it_in_order) {
  model::Traffic traffic;
  traffic.flows = {flow(0, "198.51.100.9"), flow(1, "198.51.100.7", model::one_hour), flow(2, "198.51.100.7")};
  traffic.names = {name(2, "b.example"), name(0, "a.example")};
  model::Case c;
  take_traffic(traffic, {2, 1, 2}, c);
  ASSERT_EQ(c.flows.size(), 3u);
  EXPECT_EQ(c.flows[0].subject, 1u);
  EXPECT_EQ(c.flows[1].subject, 2u);
  EXPECT_EQ(to_string(c.flows[1].flow.peer), "198.51.100.7");
  EXPECT_EQ(to_string(c.flows[2].flow.peer), "198.51.100.9");
  for (const auto& f : c.flows) EXPECT_EQ(f.flow.host, model::no_host);
  ASSERT_EQ(c.names.size(), 2u);
  EXPECT_EQ(c.names[0].name.name, "a.example");
  EXPECT_EQ(c.names[1].name.name, "b.example");
  EXPECT_TRUE(c.others.empty());
  EXPECT_EQ(c.meta.at("traffic"), "kept");
}

TEST(TakeTraffic, Rows_of_many_hosts_stand_by_device_and_each_row_once) {
  constexpr std::uint32_t hosts = 40, rows_each = 7;
  model::Traffic traffic;
  std::vector<model::Id> subject_of;
  for (std::uint32_t h = 0; h < hosts; ++h) {
    subject_of.push_back(h * 17 % (hosts / 2) + 1);  // two hosts a device, far from each other
    for (std::uint32_t r = 0; r < rows_each; ++r) {
      traffic.flows.push_back(flow(h, "198.51.100.7", model::one_hour * r));
      traffic.flows.back().packet = h * rows_each + r + 1;
    }
  }
  model::Case c;
  take_traffic(traffic, subject_of, c);
  ASSERT_EQ(c.flows.size(), hosts * rows_each);
  std::vector<bool> seen(hosts * rows_each + 1);
  for (std::size_t i = 0; i < c.flows.size(); ++i) {
    const auto& f = c.flows[i];
    EXPECT_FALSE(seen[f.flow.packet]);
    seen[f.flow.packet] = true;
    EXPECT_EQ(f.subject, subject_of[(f.flow.packet - 1) / rows_each]);
    EXPECT_EQ(f.flow.hour, model::one_hour * static_cast<model::Nanos>((f.flow.packet - 1) % rows_each));
    if (i == 0) continue;
    const auto& before = c.flows[i - 1];
    EXPECT_LE(std::tie(before.subject, before.flow.hour), std::tie(f.subject, f.flow.hour));
  }
}

TEST(TakeTraffic, What_is_no_devices_is_only_counted) {
  model::Traffic traffic;
  traffic.flows = {flow(0, "198.51.100.7"), flow(1, "10.0.0.1"), flow(9, "239.1.1.1"),
                   flow(0, "0.0.0.0"),      flow(0, "ff02::fb"), flow(0, "fd00::1")};
  traffic.names = {name(0, "secret.example"), name(9, "secret.example")};
  traffic.other_flows = 10;
  traffic.other_packets = 100;
  traffic.other_bytes = 1000;
  traffic.other_outside = 4;
  traffic.folded = 7;
  traffic.names_beyond = 8;
  model::Case c;
  take_traffic(traffic, {0, 0}, c);
  EXPECT_TRUE(c.flows.empty());
  EXPECT_TRUE(c.names.empty());
  EXPECT_EQ(c.others.at("flows"), 16u);
  EXPECT_EQ(c.others.at("packets"), 130u);
  EXPECT_EQ(c.others.at("bytes"), 4000u);
  EXPECT_EQ(c.others.at("outside_flows"), 5u);  // only 198.51.100.7 more
  EXPECT_EQ(c.others.at("folded_flows"), 7u);
  EXPECT_EQ(c.others.at("names_beyond"), 8u);
}

}  // namespace
}  // namespace lenscap::assess::traffic_test
