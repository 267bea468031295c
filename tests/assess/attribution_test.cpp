// Rule 4: address is not device. Which pairs of addresses are one device, and in doubt two.
#include "assess/attribution.hpp"

#include "evidence_builder.hpp"

namespace lenscap::assess {
namespace {

using model::behind_ttl;
using model::claimed_by_arp;
using model::claimed_by_dhcp;

constexpr const char* router_mac = "00:04:96:27:8b:ca";
constexpr const char* camera_mac = "4c:11:bf:00:12:34";
constexpr const char* other_mac = "4c:11:bf:00:56:78";
constexpr const char* serial = "3A01234PAZ00001";
constexpr const char* hik_serial = "DS-2CD2T47G1-L20190522AAWRD12345678";

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

TEST(Attribution, A_device_with_two_network_cards_is_one_device_by_its_serial_number) {
  EvidenceBuilder b;
  const auto one = b.capture().host(camera_mac, "10.0.0.9");
  const auto two = b.host(other_mac, "172.16.0.9");
  for (const auto host : {one, two})
    b.says(host, "dhip.method", "client.notifyDevInfo").says(host, "dhip.serialno", serial);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(identifiers(c, "mac"), (std::vector<std::string>{camera_mac, other_mac}));
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

TEST(Attribution, One_Xiongmai_serial_number_on_a_radio_module_and_an_invented_address_is_one_device_and_says_why) {
  EvidenceBuilder b;
  const auto radio = b.capture().host("94:e0:d6:e9:89:86", "10.0.0.9");
  const auto wire = b.host("02:3e:0b:12:34:56", "10.0.0.10");
  for (const auto host : {radio, wire}) b.says(host, "xm.message", "1531").says(host, "xm.sn", "f0d2d8a9c5a1b2c3");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  const auto merge = finding(c, "merge");
  EXPECT_EQ(merge.value, "same_serial");
  EXPECT_EQ(merge.attributes.at("value"), "xiongmai f0d2d8a9c5a1b2c3");
  EXPECT_EQ(merge.attributes.at("first"), "10.0.0.9");
  EXPECT_EQ(merge.attributes.at("second"), "10.0.0.10");
}

TEST(Attribution, A_serial_number_of_one_maker_is_not_that_of_another) {
  EvidenceBuilder b;
  const auto one = b.capture().host(camera_mac, "10.0.0.9");
  const auto two = b.host(other_mac, "10.0.0.10");
  b.says(one, "dhip.method", "client.notifyDevInfo").says(one, "dhip.serialno", "0067120380000304");
  b.says(two, "xm.message", "1531").says(two, "xm.sn", "0067120380000304");
  EXPECT_EQ(b.audited().subjects.size(), 2u);
}

TEST(Attribution, Zeroed_serial_numbers_tie_no_devices) {
  for (const char* blank : {"DS-2CD2386G2-IU00000000AAWRJ00000000", "DS-7608NXI-I0/0P/S0000000000CCRRJ00000000WCVU"}) {
    EvidenceBuilder b;
    const auto one = b.saved_files().folder("north");
    const auto two = b.folder("south");
    for (const auto host : {one, two}) b.says(host, "isapi.serialnumber", blank);
    const auto c = b.audited();
    ASSERT_EQ(c.subjects.size(), 2u) << blank;
    EXPECT_EQ(c.subjects[0].key, "document:north");
  }
}

TEST(Attribution, A_serial_number_that_is_the_devices_own_address_is_no_key_of_its_own) {
  EvidenceBuilder b;
  const auto files = b.saved_files().folder("axis");
  b.says(files, "onvif.manufacturer", "AXIS").says(files, "onvif.serial", "B8A44FA04F26");
  b.says(files, "onvif.mac", "B8:A4:4F:A0:4F:26");
  EXPECT_EQ(b.audited().subjects.at(0).key, "mac:b8:a4:4f:a0:4f:26");
}

TEST(Attribution, An_answer_from_a_routed_network_is_of_the_device_whose_hardware_address_it_states) {
  EvidenceBuilder b;
  const auto own = b.capture("near.pcap").host("58:50:ed:00:12:34", "10.9.0.7");
  b.shows_block(own);
  b.capture("far.pcap").host(router_mac, "10.0.0.1", claimed_by_arp);
  const auto routed = b.host(router_mac, "172.16.0.7", behind_ttl);
  b.says(routed, "sadp.message", "inquiry").says(routed, "sadp.mac", "58-50-ed-00-12-34");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(finding(c, "merge").value, "declared_mac");
  EXPECT_EQ(identifiers(c, "mac"), std::vector<std::string>{"58:50:ed:00:12:34"});
  EXPECT_EQ(said(c, "maker"), "hikvision confirmed") << "block and protocol, of two captures";
}

TEST(Attribution, A_stated_address_that_is_the_routers_ties_nothing) {
  EvidenceBuilder b;
  b.capture();
  const auto one = b.host(router_mac, "10.9.0.7", behind_ttl);
  const auto two = b.host(router_mac, "10.9.0.8", behind_ttl);
  for (const auto host : {one, two})
    b.says(host, "dhip.method", "client.notifyDevInfo").says(host, "dhip.mac", router_mac);
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  EXPECT_TRUE(identifiers(c, "mac").empty());
}

TEST(Attribution, Saved_replies_and_a_capture_of_one_serial_number_are_one_device) {
  EvidenceBuilder b;
  const auto files = b.saved_files().folder("reply");
  b.says(files, "isapi.serialnumber", hik_serial);
  const auto seen = b.capture().host("58:50:ed:00:12:34", "10.0.0.9");
  b.says(seen, "sadp.message", "inquiry").says(seen, "sadp.devicesn", hik_serial);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(c.subjects[0].key, std::string("serial:hikvision:") + hik_serial);
  EXPECT_EQ(identifiers(c, "document"), std::vector<std::string>{"reply"});
}

TEST(Attribution, A_recorders_channel_is_the_camera_that_was_seen_itself_and_is_tied_to_the_recorder) {
  for (const bool by_mac : {true, false}) {
    EvidenceBuilder b;
    const auto camera = b.capture().host(camera_mac, "10.0.0.9");
    answer_dhip(b, camera);
    b.says(camera, "dhip.serialno", serial);
    const auto recorder = b.host("4c:11:bf:00:99:99", "10.0.0.2");
    b.says(recorder, "dahuacgi.devicetype", "NVR5216-16P-4KS2E").says(recorder, "dahuacgi.message", "deviceType");
    const auto row = b.channel(recorder, "recorder, channel 1");
    b.says(row, "channel.manufacturer", "Dahua");
    if (by_mac) b.says(row, "channel.mac", camera_mac);
    else b.says(row, "channel.serial", serial);
    const auto c = b.audited();
    ASSERT_EQ(c.subjects.size(), 2u) << (by_mac ? "by address" : "by serial number");
    ASSERT_EQ(c.relations.size(), 1u);
    EXPECT_EQ(c.relations[0].kind, "records");
    EXPECT_EQ(Ids{c.relations[0].subject}, subjects_of(c, "ip", "10.0.0.2"));
    EXPECT_EQ(Ids{c.relations[0].object}, subjects_of(c, "ip", "10.0.0.9"));
  }
}

TEST(Attribution, A_camera_that_only_its_recorder_names_is_a_device_of_low_confidence) {
  EvidenceBuilder b;
  const auto recorder = b.saved_files().folder("hall");
  b.says(recorder, "isapi.model", "DS-7608NXI-I2/8P/S");
  const auto row = b.channel(recorder, "hall, channel 2");
  b.says(row, "channel.manufacturer", "HIKVISION").says(row, "channel.model", "DS-2CD2386G2-IU");
  b.says(row, "channel.address", "1.0.0.236");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 2u);
  const auto ids = subjects_of(c, "ip", "1.0.0.236");
  ASSERT_EQ(ids.size(), 1u) << "its address is what the recorder says";
  EXPECT_EQ(finding(c, "attribution", ids[0]).value, "named_by_recorder");
  EXPECT_EQ(said(c, "maker", ids[0]), "hikvision possible");
  EXPECT_EQ(said(c, "role", ids[0]), "camera probable") << "whatever it lists is a camera";
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

TEST(Attribution, Locally_administered_addresses_recur_and_tie_nothing) {
  EvidenceBuilder b;
  const auto one = b.capture("north.pcap").host("02:42:ac:11:00:02", "10.0.0.9");
  const auto two = b.capture("south.pcap").host("02:42:ac:11:00:02", "192.168.7.9");
  for (const auto host : {one, two}) answer_dhip(b, host);
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  for (const auto& subject : c.subjects) EXPECT_TRUE(subject.key.starts_with("ip:")) << subject.key;
}

TEST(Attribution, Stated_addresses_that_are_invented_or_blank_tie_nothing) {
  for (const char* stated : {"cb:6e:4f:d0:7b:1f", "a6:63:9e:f8:01:09", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00"}) {
    EvidenceBuilder b;
    const auto one = b.saved_files().folder("north");
    const auto two = b.folder("south");
    for (const auto host : {one, two}) b.says(host, "isapi.macaddress", stated);
    const auto c = b.audited();
    EXPECT_EQ(c.subjects.size(), 2u) << stated;
    EXPECT_TRUE(identifiers(c, "mac").empty()) << stated;
  }
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
}  // namespace lenscap::assess
