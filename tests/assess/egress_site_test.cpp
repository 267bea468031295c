// What a device does among its neighbours, whom it lets in, and what silence is worth.
#include <gtest/gtest.h>

#include "assess/traffic_builder.hpp"

namespace lenscap::assess::egress_site_test {
namespace {

using model::Confidence;
using model::NameFrom;
using model::Opened;
using Values = std::vector<std::string>;

constexpr const char *camera_ip = "10.0.0.12", *cloud_ip = "198.51.100.7";

TEST(Egress, Inside_hosts_that_are_no_recorder_or_client_of_it_are_told) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  const auto other = b.device("10.0.0.13"), recorder = b.device("10.0.0.2");
  b.c.relations.push_back({recorder, "records", camera, {}});
  b.tcp(camera, "10.0.0.2", 7660);                           // its recorder
  b.tcp(camera, "10.0.0.50", 554).opened = Opened::by_peer;  // a client
  b.tcp(camera, "10.0.0.50", 9000);                          // called back
  b.udp(camera, "10.0.0.1", 53);                             // the network's own
  b.tcp(camera, "10.0.0.13", 23);                            // another camera
  b.tcp(camera, "10.0.0.77", 445);
  std::vector<std::string> told;
  for (const auto& f : b.findings())
    if (f.value == "talks_inside") told.push_back(f.attributes.at("peer") + " " + std::string(to_string(f.confidence)));
  EXPECT_EQ(told, (Values{"10.0.0.13 probable", "10.0.0.77 possible"}));
  EXPECT_NE(other, recorder);
}

TEST(Egress, A_broadcast_is_nobody_in_particular_and_a_host_that_answers_is_one) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.row(camera, "10.0.0.255", 17, 32108, 1, 2, 3, 0);
  EXPECT_FALSE(b.states("talks_inside"));
  EXPECT_EQ(b.peers().front().side, Side::group);
  b.udp(camera, "10.0.1.255", 9999);
  EXPECT_EQ(b.finding("talks_inside").attributes.at("peer"), "10.0.1.255");
}

TEST(Egress, A_viewer_found_by_peer_to_peer_is_a_client_although_the_camera_sends_first) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, "10.0.0.50", 17916);
  EXPECT_TRUE(b.states("talks_inside"));
  b.says(camera, "pppp.message", "0x31");
  EXPECT_FALSE(b.states("talks_inside"));
}

TEST(Egress, What_only_came_from_outside_does_not_break_the_silence) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  auto& f = b.row(camera, cloud_ip, 1, 0, 10, 20, 0, 1);
  f.opened = Opened::unknown;
  f.attempts = f.answered = 0;
  EXPECT_EQ(b.finding("nothing_seen").attributes.at("gateway"), "seen");
}

TEST(Egress, A_caller_from_outside_who_is_answered_is_told_and_is_no_egress) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  for (const char* caller : {"203.0.113.1", "203.0.113.2"}) b.tcp(camera, caller, 80).opened = Opened::by_peer;
  const auto f = b.finding("answers_outside_callers");
  EXPECT_EQ(f.attributes.at("service"), "tcp 80");
  EXPECT_EQ(f.attributes.at("callers"), "2");
  EXPECT_FALSE(b.states("gets_through"));
}

TEST(Egress, A_caller_who_gets_no_answer_is_no_finding) {
  TrafficBuilder b;
  auto& f = b.row(b.device(camera_ip), "203.0.113.1", 6, 80, 1, 2, 0, 3);
  f.opened = Opened::by_peer;
  f.answered = 0;
  EXPECT_FALSE(b.states("answers_outside_callers"));
}

TEST(Egress, A_resolver_outside_is_elsewhere_surely_only_where_the_site_has_its_own) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip), other = b.device("10.0.0.13");
  b.udp(camera, "203.0.113.53", 53);
  EXPECT_EQ(b.finding("dns_elsewhere").confidence, Confidence::possible);
  b.udp(other, "10.0.0.1", 53);
  EXPECT_EQ(b.finding("dns_elsewhere").confidence, Confidence::probable);
  EXPECT_EQ(b.finding("dns_elsewhere").attributes.at("site_resolver"), "10.0.0.1");
  EXPECT_FALSE(b.states("dns_elsewhere", other));
}

TEST(Egress, Names_asked_over_HTTPS_are_asked_elsewhere_too) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, "8.8.8.8", 443);
  b.named(camera, "dns.google", "8.8.8.8", 11, NameFrom::sni);
  EXPECT_TRUE(b.states("dns_elsewhere"));
}

TEST(Egress, Nothing_seen_says_how_long_and_whether_the_way_out_was_in_sight) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, "239.255.255.250", 1900);
  b.tcp(camera, "10.0.0.2", 554).opened = Opened::by_peer;
  const auto unseen = b.finding("nothing_seen");
  EXPECT_EQ(unseen.confidence, Confidence::possible);
  EXPECT_EQ(unseen.attributes.at("gateway"), "not_seen");
  EXPECT_EQ(unseen.attributes.at("watched_s"), "7200") << "as long as the capture ran";
  EXPECT_EQ(unseen.attributes.at("refuted_by"), "capture_at_gateway");
  b.tcp(b.device("10.0.0.13"), cloud_ip, 443);
  EXPECT_EQ(b.finding("nothing_seen").attributes.at("gateway"), "seen");
  EXPECT_EQ(b.finding("nothing_seen").confidence, Confidence::probable);
}

TEST(Egress, A_device_known_from_documents_alone_was_not_watched) {
  TrafficBuilder b;
  b.c.sources[0].form = model::SourceForm::document;
  const auto camera = b.device(camera_ip);
  b.says(camera, "onvif.model", "X");
  EXPECT_EQ(b.values(), Values{});
}

}  // namespace
}  // namespace lenscap::assess::egress_site_test
