#include "wire/dhip.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::dhip_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::le32;
using testing::text;

const Bytes search = hex(R"(20 00 00 00 44 48 49 50  # header size, "DHIP"
           00 00 00 00 00 00 00 00  # session, request
           3b 00 00 00 00 00 00 00  # length 59, 0
           3b 00 00 00 00 00 00 00  # again)") +
                     text("{\"method\":\"DHDiscover.search\",\"params\":{\"mac\":\"\",\"uni\":1}}\n");

// A camera without a label, in the words of a real reply; serial number and address are invented.
constexpr std::string_view notify =
    R"({"mac":"4c:11:bf:00:12:34","method":"client.notifyDevInfo","params":{"deviceInfo":{"AlarmInputChannels":1,)"
    R"("AlarmOutputChannels":1,"DetailType":"IPC-HDW5421S","DeviceClass":"IPC","DeviceType":"IPC-HDW5421S","Find":"BD",)"
    R"("HttpPort":80,"IPv4Address":{"DefaultGateway":"192.168.1.1","DhcpEnable":true,"IPAddress":"192.168.1.108",)"
    R"("SubnetMask":"255.255.255.0"},"IPv6Address":{"DhcpEnable":false,"IPAddress":"2001:db8::8\/64",)"
    R"("LinkLocalAddress":"fe80::4e11:bfff:fe00:1234\/64"},"Init":166,"MachineName":"3A01234PAZ00001",)"
    R"("Manufacturer":"Private","Port":37777,"PwdResetWay":3,"RemoteVideoInputChannels":0,"SerialNo":"3A01234PAZ00001",)"
    R"("UnLoginFuncMask":1,"Vendor":"Dahua","Version":"2.400.0.8","VideoInputChannels":1,"VideoOutputChannels":0}},)"
    R"("random":"5d3c1b2a"})"
    "\n";

Bytes message(std::string_view body) {
  const auto size = static_cast<std::uint32_t>(body.size());
  return hex("20 00 00 00 44 48 49 50 00 00 00 00 00 00 00 00") + le32(size) + le32(0) + le32(size) + le32(0) +
         text(body);
}

TEST(Dhip, The_search_of_a_management_tool_is_read) {
  const auto dhip = parse_dhip(search);
  ASSERT_TRUE(dhip);
  EXPECT_EQ(dhip->session, 0u);
  EXPECT_EQ(dhip->json.size(), 59u);
  EXPECT_EQ(dhip_method(dhip->json), "DHDiscover.search");
}

TEST(Dhip, A_search_says_nothing_about_a_device) { EXPECT_FALSE(parse_dhip_device(parse_dhip(search)->json)); }

TEST(Dhip, A_camera_says_what_it_is) {
  const Bytes bytes = message(notify);
  const auto dhip = parse_dhip(bytes);
  ASSERT_TRUE(dhip);
  const auto device = parse_dhip_device(dhip->json);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->mac, "4c:11:bf:00:12:34");
  EXPECT_EQ(device->device_class, "IPC");
  EXPECT_EQ(device->device_type, "IPC-HDW5421S");
  EXPECT_EQ(device->detail_type, "IPC-HDW5421S");
  EXPECT_EQ(device->serial_no, "3A01234PAZ00001");
  EXPECT_EQ(device->vendor, "Dahua");
  EXPECT_EQ(device->manufacturer, "Private");
  EXPECT_EQ(device->version, "2.400.0.8");
  EXPECT_EQ(device->machine_name, "3A01234PAZ00001");
  EXPECT_EQ(device->port, "37777");
  EXPECT_EQ(device->http_port, "80");
  EXPECT_EQ(device->ipv4_address, "192.168.1.108");
  EXPECT_EQ(device->ipv4_mask, "255.255.255.0");
  EXPECT_EQ(device->ipv4_gateway, "192.168.1.1");
  EXPECT_EQ(device->ipv4_dhcp, "true");
  EXPECT_EQ(device->ipv6_address, R"(2001:db8::8\/64)") << "as sent, escapes and all";
  EXPECT_EQ(device->ipv6_link_local, R"(fe80::4e11:bfff:fe00:1234\/64)");
  EXPECT_EQ(device->alarm_input_channels, "1");
  EXPECT_EQ(device->video_input_channels, "1");
  EXPECT_EQ(device->remote_video_input_channels, "0");
  EXPECT_EQ(device->init, "166");
  EXPECT_EQ(device->find, "BD");
  EXPECT_EQ(device->unlogin_func_mask, "1");
  EXPECT_EQ(device->pwd_reset_way, "3");
  EXPECT_TRUE(device->oem_version.empty()) << "this firmware does not send it";
}

TEST(Dhip, A_value_leads_back_to_its_place_in_the_packet) {
  const Bytes bytes = message(notify);
  const auto device = parse_dhip_device(parse_dhip(bytes)->json);
  ASSERT_TRUE(device);
  const auto at = static_cast<std::size_t>(device->vendor.data() - reinterpret_cast<const char*>(bytes.data()));
  EXPECT_EQ(at, 32 + notify.find(R"("Vendor":")") + 10);
}

TEST(Dhip, Any_disagreement_of_the_lengths_is_not_DHIP) {
  Bytes longer = search + hex("00");
  EXPECT_FALSE(parse_dhip(longer));
  for (const std::size_t at : {0u, 4u, 16u, 20u, 24u, 28u}) {
    Bytes bytes = search;
    bytes[at] ^= std::byte{1};
    EXPECT_FALSE(parse_dhip(bytes)) << "byte " << at;
  }
}

TEST(Dhip, A_body_that_is_no_object_is_not_DHIP) { EXPECT_FALSE(parse_dhip(message("GET / HTTP/1.1"))); }

TEST(Dhip, A_body_of_more_than_64_KiB_is_refused_by_its_header) {
  const Bytes header =
      hex("20 00 00 00 44 48 49 50 00 00 00 00 00 00 00 00") + le32(65537) + le32(0) + le32(65537) + le32(0);
  EXPECT_EQ(dhip_length(header).is, StreamLength::Is::other);
}

TEST(Dhip, The_end_of_a_message_is_found_in_a_stream) {
  const Bytes two = search + search;
  const StreamLength first = dhip_length(two);
  EXPECT_EQ(first.is, StreamLength::Is::whole);
  EXPECT_EQ(first.length, 91u);
  EXPECT_EQ(dhip_length(std::span(two).first(90)).is, StreamLength::Is::partial);
  EXPECT_EQ(dhip_length(std::span(two).first(90)).length, 91u);
  EXPECT_EQ(dhip_length(std::span(two).first(31)).length, 0u);
  EXPECT_EQ(dhip_length(text("GET / HTTP/1.1\r\n")).is, StreamLength::Is::other);
}

TEST(Dhip, A_part_of_a_long_answer_has_an_end_but_no_meaning) {
  // 8 of 20 bytes of the body: the header gives the part first, the whole second.
  const Bytes part = hex("20 00 00 00 44 48 49 50 01 00 00 00 02 00 00 00") + le32(8) + le32(0) + le32(20) + le32(0) +
                     text("{\"table\"");
  EXPECT_EQ(dhip_length(part).is, StreamLength::Is::whole);
  EXPECT_EQ(dhip_length(part).length, 40u);
  EXPECT_FALSE(parse_dhip(part));
}

TEST(Dhip, The_challenge_of_a_login_gives_the_realm_and_not_the_random) {
  const auto challenge = parse_dhip_challenge(
      R"({"error":{"code":268632079,"message":"Component error: login challenge!"},"id":1,"params":{)"
      R"("encryption":"Default","mac":"4C11BF001234","random":"1136413371","realm":"Login to 3A01234PAZ00001"},)"
      R"("result":false,"session":7})");
  ASSERT_TRUE(challenge);
  EXPECT_EQ(challenge->realm, "Login to 3A01234PAZ00001");
  EXPECT_EQ(challenge->mac, "4C11BF001234");
}

TEST(Dhip, The_login_of_a_client_is_no_challenge) {
  EXPECT_FALSE(
      parse_dhip_challenge(R"({"method":"global.login","params":{"realm":"Login to 3A01234PAZ00001"},"id":1})"));
}

TEST(Dhip, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    dhip_length(bytes);
    const auto dhip = parse_dhip(bytes);
    if (!dhip) return;
    EXPECT_TRUE(inside(dhip->json, bytes));
    const auto device = parse_dhip_device(dhip->json);
    if (!device) return;
    for (const std::string_view value : {device->mac, device->vendor, device->serial_no, device->ipv4_address})
      EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(message(notify), read);
  every_flip(message(notify), read);
}

TEST(Dhip, No_prefix_of_a_message_is_a_message) {
  const Bytes bytes = message(notify);
  every_prefix(bytes, [&](std::span<const std::byte> prefix) {
    EXPECT_EQ(parse_dhip(prefix).has_value(), prefix.size() == bytes.size());
  });
}

}  // namespace
}  // namespace lenscap::wire::dhip_test
