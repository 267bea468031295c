// What devices say of themselves ties sightings: the same serial number, a hardware address, a row of a recorder's
// list.
#include "evidence_builder.hpp"

namespace lenscap::assess::ties_test {
namespace {

using model::behind_ttl;
using model::claimed_by_arp;

constexpr const char* router_mac = "00:04:96:27:8b:ca";
constexpr const char* camera_mac = "4c:11:bf:00:12:34";
constexpr const char* other_mac = "4c:11:bf:00:56:78";
constexpr const char* serial = "3A01234PAZ00001";
constexpr const char* hik_serial = "DS-2CD2T47G1-L20190522AAWRD12345678";

using Ids = std::vector<model::Id>;

TEST(Ties, A_device_with_two_network_cards_is_one_device_by_its_serial_number) {
  EvidenceBuilder b;
  const auto one = b.capture().host(camera_mac, "10.0.0.9");
  const auto two = b.host(other_mac, "172.16.0.9");
  for (const auto host : {one, two})
    b.says(host, "dhip.method", "client.notifyDevInfo").says(host, "dhip.serialno", serial);
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(identifiers(c, "mac"), (std::vector<std::string>{camera_mac, other_mac}));
}

TEST(Ties, One_Xiongmai_serial_number_on_a_radio_module_and_an_invented_address_is_one_device_and_says_why) {
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

TEST(Ties, A_serial_number_of_one_maker_is_not_that_of_another) {
  EvidenceBuilder b;
  const auto one = b.capture().host(camera_mac, "10.0.0.9");
  const auto two = b.host(other_mac, "10.0.0.10");
  b.says(one, "dhip.method", "client.notifyDevInfo").says(one, "dhip.serialno", "0067120380000304");
  b.says(two, "xm.message", "1531").says(two, "xm.sn", "0067120380000304");
  EXPECT_EQ(b.audited().subjects.size(), 2u);
}

TEST(Ties, Zeroed_serial_numbers_tie_no_devices) {
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

TEST(Ties, A_serial_number_that_is_the_devices_own_address_is_no_key_of_its_own) {
  EvidenceBuilder b;
  const auto files = b.saved_files().folder("axis");
  b.says(files, "onvif.manufacturer", "AXIS").says(files, "onvif.serial", "B8A44FA04F26");
  b.says(files, "onvif.mac", "B8:A4:4F:A0:4F:26");
  EXPECT_EQ(b.audited().subjects.at(0).key, "mac:b8:a4:4f:a0:4f:26");
}

TEST(Ties, An_answer_from_a_routed_network_is_of_the_device_whose_hardware_address_it_states) {
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

TEST(Ties, Other_protocols_that_state_a_hardware_address_tie_alike) {
  struct Statement {
    const char *maker_kind, *maker_words, *kind, *address;
  };
  for (const Statement& s : {Statement{"tvt.message", "announcement", "tvt.mac", "58:5b:69:00:12:34"},
                             Statement{"vapix.brand", "AXIS", "vapix.macaddress", "58:5B:69:00:12:34"},
                             Statement{"vapix.brand", "AXIS", "vapix.serialnumber", "585B69001234"}}) {
    EvidenceBuilder b;
    b.capture("near.pcap").host("58:5b:69:00:12:34", "10.9.0.7");
    b.capture("far.pcap").host(router_mac, "10.0.0.1", claimed_by_arp);
    const auto routed = b.host(router_mac, "172.16.0.7", behind_ttl);
    b.says(routed, s.maker_kind, s.maker_words).says(routed, s.kind, s.address);
    const auto c = b.audited();
    ASSERT_EQ(c.subjects.size(), 1u) << s.kind;
    EXPECT_EQ(identifiers(c, "mac"), std::vector<std::string>{"58:5b:69:00:12:34"}) << s.kind;
  }
}

TEST(Ties, A_stated_address_that_is_the_routers_ties_nothing) {
  EvidenceBuilder b;
  b.capture();
  const auto one = b.host(router_mac, "10.9.0.7", behind_ttl);
  const auto two = b.host(router_mac, "10.9.0.8", behind_ttl);
  for (const auto host : {one, two})
    b.says(host, "dhip.method", "client.notifyDevInfo").says(host, "dhip.mac", router_mac);
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 2u);
  EXPECT_TRUE(identifiers(c, "mac").empty());
  for (const auto& subject : c.subjects) EXPECT_TRUE(subject.key.starts_with("ip:")) << subject.key;
}

TEST(Ties, Saved_replies_and_a_capture_of_one_serial_number_are_one_device) {
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

TEST(Ties, A_recorders_channel_is_the_camera_that_was_seen_itself_and_is_tied_to_the_recorder) {
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

TEST(Ties, A_recorder_that_lists_itself_does_not_record_itself) {
  EvidenceBuilder b;
  const auto recorder = b.capture().host("4c:11:bf:00:99:99", "10.0.0.2");
  b.says(recorder, "dahuacgi.devicetype", "NVR5216-16P-4KS2E");
  const auto row = b.channel(recorder, "recorder, channel 1");
  b.says(row, "channel.manufacturer", "Dahua").says(row, "channel.mac", "4c:11:bf:00:99:99");
  const auto c = b.audited();
  EXPECT_EQ(c.subjects.size(), 1u);
  EXPECT_TRUE(c.relations.empty());
}

TEST(Ties, A_camera_that_only_its_recorder_names_is_a_device_of_low_confidence) {
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

TEST(Ties, Stated_addresses_that_are_invented_or_blank_tie_nothing) {
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

}  // namespace
}  // namespace lenscap::assess::ties_test
