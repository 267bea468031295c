#include "wire/xm.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::xm_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::le32;
using testing::noise;
using testing::text;

const Bytes search = hex("ff 00 00 00 00 00 00 00 00 00 00 00 00 00 fa 05 00 00 00 00");

Bytes message(std::string_view number, std::string_view body) {
  return hex("ff 01 00 00 00 00 00 00 00 00 00 00 00 00") + hex(number) +
         le32(static_cast<std::uint32_t>(body.size())) + text(body);
}

// In the words of a real camera; serial number and address are invented.
constexpr std::string_view found =
    R"({ "NetWork.NetCommon" : { "BuildDate" : "2021-09-13 10:10:10", "ChannelNum" : 1, "DeviceType" : 24,)"
    R"( "GateWay" : "0x0100A8C0", "HostIP" : "0x6700A8C0", "HostName" : "camera_1234", "HttpPort" : 80,)"
    R"( "MAC" : "00:12:31:00:12:34", "MonMode" : "TCP", "NetConnectState" : 0, "OtherFunction" : "D=2026-11-02 V=SECRET",)"
    R"( "SN" : "0123456789abcdef", "SSLPort" : 8443, "Submask" : "0x00FFFFFF", "TCPMaxConn" : 10, "TCPPort" : 34567,)"
    R"( "UDPPort" : 34568, "UseHSDownLoad" : false, "Version" : "V5.00.R02.00030747.10010.349f17.0000000" },)"
    R"( "Ret" : 100, "SessionID" : "0x00000000" })"
    "\n";

TEST(Xm, The_search_of_a_tool_is_read_and_is_not_of_a_device) {
  const auto xm = parse_xm(search);
  ASSERT_TRUE(xm);
  EXPECT_EQ(xm->message, 1530);
  EXPECT_FALSE(xm_from_device(*xm));
  EXPECT_FALSE(parse_xm_device(*xm));
}

TEST(Xm, A_camera_says_what_it_is) {
  const Bytes bytes = message("fb 05", found);
  const auto xm = parse_xm(bytes);
  ASSERT_TRUE(xm);
  EXPECT_EQ(xm->message, 1531);
  EXPECT_TRUE(xm_from_device(*xm));
  const auto device = parse_xm_device(*xm);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->sn, "0123456789abcdef");
  EXPECT_EQ(device->host_name, "camera_1234");
  EXPECT_EQ(device->version, "V5.00.R02.00030747.10010.349f17.0000000");
  EXPECT_EQ(device->build_date, "2021-09-13 10:10:10");
  EXPECT_EQ(device->device_type, "24");
  EXPECT_EQ(device->channel_num, "1");
  EXPECT_EQ(device->mac, "00:12:31:00:12:34");
  EXPECT_EQ(device->host_ip, "0x6700A8C0");
  EXPECT_EQ(device->gateway, "0x0100A8C0");
  EXPECT_EQ(device->submask, "0x00FFFFFF");
  EXPECT_EQ(device->http_port, "80");
  EXPECT_EQ(device->tcp_port, "34567");
  EXPECT_EQ(device->udp_port, "34568");
}

TEST(Xm, A_value_leads_back_to_its_place_in_the_packet) {
  const Bytes bytes = message("fb 05", found);
  const auto device = parse_xm_device(*parse_xm(bytes));
  ASSERT_TRUE(device);
  EXPECT_EQ(device->sn.data() - reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::ptrdiff_t>(20 + found.find("0123456789abcdef")));
}

TEST(Xm, Addresses_are_written_last_octet_first) {
  EXPECT_EQ(xm_address("0x6700A8C0"), 0xc0a80067u) << "192.168.0.103";
  EXPECT_EQ(xm_address("0x00ffffff"), 0xffffff00u);
  EXPECT_FALSE(xm_address("192.168.0.103"));
  EXPECT_FALSE(xm_address("0x6700A8CG"));
  EXPECT_FALSE(xm_address(""));
}

TEST(Xm, The_system_information_of_a_recorder_is_read) {
  const Bytes bytes = message(
      "fd 03", R"({"Name":"SystemInfo","Ret":100,"SessionID":"0x2c","SystemInfo":{"BuildTime":"2017-04-12 19:13:16",)"
               R"("DigChannel":8,"HardWare":"HI3518E_53H13_S39","HardWareVersion":"Unknown",)"
               R"("SerialNo":"0123456789abcdef","SoftWareVersion":"V4.02.R12.E7335520.12012.047502.00000",)"
               R"("VideoInChannel":0}})");
  const auto device = parse_xm_device(*parse_xm(bytes));
  ASSERT_TRUE(device);
  EXPECT_EQ(device->hardware, "HI3518E_53H13_S39");
  EXPECT_EQ(device->hardware_version, "Unknown");
  EXPECT_EQ(device->sn, "0123456789abcdef");
  EXPECT_EQ(device->version, "V4.02.R12.E7335520.12012.047502.00000");
  EXPECT_EQ(device->dig_channel, "8");
  EXPECT_EQ(device->video_in_channel, "0");
}

TEST(Xm, The_answer_to_a_login_names_its_type_under_a_key_that_ends_in_a_space) {
  const Bytes bytes =
      message("e9 03", R"({"AliveInterval":20,"ChannelNum":4,"DeviceType ":"DVR","Ret":100,"SessionID":"0x2c"})");
  const auto device = parse_xm_device(*parse_xm(bytes));
  ASSERT_TRUE(device);
  EXPECT_EQ(device->device_type, "DVR");
  EXPECT_EQ(device->channel_num, "4");
}

TEST(Xm, A_refused_login_is_of_a_device_that_says_nothing_of_itself) {
  const Bytes bytes = message("e9 03", R"({"Ret":203,"SessionID":"0x0"})");
  EXPECT_TRUE(xm_from_device(*parse_xm(bytes)));
  EXPECT_FALSE(parse_xm_device(*parse_xm(bytes)));
}

TEST(Xm, What_a_client_writes_says_nothing_about_a_device) {
  const Bytes login =
      message("e8 03", R"({"EncryptType":"MD5","LoginType":"DVRIP-Web","PassWord":"SECRET","UserName":"admin"})");
  EXPECT_FALSE(xm_from_device(*parse_xm(login)));
  const Bytes setting =
      message("fc 05", R"({"NetWork.NetCommon":{"SN":"0123456789abcdef","MAC":"00:12:31:00:12:34"}})");
  EXPECT_FALSE(parse_xm_device(*parse_xm(setting)));
}

TEST(Xm, Lengths_and_numbers_that_cannot_be_are_refused) {
  EXPECT_FALSE(parse_xm(search + hex("00")));
  for (const std::size_t at : {0u, 2u, 3u, 16u, 18u, 19u}) {
    Bytes other = search;
    other[at] ^= std::byte{1};
    EXPECT_FALSE(parse_xm(other)) << "byte " << at;
  }
  Bytes number = search;
  number[15] = std::byte{0x40};
  EXPECT_FALSE(parse_xm(number)) << "message 16634";
  EXPECT_EQ(xm_length(hex("ff 01 00 00 00 00 00 00 00 00 00 00 00 00 fb 05 01 00 10 00")).is, StreamLength::Is::other)
      << "a body of 1 MiB and one byte";
}

TEST(Xm, Media_has_an_end_but_is_not_read) {
  const Bytes bytes = hex("ff 01 00 00 2c 00 00 00 00 00 00 00 00 00 84 05 08 00 00 00  00 00 01 fc 02 19 50 2d");
  EXPECT_EQ(xm_length(bytes).is, StreamLength::Is::whole);
  EXPECT_EQ(xm_length(bytes).length, 28u);
  EXPECT_FALSE(parse_xm(bytes));
}

TEST(Xm, Noise_is_not_a_message) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    EXPECT_FALSE(parse_xm(noise(seed % 600, seed)));
    EXPECT_FALSE(parse_xm(hex("ff") + noise(seed % 600, seed)));
  }
}

TEST(Xm, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto xm = parse_xm(bytes);
    if (!xm) return;
    const auto device = parse_xm_device(*xm);
    if (!device) return;
    for (const std::string_view value :
         {device->sn, device->host_name, device->version, device->mac, device->host_ip}) {
      EXPECT_TRUE(inside(value, bytes));
      xm_address(value);
    }
  };
  every_prefix(message("fb 05", found), read);
  every_flip(message("fb 05", found), read);
}

}  // namespace
}  // namespace lenscap::wire::xm_test
