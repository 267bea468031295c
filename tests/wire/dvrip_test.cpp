#include "wire/dvrip.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::dvrip_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;
using testing::text;

const Bytes search =
    hex("a3 01 00 01 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");

constexpr std::string_view lines = "Name:Depot gate\r\nDevice:IPC-HDW5421S\r\nSerialNo:3A01234PAZ00001\r\n";

const Bytes answer = hex(R"(b3 00 21 00                # answer, section 2 is 33 bytes
                            58 00 00 00
                            00 00 00 00 00 00 00 00
                            02 00 00 00                # protocol version
                            40 00                      # section 3 is 64 bytes
                            00 00 00 00 00 00 00 00 00 00
                            02 00 90 01 00 00 08 00    # version 2.400.0.8)") +
                     padded("IPC-HDW5421S", 16) + hex(R"(
                            c0 a8 01 6c  ff ff ff 00   # 192.168.1.108, mask
                            c0 a8 01 01  08 08 08 08   # gateway, DNS
                            00 00 00 00 00 00 00 00    # alarm server
                            00 00 00 00 00 00 00 00    # mail server
                            00 00 00 00 00 00
                            50 00 bb 01                # HTTP 80, HTTPS 443
                            91 93 0a 00 00 00 92 93    # TCP 37777, connections, SSL, UDP 37778
                            00 00 ef ff 2a 2a 3a 8f    # multicast
                            00 00 00 00 00 00)") +
                     text("4c:11:bf:00:12:34") + padded("IPC-HDW5421S", 16) + text(lines);

TEST(Dvrip, The_search_of_a_tool_is_known_in_both_its_forms) {
  EXPECT_TRUE(is_dvrip_search(search));
  Bytes other = search;
  other[3] = std::byte{0};
  EXPECT_TRUE(is_dvrip_search(other));
  other[20] = std::byte{1};
  EXPECT_FALSE(is_dvrip_search(other));
  EXPECT_FALSE(is_dvrip_search(std::span(search).first(31)));
}

TEST(Dvrip, A_camera_says_what_it_is) {
  ASSERT_EQ(answer.size(), 120u + 33 + 64) << "what the header states";
  const auto device = parse_dvrip_device(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->host_name, "IPC-HDW5421S");
  EXPECT_EQ(device->version, (std::array<std::uint16_t, 4>{2, 400, 0, 8}));
  EXPECT_EQ(device->ipv4, 0xc0a8016cu);
  EXPECT_EQ(device->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(device->ipv4_gateway, 0xc0a80101u);
  EXPECT_EQ(device->http_port, 80);
  EXPECT_EQ(device->https_port, 443);
  EXPECT_EQ(device->tcp_port, 37777);
  EXPECT_EQ(device->udp_port, 37778);
  EXPECT_EQ(device->mac, "4c:11:bf:00:12:34");
  EXPECT_EQ(device->model, "IPC-HDW5421S");
  EXPECT_EQ(device->name, "Depot gate");
  EXPECT_EQ(device->device, "IPC-HDW5421S");
  EXPECT_EQ(device->serial_no, "3A01234PAZ00001");
}

TEST(Dvrip, A_value_leads_back_to_its_place_in_the_packet) {
  const auto device = parse_dvrip_device(answer);
  ASSERT_TRUE(device);
  const auto* const first = reinterpret_cast<const char*>(answer.data());
  EXPECT_EQ(device->version_raw.data() - first, 0x20);
  EXPECT_EQ(device->ipv4_raw.data() - first, 0x38);
  EXPECT_EQ(device->mac.data() - first, 0x78);
  EXPECT_EQ(device->serial_no.data() - first, static_cast<std::ptrdiff_t>(120 + 33 + lines.find("3A01")));
}

TEST(Dvrip, Sections_that_do_not_add_up_are_no_answer) {
  EXPECT_FALSE(parse_dvrip_device(answer + hex("00")));
  for (const std::size_t at : {0x00u, 0x02u, 0x04u, 0x10u, 0x14u}) {
    Bytes other = answer;
    other[at] ^= std::byte{1};
    EXPECT_FALSE(parse_dvrip_device(other)) << "byte " << at;
  }
}

const Bytes realm_request =
    hex("a0 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 05 02 01 01 00 00 a1 aa");

const Bytes realm_answer = hex(R"(b0 01 00 78  3a 00 00 00   # answer, 58 bytes
                                  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00)") +
                           padded("Realm:Login to 3A01234PAZ00001\r\nRandom:0123456789abcdef\r\n", 58);

TEST(Dvrip, The_answer_to_a_realm_request_gives_the_realm_and_not_the_random) {
  const auto message = parse_dvrip_message(realm_answer);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, DvripKind::answer);
  EXPECT_EQ(message->realm, "Login to 3A01234PAZ00001");
}

TEST(Dvrip, The_messages_of_a_client_are_told_apart) {
  EXPECT_EQ(parse_dvrip_message(realm_request)->kind, DvripKind::realm_request);
  const Bytes login =
      hex("a0 00 00 00 00 00 00 00 61 64 6d 69 6e 00 00 00 73 65 63 72 65 74 00 00 05 02 00 01 00 00 a1 aa");
  EXPECT_EQ(parse_dvrip_message(login)->kind, DvripKind::login);
}

TEST(Dvrip, The_answer_to_a_login_is_of_the_device) {
  const Bytes refused =
      hex("b0 00 00 00 00 00 00 00 01 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 06 00 f9 00 00 00 00 00");
  const auto message = parse_dvrip_message(refused);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, DvripKind::answer);
  EXPECT_TRUE(message->realm.empty());
}

TEST(Dvrip, Remote_calls_in_JSON_are_handed_on) {
  const Bytes call = hex(R"(f6 00 00 00  0d 00 00 00   # length 13
                            05 00 00 00  00 00 00 00   # id
                            0d 00 00 00  00 00 00 00
                            2a 00 00 00  00 00 00 00   # session)") +
                     text("{\"result\":1}\n");
  const auto message = parse_dvrip_message(call);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, DvripKind::json);
  EXPECT_EQ(message->json, "{\"result\":1}\n");
}

TEST(Dvrip, The_end_of_a_message_is_found_in_a_stream) {
  const Bytes stream = realm_request + realm_request;
  EXPECT_EQ(dvrip_length(stream).length, 32u);
  EXPECT_EQ(dvrip_length(stream).is, StreamLength::Is::whole);
  EXPECT_EQ(dvrip_length(std::span(stream).first(31)).is, StreamLength::Is::partial);
  EXPECT_EQ(dvrip_length(std::span(realm_answer).first(50)).length, 90u);
  EXPECT_EQ(dvrip_length(text("GET / HTTP/1.1\r\n")).is, StreamLength::Is::other);
}

TEST(Dvrip, Two_familiar_bytes_are_not_enough) {
  for (const char* start : {"a0 01", "a0 00", "b0 00", "b0 01", "f6 00"}) {
    for (std::uint32_t seed = 0; seed < 500; ++seed) {
      const Bytes bytes = hex(start) + noise(200, seed);
      EXPECT_EQ(dvrip_length(bytes).is, StreamLength::Is::other) << start << " " << seed;
    }
  }
}

TEST(Dvrip, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_dvrip_search(bytes);
    if (const auto device = parse_dvrip_device(bytes)) {
      for (const std::string_view value :
           {device->host_name, device->mac, device->model, device->name, device->device, device->serial_no})
        EXPECT_TRUE(inside(value, bytes));
    }
    if (const auto message = parse_dvrip_message(bytes)) {
      EXPECT_TRUE(inside(message->realm, bytes));
      EXPECT_TRUE(inside(message->json, bytes));
    }
  };
  every_prefix(answer, read);
  every_flip(answer, read);
  every_prefix(realm_answer, read);
  every_flip(realm_answer, read);
}

}  // namespace
}  // namespace lenscap::wire::dvrip_test
