#include "wire/baichuan.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::baichuan_test {
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

// The login of a real client and camera, headers only.
const Bytes login = hex("f0 de bc 0a 01 00 00 00 00 00 00 00 00 00 00 01 12 dc 14 65");
const Bytes login_answer = hex("f0 de bc 0a 01 00 00 00 91 00 00 00 00 00 00 01 02 dd 14 66");
const Bytes modern_login = hex("f0 de bc 0a 01 00 00 00 28 01 00 00 00 00 00 01 00 00 14 64 00 00 00 00");
const Bytes version_answer = hex("f0 de bc 0a 50 00 00 00 f2 01 00 00 00 00 00 07 c8 00 00 00 00 00 00 00");

TEST(Baichuan, A_login_is_of_a_client) {
  const auto message = parse_baichuan(login);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->message, 1u);
  EXPECT_EQ(message->message_class, 0x6514);
  EXPECT_EQ(message->header_size, 20u);
  EXPECT_FALSE(message->from_device);
  EXPECT_FALSE(parse_baichuan(modern_login)->from_device);
}

TEST(Baichuan, The_answer_to_a_login_is_of_the_camera) {
  const auto message = parse_baichuan(login_answer);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->code, 0xdd02);
  EXPECT_EQ(message->body_length, 0x91u);
  EXPECT_EQ(message->header_size, 20u);
  EXPECT_TRUE(message->from_device);
}

TEST(Baichuan, An_answer_with_a_result_is_of_the_camera) {
  const auto message = parse_baichuan(version_answer);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->message, 80u);
  EXPECT_EQ(message->code, 200);
  EXPECT_EQ(message->header_size, 24u);
  EXPECT_TRUE(message->from_device);
}

TEST(Baichuan, A_question_in_the_class_of_answers_is_not_of_the_camera) {
  EXPECT_FALSE(
      parse_baichuan(hex("f0 de bc 0a 01 00 00 00 28 01 00 00 00 00 00 01 00 00 00 00 00 00 00 00"))->from_device);
}

TEST(Baichuan, The_answer_to_the_cameras_own_keep_alive_is_of_the_client) {
  EXPECT_FALSE(
      parse_baichuan(hex("f0 de bc 0a ea 00 00 00 00 00 00 00 00 00 00 00 c8 00 00 00 00 00 00 00"))->from_device);
}

TEST(Baichuan, A_snapshot_under_the_other_magic_is_read) {
  const auto message = parse_baichuan(hex("a0 cb ed 0f 6d 00 00 00 de 94 00 00 00 00 03 00 c8 00 00 00 00 00 00 00"));
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->reversed);
  EXPECT_EQ(message->message, 109u);
  EXPECT_TRUE(message->from_device);
}

TEST(Baichuan, The_end_of_a_message_is_found_in_a_stream) {
  EXPECT_EQ(baichuan_length(login + login).length, 20u);
  EXPECT_EQ(baichuan_length(login + login).is, StreamLength::Is::whole);
  EXPECT_EQ(baichuan_length(version_answer).is, StreamLength::Is::partial);
  EXPECT_EQ(baichuan_length(version_answer).length, 24u + 0x1f2);
  EXPECT_EQ(baichuan_length(std::span(version_answer).first(22)).is, StreamLength::Is::partial);
  EXPECT_EQ(baichuan_length(std::span(login).first(3)).is, StreamLength::Is::partial);
  EXPECT_EQ(baichuan_length(text("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).is, StreamLength::Is::other);
}

TEST(Baichuan, Unknown_classes_and_impossible_lengths_are_refused) {
  Bytes unknown = version_answer;
  unknown[18] = std::byte{0x77};
  EXPECT_FALSE(parse_baichuan(unknown));
  EXPECT_EQ(baichuan_length(unknown).is, StreamLength::Is::other);
  Bytes huge = version_answer;
  huge[11] = std::byte{0xff};
  EXPECT_FALSE(parse_baichuan(huge));
  EXPECT_EQ(baichuan_length(huge).is, StreamLength::Is::other);
}

TEST(Baichuan, In_the_login_of_a_real_camera_only_its_side_is_a_device) {
  const std::string path = std::string(LENSCAP_ROOT) + "/../shared/evidence/captures/reolink-baichuan-login.pcapng";
  std::ifstream file(path, std::ios::binary);
  if (!file) GTEST_SKIP() << path << " is not here";
  const Bytes capture = text(std::string{std::istreambuf_iterator<char>(file), {}});
  // Segments are found by the ports in front of them: a TCP header of 32 bytes, source port first.
  std::size_t of_camera = 0, of_client = 0;
  for (std::size_t at = 32; at + 24 <= capture.size(); ++at) {
    const auto message = parse_baichuan(std::span(capture).subspan(at));
    if (!message) continue;
    const bool camera = capture[at - 32] == std::byte{0x23} && capture[at - 31] == std::byte{0x28};  // port 9000
    const bool client = capture[at - 30] == std::byte{0x23} && capture[at - 29] == std::byte{0x28};
    if (camera || client) {
      EXPECT_EQ(message->from_device, camera) << at;
    }
    of_camera += camera;
    of_client += client;
  }
  EXPECT_EQ(of_camera, 9u) << "packets 2, 6, 8, 10, 11, 12, 16, 17, 21";
  EXPECT_GE(of_client, 9u);
}

// Scrambles as a camera does; the CRC is worked out bit by bit, apart from the parser's table.
Bytes discovery(std::string_view xml, std::uint32_t transmission) {
  constexpr std::uint32_t key[8] = {0x1f2d3c4b, 0x5a6c7f8d, 0x38172e4b, 0x8271635a,
                                    0x863f1a2b, 0xa5c6f7d8, 0x8371e1b4, 0x17f2d3a5};
  Bytes body = text(xml);
  for (std::size_t i = 0; i < body.size(); ++i)
    body[i] ^= static_cast<std::byte>((key[i / 4 % 8] + transmission) >> (i % 4 * 8) & 0xff);
  std::uint32_t crc = 0;
  for (const std::byte b : body) {
    crc ^= std::to_integer<std::uint32_t>(b);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
  }
  return hex("3a cf 87 2a") + le32(static_cast<std::uint32_t>(body.size())) + hex("01 00 00 00") + le32(transmission) +
         le32(crc) + body;
}

TEST(Bcudp, A_camera_that_answers_in_the_local_network_is_a_device) {
  const Bytes bytes =
      discovery("<P2P>\n<D2C_C_R>\n<rsp>0</rsp>\n<cid>849013</cid>\n<did>192</did>\n</D2C_C_R>\n</P2P>\n", 0x9abcdef0);
  const auto packet = parse_bcudp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->kind, BcUdpKind::discovery);
  EXPECT_STREQ(packet->element.data(), "D2C_C_R");
  EXPECT_EQ(packet->element_raw.data() - reinterpret_cast<const char*>(bytes.data()), 20 + 7);
  EXPECT_TRUE(packet->from_device);
}

TEST(Bcudp, A_client_that_searches_is_no_device) {
  const Bytes bytes = discovery("<P2P>\r\n  <C2D_S>\r\n<to><port>57268</port></to></C2D_S></P2P>", 7);
  const auto packet = parse_bcudp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_STREQ(packet->element.data(), "C2D_S");
  EXPECT_FALSE(packet->from_device);
}

TEST(Bcudp, A_wrong_checksum_is_not_Baichuan) {
  Bytes bytes = discovery("<P2P><D2C_HB></D2C_HB></P2P>", 7);
  bytes.back() ^= std::byte{1};
  EXPECT_FALSE(parse_bcudp(bytes));
}

TEST(Bcudp, Data_is_of_whoever_its_message_is_of) {
  const Bytes header = hex("10 cf 87 2a c0 00 00 00 00 00 00 00 05 00 00 00");
  const auto camera = parse_bcudp(header + le32(24) + version_answer);
  ASSERT_TRUE(camera);
  EXPECT_TRUE(camera->from_device);
  EXPECT_FALSE(parse_bcudp(header + le32(24) + modern_login)->from_device);
  EXPECT_FALSE(parse_bcudp(header + le32(5) + text("video"))->from_device);
  EXPECT_FALSE(parse_bcudp(header + le32(6) + text("video")));
}

TEST(Bcudp, An_acknowledgement_is_known_by_its_length) {
  const Bytes bytes = hex("20 cf 87 2a c0 00 00 00 00 00 00 00 00 00 00 00 05 00 00 00 d6 01 00 00 02 00 00 00 00 01");
  EXPECT_EQ(parse_bcudp(bytes)->kind, BcUdpKind::acknowledgement);
  EXPECT_FALSE(parse_bcudp(std::span(bytes).first(29)));
}

TEST(Bcudp, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    parse_baichuan(bytes);
    baichuan_length(bytes);
    const auto packet = parse_bcudp(bytes);
    EXPECT_TRUE(!packet || inside(packet->element_raw, bytes));
  };
  for (const Bytes& bytes : {login, login_answer, modern_login, version_answer,
                             discovery("<P2P><D2C_C_R><cid>1</cid></D2C_C_R></P2P>", 3)}) {
    every_prefix(bytes, read);
    every_flip(bytes, read);
  }
  for (std::uint32_t seed = 0; seed < 2000; ++seed) EXPECT_FALSE(parse_bcudp(noise(seed % 400, seed)));
}

}  // namespace
}  // namespace lenscap::wire::baichuan_test
