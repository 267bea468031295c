// What follows from a device's peers, and what must not be said of them.
#include "assess/egress_findings.hpp"

#include <gtest/gtest.h>

#include "assess/traffic_builder.hpp"

namespace lenscap::assess::egress_findings_test {
namespace {

using model::Confidence;
using model::NameFrom;
using model::Opened;
using Values = std::vector<std::string>;

constexpr const char *camera_ip = "10.0.0.12", *cloud_ip = "198.51.100.7";

/// A signature of one maker, so that identity has a maker or a label to compare with.
void teach(TrafficBuilder& b, knowledge::ClaimKind kind, std::string value) {
  knowledge::Signature s;
  s.id = "test-" + value;
  s.on = model::kind("dhip.vendor");
  s.match = "^" + value + "$";
  s.claims = {{kind, value, 0}};
  s.evidence = model::EvidenceClass::protocol;
  b.k.signatures.push_back(std::move(s));
}
void built_by(TrafficBuilder& b, model::Id device, const std::string& maker) {
  teach(b, knowledge::ClaimKind::maker, maker);
  b.says(device, "dhip.vendor", maker);
}
void labelled(TrafficBuilder& b, model::Id device, const std::string& brand) {
  teach(b, knowledge::ClaimKind::brand, brand);
  b.says(device, "dhip.vendor", brand);
}

TEST(Egress, A_case_whose_traffic_was_not_kept_says_nothing_of_it) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.says(camera, "dhip.vendor", "Dahua");
  b.c.meta.erase("traffic");
  EXPECT_EQ(b.values(), Values{});
}

TEST(Egress, An_answered_greeting_by_the_makers_name_is_a_contact_with_its_cloud) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  built_by(b, camera, "hikvision");
  auto& f = b.tcp(camera, cloud_ip, 443);
  b.named(camera, "litedev.hik-connect.com", cloud_ip, 11, NameFrom::sni);
  const auto contact = b.finding("contacts_maker_cloud");
  EXPECT_EQ(contact.attributes.at("operator"), "Hikvision");
  EXPECT_EQ(contact.attributes.at("purpose"), "reg,p2p");
  EXPECT_EQ(contact.attributes.at("peer"), cloud_ip);
  EXPECT_EQ(contact.attributes.at("name"), "litedev.hik-connect.com");
  EXPECT_EQ(contact.attributes.at("name_from"), "sni");
  EXPECT_EQ(contact.attributes.at("bytes_out"), "1000");
  EXPECT_EQ(contact.attributes.at("packet"), std::to_string(f.packet));
  EXPECT_EQ(contact.attributes.at("source"), "0");
  EXPECT_FALSE(contact.attributes.at("refuted_by").empty());
  EXPECT_EQ(contact.knowledge, Values{"endpoint:hik-connect.com"});
  EXPECT_FALSE(b.states("contacts_other_maker_cloud"));
}

TEST(Egress, Asking_for_a_name_is_no_contact) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  built_by(b, camera, "hikvision");
  b.named(camera, "litedev.hik-connect.com", cloud_ip);
  EXPECT_EQ(b.values(), Values{"looks_up_only"});
  EXPECT_EQ(b.finding("looks_up_only").attributes.at("peer"), "litedev.hik-connect.com");
}

TEST(Egress, A_refused_attempt_is_no_contact_either) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  built_by(b, camera, "hikvision");
  auto& f = b.tcp(camera, cloud_ip, 443);
  f.answered = 0;
  f.attempts = f.resets = 9762;
  b.named(camera, "litedev.hik-connect.com", cloud_ip);
  EXPECT_FALSE(b.states("contacts_maker_cloud"));
  EXPECT_FALSE(b.states("gets_through"));
  const auto stopped = b.finding("tries_and_is_stopped");
  EXPECT_EQ(stopped.confidence, Confidence::confirmed);
  EXPECT_EQ(stopped.attributes.at("attempts"), "9762");
  EXPECT_EQ(stopped.attributes.at("refused_attempts"), "9762");
  EXPECT_EQ(stopped.attributes.at("outcome"), "refused");
}

TEST(Egress, Silence_stops_less_surely_than_a_refusal) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.row(camera, cloud_ip, 17, 8800, 10, 20, 5, 0);
  EXPECT_EQ(b.finding("tries_and_is_stopped").confidence, Confidence::possible) << "datagrams may have arrived";
  b.row(camera, cloud_ip, 6, 443, 10, 20, 5, 0);
  EXPECT_EQ(b.finding("tries_and_is_stopped").confidence, Confidence::probable);
}

TEST(Egress, A_label_whose_cloud_is_anothers_is_told) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  labelled(b, camera, "SafeHome");
  b.tcp(camera, cloud_ip, 443);
  b.named(camera, "www.easy4ipcloud.com", cloud_ip);
  const auto other = b.finding("contacts_other_maker_cloud");
  EXPECT_EQ(other.attributes.at("brand"), "SafeHome");
  EXPECT_EQ(other.attributes.at("cloud_maker"), "dahua");
  EXPECT_EQ(other.confidence, Confidence::probable) << "by DNS alone";
  EXPECT_FALSE(b.states("contacts_maker_cloud"));
}

TEST(Egress, A_house_name_is_its_makers_own) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  labelled(b, camera, "EZVIZ");
  b.tcp(camera, cloud_ip, 443);
  b.named(camera, "eu.hik-connect.com", cloud_ip);
  EXPECT_TRUE(b.states("contacts_maker_cloud"));
  EXPECT_FALSE(b.states("contacts_other_maker_cloud"));
}

TEST(Egress, A_platform_of_no_maker_is_nobodys_other_cloud) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  built_by(b, camera, "hikvision");
  b.tcp(camera, cloud_ip, 8883);
  b.named(camera, "m1.tuyaeu.com", cloud_ip);
  EXPECT_EQ(b.values(), Values{"gets_through"});
}

TEST(Egress, A_broker_is_asked_for_a_way_in) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, cloud_ip, 8800);
  b.named(camera, "www.easy4ipcloud.com", cloud_ip);
  EXPECT_EQ(b.finding("peer_to_peer").confidence, Confidence::probable);
  EXPECT_EQ(b.finding("peer_to_peer").attributes.at("seen_by"), "broker");
}

TEST(Egress, A_service_that_does_more_than_broker_may_be_asked_for_the_rest) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443);
  b.named(camera, "litedev.hik-connect.com", cloud_ip);
  EXPECT_EQ(b.finding("peer_to_peer").confidence, Confidence::possible);
}

TEST(Egress, Who_speaks_pppp_and_logs_in_outside_looks_for_a_way_in_whoever_runs_the_server) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, cloud_ip, 32100);
  EXPECT_FALSE(b.states("peer_to_peer")) << "a port alone is nothing";
  b.says(camera, "pppp.message", "0x14");
  const auto f = b.finding("peer_to_peer");
  EXPECT_EQ(f.attributes.at("seen_by"), "protocol");
  EXPECT_EQ(f.attributes.at("purpose"), "p2p");
  EXPECT_FALSE(f.attributes.contains("operator"));
  EXPECT_EQ(f.observations.size(), 1u);
}

TEST(Egress, A_binding_request_is_an_attempt_at_peer_to_peer_and_the_port_alone_is_nothing) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, cloud_ip, 3478);
  EXPECT_FALSE(b.states("peer_to_peer"));
  b.says(camera, "stun.message", "binding request");
  EXPECT_EQ(b.finding("peer_to_peer").confidence, Confidence::possible);
}

TEST(Egress, Datagrams_to_many_strangers_look_like_hole_punching) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  for (int i = 1; i <= 7; ++i) b.udp(camera, "203.0.113." + std::to_string(i), 32100);
  EXPECT_FALSE(b.states("peer_to_peer"));
  b.udp(camera, "203.0.113.8", 32100);
  EXPECT_EQ(b.finding("peer_to_peer").attributes.at("addresses"), "8");
}

TEST(Egress, A_stream_by_its_headers_is_media_and_is_held_against_the_devices_own) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  auto& own = b.udp(camera, "10.0.0.2", 50000, 0, 100);
  own.opened = Opened::by_peer;
  own.media_out = own.bytes_out = 12'500'000;  // 1 Mbit/s
  auto& out = b.udp(camera, cloud_ip, 9000, 0, 50);
  out.media_out = out.bytes_out = 3'125'000;  // 0.5 Mbit/s
  const auto media = b.finding("sends_media_out");
  EXPECT_EQ(media.confidence, Confidence::confirmed);
  EXPECT_EQ(media.attributes.at("told_by"), "headers");
  EXPECT_EQ(media.attributes.at("media_out"), "3125000");
  EXPECT_EQ(media.attributes.at("rate_bps"), "500000");
  EXPECT_EQ(media.attributes.at("own_rate_bps"), "1000000");
  EXPECT_EQ(media.attributes.at("duration_s"), "50");
}

TEST(Egress, A_large_upload_is_possibly_media_and_probably_so_to_a_media_service) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  auto& out = b.tcp(camera, cloud_ip, 443, 0, 10);
  out.bytes_out = 2'000'000;
  out.bytes_in = 40'000;
  EXPECT_EQ(b.finding("sends_media_out").confidence, Confidence::possible);
  EXPECT_EQ(b.finding("sends_media_out").attributes.at("told_by"), "volume");
  EXPECT_EQ(b.finding("sends_media_out").attributes.at("ratio"), "50");
  b.named(camera, "eu.upload.example.net", cloud_ip);
  EXPECT_EQ(b.finding("sends_media_out").confidence, Confidence::probable);
}

TEST(Egress, A_download_and_a_slow_trickle_are_no_media) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  auto& down = b.tcp(camera, cloud_ip, 443, 0, 10);
  down.bytes_out = 500'000;
  down.bytes_in = 20'000'000;
  auto& trickle = b.tcp(camera, "198.51.100.8", 443, 0, 3000);
  trickle.bytes_out = 500'000;
  trickle.bytes_in = 10'000;
  EXPECT_FALSE(b.states("sends_media_out"));
}

TEST(Egress, A_platform_that_the_owner_set_is_said_to_be_one) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.says(camera, "gb28181.message", "REGISTER");
  b.udp(camera, cloud_ip, 5060);
  auto& out = b.udp(camera, cloud_ip, 30000, 0, 10);
  out.media_out = out.bytes_out = 2'000'000;
  EXPECT_EQ(b.finding("sends_media_out").attributes.at("platform"), "gb28181");
}

void calls_every(model::Flow& f, const std::vector<std::uint64_t>& gaps) {
  f.intervals = {};
  for (const auto ms : gaps) {
    ++f.intervals.count;
    f.intervals.sum_ms += ms;
    f.intervals.squares += ms * ms;
  }
}

TEST(Egress, Calls_by_the_clock_are_a_beacon_with_its_period_and_jitter) {
  TrafficBuilder b;
  auto& f = b.tcp(b.device(camera_ip), cloud_ip, 443);
  calls_every(f, {59'000, 61'000, 59'000, 61'000, 59'000, 61'000});
  const auto beacon = b.finding("beacon");
  EXPECT_EQ(beacon.attributes.at("period_ms"), "60000");
  EXPECT_EQ(beacon.attributes.at("jitter_percent"), "2");  // 1 s of 60 s
  EXPECT_EQ(beacon.attributes.at("intervals"), "6");
  EXPECT_EQ(beacon.confidence, Confidence::possible);
}

TEST(Egress, Few_calls_calls_at_any_time_and_questions_for_the_time_are_no_beacon) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  calls_every(b.tcp(camera, cloud_ip, 443), {60'000, 60'000, 60'000, 60'000});
  calls_every(b.tcp(camera, "198.51.100.8", 443), {1'000, 90'000, 5'000, 200'000, 30'000, 2'000});
  calls_every(b.udp(camera, "198.51.100.9", 123), {64'000, 64'000, 64'000, 64'000, 64'000, 64'000});
  EXPECT_FALSE(b.states("beacon"));
}

TEST(Egress, Time_names_and_echoes_get_through_without_being_an_export) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.udp(camera, "203.0.113.1", 123);
  b.udp(camera, "203.0.113.2", 53);
  b.row(camera, "203.0.113.3", 1, 0, 5, 6, 3, 3);
  const auto through = b.finding("gets_through");
  EXPECT_EQ(through.attributes.at("only"), "housekeeping");
  EXPECT_EQ(through.attributes.at("peers"), "3");
  b.tcp(camera, cloud_ip, 443);
  EXPECT_FALSE(b.finding("gets_through").attributes.contains("only"));
  EXPECT_EQ(b.finding("gets_through").attributes.at("peers"), "1");
  EXPECT_EQ(b.finding("gets_through").attributes.at("housekeeping"), "3");
}

TEST(Egress, What_it_says_of_itself_in_clear_is_told_by_its_kind_and_its_peer_only) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 80);
  b.says(camera, "clear.serial", cloud_ip);
  b.says(camera, "clear.credentials", "10.0.0.2");
  const auto clear = b.finding("names_itself_in_clear");
  EXPECT_EQ(clear.attributes.at("what"), "serial");
  EXPECT_EQ(clear.attributes.at("peer"), cloud_ip);
  EXPECT_EQ(clear.observations, std::vector<model::Id>{1});
  for (const auto& f : b.findings())
    if (f.value == "names_itself_in_clear") {
      EXPECT_NE(f.attributes.at("what"), "credentials") << "sent to an inside peer";
    }
}

TEST(Egress, The_same_case_gives_the_same_findings_in_any_order_of_rows) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  built_by(b, camera, "dahua");
  b.udp(camera, cloud_ip, 8800);
  b.named(camera, "www.easy4ipcloud.com", cloud_ip);
  b.tcp(camera, "203.0.113.5", 443);
  b.udp(camera, "203.0.113.53", 53);
  TrafficBuilder turned = b;
  std::reverse(turned.c.flows.begin(), turned.c.flows.end());
  const auto one = b.findings(), other = turned.findings();
  ASSERT_EQ(one.size(), other.size());
  ASSERT_GE(one.size(), 4u);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].value, other[i].value);
    EXPECT_EQ(one[i].attributes, other[i].attributes);
  }
}

}  // namespace
}  // namespace lenscap::assess::egress_findings_test
