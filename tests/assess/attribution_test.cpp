// Rule 4: address is not device. Which pairs of addresses are one device, and in doubt two.
#include "assess/attribution.hpp"

#include "evidence_builder.hpp"

namespace lenscap::assess::attribution_test {
namespace {

using model::behind_ttl;
using model::claimed_by_arp;
using model::claimed_by_dhcp;

constexpr const char* router_mac = "00:04:96:27:8b:ca";
constexpr const char* camera_mac = "4c:11:bf:00:12:34";
constexpr const char* other_mac = "4c:11:bf:00:56:78";

using Ids = std::vector<model::Id>;

TEST(Attribution, A_router_that_carries_twenty_addresses_is_neither_one_device_nor_a_camera) {
  EvidenceBuilder b;
  b.capture();
  for (int i = 1; i <= 20; ++i) b.host(router_mac, "172.20.102." + std::to_string(i));
  const auto a = attribute(b.evidence, {});
  EXPECT_EQ(a.devices.size(), 20u);
  for (const auto& device : a.devices) EXPECT_EQ(device.attribution, "behind_router");
  EXPECT_EQ(find_routers(b.evidence), std::vector<model::Mac>{*model::parse_mac(router_mac)});
  const auto c = b.audited();
  EXPECT_TRUE(c.subjects.empty());
  EXPECT_EQ(c.others.at("count"), 20u);
}

TEST(Attribution, A_camera_behind_a_router_is_known_by_its_address_and_the_router_is_named) {
  EvidenceBuilder b;
  b.capture().host(router_mac, "10.0.0.1", claimed_by_arp);
  const auto camera = b.host(router_mac, "10.9.0.7", behind_ttl);
  answer_dhip(b, camera);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(c.subjects[0].key, "ip:10.9.0.7");
  EXPECT_EQ(finding(c, "attribution").value, "behind_router");
  EXPECT_EQ(finding(c, "attribution").attributes.at("router"), router_mac);
  EXPECT_TRUE(identifiers(c, "mac").empty()) << "the router's hardware address is not the camera's";
}

TEST(Attribution, A_router_of_which_one_address_is_seen_still_does_not_lend_its_own_to_the_camera) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(router_mac, "10.9.0.7", behind_ttl);
  answer_dhip(b, camera);
  const auto c = b.audited();
  EXPECT_EQ(finding(c, "attribution").value, "behind_router");
  EXPECT_TRUE(identifiers(c, "mac").empty());
}

TEST(Attribution, A_camera_seen_directly_and_through_the_router_is_one_device) {
  EvidenceBuilder b;
  const auto direct = b.capture().host(camera_mac, "10.0.0.9", claimed_by_arp);
  b.host(router_mac, "10.0.0.1", claimed_by_arp);
  const auto hairpin = b.host(router_mac, "10.0.0.9", behind_ttl);
  b.says(direct, "dhip.method", "client.notifyDevInfo").says(hairpin, "rtsp.server", "Dahua Rtsp Server");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(identifiers(c, "mac"), std::vector<std::string>{camera_mac});
  EXPECT_EQ(finding(c, "attribution").value, "own_hardware_address");
  EXPECT_FALSE(finding(c, "attribution").attributes.contains("router"));
  EXPECT_EQ(said(c, "maker"), "dahua confirmed") << "the banner came through the router and is the camera's own";
}

TEST(Attribution, The_block_of_a_router_says_nothing_of_the_camera_that_it_carries) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("b0:c5:54:00:00:01", "10.9.0.7", behind_ttl);  // a router of D-Link
  b.host("b0:c5:54:00:00:01", "10.0.0.1", claimed_by_arp);
  b.shows_block(camera);  // told of the host that showed the address first
  answer_dhip(b, camera);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_FALSE(states(c, "brand"));
  EXPECT_FALSE(states(c, "label"));
}

TEST(Attribution, A_device_that_DHCP_moves_is_one_device_with_both_addresses_and_their_times) {
  EvidenceBuilder b;
  const auto before = b.capture().host(camera_mac, "10.0.0.9", claimed_by_dhcp, 0, 100);
  const auto after = b.host(camera_mac, "10.0.0.22", claimed_by_dhcp, 200, 300);
  b.says(before, "dhip.method", "client.notifyDevInfo").says(after, "rtsp.server", "Dahua Rtsp Server");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(identifiers(c, "ip"), (std::vector<std::string>{"10.0.0.9", "10.0.0.22"}));
  for (const auto& i : c.identifiers) {
    if (i.value == "10.0.0.9") {
      EXPECT_EQ(i.from, EvidenceBuilder::at(0));
      EXPECT_EQ(i.until, EvidenceBuilder::at(100));
    } else if (i.value == "10.0.0.22") {
      EXPECT_EQ(i.from, EvidenceBuilder::at(200));
    } else if (i.kind == "mac") {
      EXPECT_EQ(i.until, EvidenceBuilder::at(300)) << "one row, the whole time";
    }
  }
  EXPECT_EQ(finding(c, "merge").value, "same_mac");
}

TEST(Attribution, A_set_up_network_of_its_own_and_the_house_network_are_one_device) {
  EvidenceBuilder b;  // as an Edimax camera is set up: 192.168.4.3, then an address of the house
  const auto alone = b.capture().host("74:da:38:80:7a:08", "192.168.4.3");
  const auto home = b.host("74:da:38:80:7a:08", "10.10.10.51", claimed_by_dhcp);
  b.says(alone, "mdns.txt", "IC-3115W Network Camera").says(home, "ssdp.location", "/IPCamDesc.xml");
  EXPECT_EQ(b.audited().subjects.size(), 1u);
}

TEST(Attribution, Two_devices_that_held_one_address_at_different_times_stay_two) {
  EvidenceBuilder b;
  const auto first = b.capture().host(camera_mac, "10.0.0.9", claimed_by_dhcp, 0, 100);
  const auto second = b.host(other_mac, "10.0.0.9", claimed_by_dhcp, 200, 300);
  for (const auto host : {first, second}) b.says(host, "dhip.method", "client.notifyDevInfo");
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  EXPECT_EQ(subjects_of(c, "ip", "10.0.0.9"), (Ids{1, 2}));
}

TEST(Attribution, A_frame_without_hardware_address_is_of_neither_of_two_devices_that_held_the_address) {
  EvidenceBuilder b;
  b.capture().host(camera_mac, "10.0.0.9", claimed_by_dhcp, 0, 100);
  b.host(other_mac, "10.0.0.9", claimed_by_dhcp, 200, 300);
  const auto cooked = b.host("", "10.0.0.9");
  const auto a = attribute(b.evidence, {});
  EXPECT_EQ(a.devices.size(), 3u);
  EXPECT_EQ(a.devices[a.device_of[cooked]].attribution, "address_only");
}

TEST(Attribution, Group_addresses_are_no_devices_key) {
  EvidenceBuilder b;
  b.capture();
  const auto one = b.host("01:01:01:01:01:01", "10.0.0.9");
  const auto two = b.host("01:01:01:01:01:01", "10.0.0.10");
  for (const auto host : {one, two}) answer_dhip(b, host);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 2u);
  EXPECT_EQ(c.subjects[0].key, "ip:10.0.0.10");
  EXPECT_EQ(c.subjects[1].key, "ip:10.0.0.9");
  EXPECT_EQ(finding(c, "attribution").value, "address_only");
  EXPECT_TRUE(identifiers(c, "mac").empty());
}

TEST(Attribution, A_group_address_as_sender_disputes_nobodys_address) {
  EvidenceBuilder b;
  b.capture().host(camera_mac, "10.0.0.9", claimed_by_arp);
  b.host("01:01:01:01:01:01", "10.0.0.9");
  b.host(router_mac, "10.0.0.1", claimed_by_arp);
  b.host(router_mac, "10.0.0.9", behind_ttl);
  const auto a = attribute(b.evidence, {});
  EXPECT_EQ(a.device_of[0], a.device_of[3]) << "seen directly and through the router";
}

TEST(Attribution, A_gateway_that_carries_one_public_host_is_not_that_host) {
  EvidenceBuilder b;
  b.capture().host("28:b2:bd:c3:41:79", "10.10.10.1", claimed_by_arp);
  b.host("28:b2:bd:c3:41:79", "54.243.100.7");
  const auto a = attribute(b.evidence, {});
  ASSERT_EQ(a.devices.size(), 2u);
  EXPECT_EQ(a.devices[1].attribution, "behind_router");
}

TEST(Attribution, Locally_administered_addresses_recur_and_tie_nothing) {
  EvidenceBuilder b;
  const auto one = b.capture("north.pcap").host("02:42:ac:11:00:02", "10.0.0.9");
  const auto two = b.capture("south.pcap").host("02:42:ac:11:00:02", "192.168.7.9");
  for (const auto host : {one, two}) answer_dhip(b, host);
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  for (const auto& subject : c.subjects) EXPECT_TRUE(subject.key.starts_with("ip:")) << subject.key;
}

TEST(Attribution, A_cooked_capture_without_hardware_addresses_keys_devices_by_address) {
  EvidenceBuilder b;
  const auto camera = b.capture("any.pcapng").host("", "10.2.2.2");
  answer_dhip(b, camera);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(c.subjects[0].key, "ip:10.2.2.2");
  EXPECT_EQ(finding(c, "attribution").value, "address_only");
}

TEST(Attribution, A_cooked_capture_and_a_wired_one_show_one_device_where_one_owns_the_address) {
  EvidenceBuilder b;
  const auto wired = b.capture().host(camera_mac, "10.0.0.9", claimed_by_arp);
  const auto cooked = b.host("", "10.0.0.9");
  answer_dhip(b, cooked);
  b.shows_block(wired);
  EXPECT_EQ(b.audited().subjects.size(), 1u);
}

TEST(Attribution, One_private_address_in_two_folders_of_saved_replies_is_two_devices) {
  EvidenceBuilder b;
  const auto north = b.saved_files().folder("north");
  const auto south = b.folder("south");
  for (const auto host : {north, south}) b.says(host, "onvif.address", "192.168.1.10");
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  EXPECT_EQ(subjects_of(c, "ip", "192.168.1.10").size(), 2u);
}

TEST(Attribution, The_two_addresses_of_IPv6_and_IPv4_on_one_hardware_address_are_one_device) {
  EvidenceBuilder b;
  const auto four = b.capture().host(camera_mac, "10.0.0.9");
  b.host(camera_mac, "fe80::4e11:bfff:fe00:1234");
  b.host(camera_mac, "2001:db8::1234");
  b.host(camera_mac, "2001:db8::beef");
  answer_dhip(b, four);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(identifiers(c, "ipv6").size(), 3u);
  EXPECT_FALSE(states(c, "merge")) << "nobody needs to be told";
}

TEST(Attribution, A_public_server_with_a_makers_certificate_behind_the_router_is_nobodys_device) {
  for (const bool alone : {true, false}) {
    EvidenceBuilder b;
    b.capture();
    const auto server = b.host(router_mac, "54.243.100.7", behind_ttl);
    if (!alone) b.host(router_mac, "10.0.0.1", claimed_by_arp);
    b.says(server, "tls.subject", "CN=www.hikvision.com,OU=DVRNVR,O=HIKVISION,L=HangZhou,ST=ZheJiang,C=CN");
    EXPECT_TRUE(b.audited().subjects.empty()) << (alone ? "alone" : "beside the router");
  }
}

TEST(Attribution, A_camera_that_stands_at_a_public_address_of_its_own_is_a_device) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(camera_mac, "147.32.82.197", claimed_by_arp);
  b.says(camera, "rtsp.server", "Dahua Rtsp Server");
  EXPECT_EQ(b.audited().subjects.size(), 1u);
}

}  // namespace
}  // namespace lenscap::assess::attribution_test
