// What the network around a camera says: LLDP, CDP, SNMP, Windows names, time servers; whose it is and what is kept of
// it.
#include <gtest/gtest.h>

#include <algorithm>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::infra_test {
namespace {

const char* const camera_mac = "ac:cc:8e:12:34:56";
const End camera = end(camera_mac, "10.40.30.51", 161);
const End manager = end("00:11:22:00:00:01", "10.40.30.9", 40000);

Bytes tlv(unsigned type, const Bytes& value) { return big(type << 9 | value.size(), 2) + value; }
Bytes med(int subtype, const Bytes& value) { return tlv(127, big(0x0012bb, 3) + big(subtype, 1) + value); }

Bytes lldp_head(const Bytes& chassis, const Bytes& port) {
  return tlv(1, big(4, 1) + chassis) + tlv(2, port) + tlv(3, big(120, 2));
}

Bytes lldp_frame(const char* from, const Bytes& payload) {
  return ethernet(mac("01:80:c2:00:00:0e"), mac(from), 0x88cc, payload);
}

Bytes camera_lldp() {
  return lldp_frame(
      camera_mac, lldp_head(mac(camera_mac), big(3, 1) + mac(camera_mac)) + tlv(5, "axis-accc8e123456") +
                      tlv(6, "AXIS P3245-LV Fixed Dome Camera; 10.12.2") + tlv(7, big(0x00800080, 4)) +
                      tlv(8, big(5, 1) + big(1, 1) + ip("10.40.30.51") + big(2, 1) + big(2, 4) + big(0, 1)) +
                      tlv(127, big(0x0080c2, 3) + big(1, 1) + big(10, 2)) + med(6, "10.12.2") + med(8, "ACCC8E123456") +
                      med(9, "Axis Communications AB") + med(10, "P3245-LV") + tlv(0, ""));
}

Bytes switch_lldp(const char* port = "Gi1/0/24") {
  return lldp_frame("00:1b:3f:00:00:01", lldp_head(mac("00:1b:3f:00:00:01"), big(5, 1) + port) +
                                             tlv(5, "core \"one\"") + tlv(7, big(0x00140004, 4)) +
                                             tlv(127, big(0x0080c2, 3) + big(1, 1) + big(20, 2)) + tlv(0, ""));
}

Bytes cdp_frame(const char* from, const std::vector<std::pair<int, Bytes>>& parts) {
  Bytes cdp = big(0x02b40000, 4);
  for (const auto& [type, value] : parts) cdp += big(type, 2) + big(value.size() + 4, 2) + value;
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < cdp.size(); ++i) sum += static_cast<std::uint8_t>(cdp[i]) << (i % 2 == 0 ? 8 : 0);
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  const Bytes checksum = big(~sum & 0xffff, 2);
  cdp[2] = checksum[0], cdp[3] = checksum[1];
  const Bytes llc = big(0xaaaa03, 3) + big(0x00000c2000, 5) + cdp;
  return mac("01:00:0c:cc:cc:cc") + mac(from) + big(llc.size(), 2) + llc;
}

Bytes ber(int tag, const Bytes& content) { return big(tag, 1) + big(content.size(), 1) + content; }

Bytes snmp_system(int unit, const Bytes& descr, const Bytes& name) {
  const Bytes system = big(0x2b06010201, 5) + big(1, 1);
  auto pair = [&](int object, int tag, const Bytes& value) {
    return ber(0x30, ber(6, system + big(object, 1) + big(0, 1)) + ber(tag, value));
  };
  const Bytes axis = big(0x2b06010401, 5) + big(0x8270, 2);
  const Bytes pairs = pair(1, 4, descr) + pair(2, 6, axis) + pair(5, 4, name);
  return ber(0x30, ber(2, big(1, 1)) + ber(4, "s3cret") +
                       ber(unit, ber(2, big(7, 1)) + ber(2, big(0, 1)) + ber(2, big(0, 1)) + ber(0x30, pairs)));
}

const std::vector<std::string>& notes(const model::Evidence& evidence) { return evidence.sources.at(0).notes; }

TEST(Infra, Camera_describes_itself_by_lldp_and_every_word_points_at_its_bytes) {
  const std::vector<Bytes> frames = {camera_lldp()};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "lldp.systemname", "axis-accc8e123456"), camera_mac);
  EXPECT_EQ(values(evidence, "lldp.manufacturer"), std::vector<std::string>{"Axis Communications AB"});
  EXPECT_EQ(values(evidence, "lldp.model"), std::vector<std::string>{"P3245-LV"});
  EXPECT_EQ(values(evidence, "lldp.serial"), std::vector<std::string>{"ACCC8E123456"});
  EXPECT_EQ(values(evidence, "lldp.firmware"), std::vector<std::string>{"10.12.2"});
  EXPECT_EQ(values(evidence, "lldp.address"), std::vector<std::string>{"10.40.30.51"});
  EXPECT_EQ(values(evidence, "lldp.vlan"), std::vector<std::string>{"10"});
  EXPECT_EQ(values(evidence, "lldp.chassisid"), std::vector<std::string>{camera_mac});
  expect_true_locators(evidence, frames);
  EXPECT_EQ(bytes_at(frames, find(evidence, "lldp.vlan")->locator), big(10, 2));
  EXPECT_TRUE(notes(evidence).empty());
}

TEST(Infra, Lldp_behind_a_vlan_tag_is_read_too) {
  const Bytes frame = camera_lldp();
  const Bytes tagged = frame.substr(0, 12) + big(0x8100, 2) + tag(10, 0x88cc, frame.substr(14));
  EXPECT_EQ(values(read({tagged}), "lldp.model"), std::vector<std::string>{"P3245-LV"});
}

TEST(Infra, Switch_tells_where_the_capture_stands_and_is_no_device) {
  const auto evidence = read({switch_lldp(), switch_lldp()});
  EXPECT_TRUE(evidence.observations.empty() ||
              std::all_of(evidence.observations.begin(), evidence.observations.end(),
                          [](const auto& o) { return model::info(o.kind).name == "eth.block"; }));
  ASSERT_EQ(notes(evidence).size(), 1u);  // said once, however often it is heard
  EXPECT_EQ(notes(evidence)[0], "captured beside switch \"core 'one'\", port \"Gi1/0/24\", VLAN 20 (lldp)");
}

TEST(Infra, Several_switches_on_one_link_are_all_named_within_a_bound) {
  std::vector<Bytes> frames;
  for (int i = 0; i < 20; ++i) frames.push_back(switch_lldp(("Gi1/0/" + std::to_string(i)).c_str()));
  EXPECT_EQ(notes(read(frames)).size(), 8u);
}

TEST(Infra, Camera_and_switch_announce_themselves_by_cdp) {
  const std::vector<Bytes> frames = {
      cdp_frame(camera_mac, {{1, "axis-accc8e123456"},
                             {2, big(1, 4) + big(0x0101cc, 3) + big(4, 2) + ip("10.40.30.51")},
                             {4, big(0x10, 4)},
                             {5, "10.12.2"},
                             {6, "AXIS P3245-LV"},
                             {10, big(10, 2)}}),
      cdp_frame("00:1b:3f:00:00:01", {{1, "sw-1"}, {3, "Gi1/0/24"}, {4, big(0x28, 4)}})};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "cdp.platform", "AXIS P3245-LV"), camera_mac);
  EXPECT_EQ(values(evidence, "cdp.address"), std::vector<std::string>{"10.40.30.51"});
  EXPECT_EQ(values(evidence, "cdp.vlan"), std::vector<std::string>{"10"});
  expect_true_locators(evidence, frames);
  ASSERT_EQ(notes(evidence).size(), 1u);
  EXPECT_EQ(notes(evidence)[0], "captured beside switch \"sw-1\", port \"Gi1/0/24\" (cdp)");
}

TEST(Infra, Spanning_tree_is_no_cdp) {
  Bench bench;
  const Bytes stp = big(0x424203, 3) + Bytes(35, '\0');
  bench.feed(std::vector<Bytes>{mac("01:80:c2:00:00:00") + mac("00:1b:3f:00:00:01") + big(stp.size(), 2) + stp});
  EXPECT_EQ(bench.skipped(Skip::not_ip), 1u);
  EXPECT_EQ(bench.skipped(Skip::malformed_message), 0u);
}

TEST(Infra, Agent_answers_and_its_community_is_nowhere) {
  const std::vector<Bytes> frames = {
      datagram(camera, manager, snmp_system(0xa2, "; AXIS P3245-LV; Fixed Dome Camera; 10", "lobby"))};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "snmp.sysdescr", "; AXIS P3245-LV; Fixed Dome Camera; 10"), "10.40.30.51");
  EXPECT_EQ(whose(evidence, "snmp.sysobjectid", "1.3.6.1.4.1.368"), "10.40.30.51");
  EXPECT_EQ(whose(evidence, "snmp.sysname", "lobby"), "10.40.30.51");
  expect_true_locators(evidence, frames);
  for (const auto& o : evidence.observations) {
    EXPECT_EQ(o.locator.excerpt.find("s3cret"), std::string::npos);
    EXPECT_EQ(bytes_at(frames, o.locator).find("s3cret"), std::string::npos);
  }
}

TEST(Infra, Manager_that_asks_is_no_device_though_it_writes_a_cameras_words) {
  const auto evidence =
      read({datagram(manager, camera, snmp_system(0xa3, "; AXIS P3245-LV; Fixed Dome Camera; 10", "lobby"))});
  EXPECT_EQ(values(evidence, "snmp.sysdescr"), std::vector<std::string>{});
  EXPECT_NE(host_of(evidence, "10.40.30.9")->marks & model::asked_questions, 0);
}

TEST(Infra, Printer_that_answers_is_not_kept) {
  const End printer = end("00:11:22:00:00:77", "10.40.30.77", 161);
  Bench bench;
  Bytes message = snmp_system(0xa2, "HP LaserJet 4", "alices-printer");
  message.replace(message.find("\x82\x70"), 2, "\x0b\x01");  // 11: Hewlett-Packard
  bench.feed(std::vector<Bytes>{datagram(printer, manager, message)});
  EXPECT_EQ(values(bench.finish(false), "snmp.sysname"), std::vector<std::string>{});
}

Bytes netbios(const Bytes& name) {
  Bytes padded = name, out = big(32, 1);
  padded.resize(15, ' ');
  padded += '\0';
  for (const char c : padded)
    out += static_cast<char>('A' + (static_cast<std::uint8_t>(c) >> 4)), out += static_cast<char>('A' + (c & 15));
  return out + big(0, 1);
}

Bytes registration(const Bytes& name, const char* address) {
  return big(0x000129100001, 6) + big(0x000000000001, 6) + netbios(name) + big(0x00200001, 4) + big(0xc00c, 2) +
         big(0x00200001, 4) + big(300000, 4) + big(6, 2) + big(0, 2) + ip(address);
}

TEST(Infra, Host_registers_its_netbios_name_and_no_other_hosts) {
  const End host = at_port(camera, 137), everyone = end("ff:ff:ff:ff:ff:ff", "10.40.30.255", 137);
  const std::vector<Bytes> frames = {datagram(host, everyone, registration("NVR-LOBBY", "10.40.30.51"))};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "nbns.name", "NVR-LOBBY"), "10.40.30.51");
  EXPECT_EQ(find(evidence, "nbns.name")->locator.decoder, "netbios name");
  expect_true_locators(evidence, frames);
  EXPECT_EQ(values(read({datagram(host, everyone, registration("OTHER", "10.40.30.77"))}), "nbns.name"),
            std::vector<std::string>{});
}

Bytes llmnr(int flags, const char* address) {
  const Bytes name = big(9, 1) + "NVR-Lobby" + big(0, 1) + big(0x00010001, 4);
  const bool answer = flags & 0x8000;
  return big(0x1234, 2) + big(flags, 2) + big(1, 2) + big(answer, 2) + big(0, 4) + name +
         (answer ? name + big(30, 4) + big(4, 2) + ip(address) : Bytes());
}

TEST(Infra, Host_answers_for_its_own_name_by_llmnr) {
  const End host = at_port(camera, 5355), asker = at_port(manager, 61000);
  const std::vector<Bytes> frames = {datagram(host, asker, llmnr(0x8000, "10.40.30.51"))};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "llmnr.host", "NVR-Lobby"), "10.40.30.51");
  expect_true_locators(evidence, frames);
  EXPECT_EQ(values(read({datagram(host, asker, llmnr(0x8000, "10.40.30.66"))}), "llmnr.host"),
            std::vector<std::string>{});
}

TEST(Infra, Name_that_is_asked_for_by_llmnr_is_nobodys_and_no_cloud) {
  const auto evidence =
      read({datagram(at_port(manager, 61000), end("01:00:5e:00:00:fc", "224.0.0.252", 5355), llmnr(0, ""))});
  EXPECT_EQ(values(evidence, "llmnr.host"), std::vector<std::string>{});
  EXPECT_EQ(values(evidence, "dns.query"), std::vector<std::string>{});
}

Bytes ntp(int flags) {
  return big(flags, 1) + big(flags == 0x24 ? 2 : 0, 1) + Bytes(38, '\0') + big(0xe6f1a2b3, 4) + big(1, 4);
}

TEST(Infra, Device_keeps_to_the_time_server_that_answers_it) {
  const End host = at_port(camera, 123), server = end("00:11:22:00:00:09", "10.40.30.1", 123);
  const std::vector<Bytes> frames = {datagram(host, server, ntp(0x23)), datagram(server, host, ntp(0x24))};
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "ntp.server", "10.40.30.1"), "10.40.30.51");
  expect_true_locators(evidence, frames);
}

TEST(Infra, Answer_alone_names_the_host_that_asked_and_a_question_alone_nobody) {
  const End host = at_port(camera, 50123), server = end("00:11:22:00:00:09", "10.40.30.1", 123);
  EXPECT_EQ(whose(read({datagram(server, host, ntp(0x24))}), "ntp.server", "10.40.30.1"), "10.40.30.51");
  EXPECT_EQ(values(read({datagram(host, server, ntp(0x23))}), "ntp.server"), std::vector<std::string>{});
}

}  // namespace
}  // namespace lenscap::sources::testing::infra_test
