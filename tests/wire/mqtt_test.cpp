#include "wire/mqtt.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::mqtt_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::noise;
using testing::octets;

const Bytes v3 = octets(R"(
  10 32              # CONNECT, 50 bytes follow
  00 04 'MQTT' 04    # protocol name, level 3.1.1
  c6 00 3c           # user name, password, will with QoS 0, clean session; keep-alive 60 s
  00 0d 'CAM3A01234PAZ'
  00 01 't'          # will topic
  00 04 'gone'       # will payload
  00 05 'admin'      # user name
  00 07 'hunter2'    # password
)");

const Bytes v5 = octets(R"(
  10 28              # CONNECT, 40 bytes follow
  00 04 'MQTT' 05    # level 5
  46 00 3c           # password without user name, will, clean start
  05 11 00 00 00 3c  # properties: session expiry
  00 05 'CAM-1'
  00                 # will properties: none
  00 01 't' 00 01 'x'
  00 08 'hunter22'   # password
)");

TEST(Mqtt, A_client_says_its_version_and_its_id) {
  const auto connect = parse_mqtt_connect(v3);
  ASSERT_TRUE(connect);
  EXPECT_EQ(connect->level, 4);
  EXPECT_EQ(connect->client_id, "CAM3A01234PAZ");
}

TEST(Mqtt, Version_5_has_properties_before_id_and_will) {
  const auto connect = parse_mqtt_connect(v5);
  ASSERT_TRUE(connect);
  EXPECT_EQ(connect->level, 5);
  EXPECT_EQ(connect->client_id, "CAM-1");
}

TEST(Mqtt, The_oldest_version_has_another_name) {
  const Bytes old = octets("10 13 00 06 'MQIsdp' 03 02 00 3c 00 05 'CAM-1'");
  const auto connect = parse_mqtt_connect(old);
  ASSERT_TRUE(connect);
  EXPECT_EQ(connect->level, 3);
  EXPECT_EQ(connect->client_id, "CAM-1");
  EXPECT_FALSE(parse_mqtt_connect(octets("10 13 00 06 'MQIsdp' 04 02 00 3c 00 05 'CAM-1'")));
}

TEST(Mqtt, A_message_whose_parts_do_not_add_up_is_none) {
  EXPECT_FALSE(parse_mqtt_connect(v3 + octets("00")));
  EXPECT_FALSE(parse_mqtt_connect(std::span(v3).first(v3.size() - 1)));
  for (const std::size_t at : {1u, 3u, 13u, 31u}) {  // lengths
    Bytes other = v3;
    other[at] ^= std::byte{1};
    EXPECT_FALSE(parse_mqtt_connect(other)) << "byte " << at;
  }
}

TEST(Mqtt, Flags_that_may_not_stand_together_are_refused) {
  const auto with_flags = [](unsigned flags) {
    Bytes other = v3;
    other[9] = static_cast<std::byte>(flags);
    return parse_mqtt_connect(other).has_value();
  };
  EXPECT_TRUE(with_flags(0xc6));
  EXPECT_FALSE(with_flags(0xc7)) << "reserved";
  EXPECT_FALSE(with_flags(0xde)) << "QoS 3";
  EXPECT_FALSE(with_flags(0x46)) << "3.1.1: a password needs a user name";
}

TEST(Mqtt, A_client_id_with_control_characters_is_not_taken) {
  Bytes other = v3;
  other[14] = std::byte{0x07};
  EXPECT_FALSE(parse_mqtt_connect(other));
}

TEST(Mqtt, The_end_of_a_message_is_found_in_a_stream) {
  const auto length = mqtt_connect_length(v3 + v3);
  EXPECT_EQ(length.is, StreamLength::Is::whole);
  EXPECT_EQ(length.length, v3.size());
  EXPECT_EQ(mqtt_connect_length(std::span(v3).first(1)).is, StreamLength::Is::partial);
  EXPECT_EQ(mqtt_connect_length(octets("20 02 00 00")).is, StreamLength::Is::other) << "CONNACK";
  EXPECT_EQ(mqtt_connect_length(octets("10 ff ff ff ff")).is, StreamLength::Is::other) << "a fifth byte of length";
  EXPECT_EQ(mqtt_connect_length(octets("10 32 00 04 'MQTT' 06")).is, StreamLength::Is::other) << "level 6";
}

TEST(Mqtt, A_familiar_byte_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 500; ++seed)
    EXPECT_NE(mqtt_connect_length(octets("10") + noise(200, seed)).is, StreamLength::Is::whole) << seed;
}

TEST(Mqtt, Damage_anywhere_never_leads_outside_the_message) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto length = mqtt_connect_length(bytes);
    if (length.is == StreamLength::Is::whole) EXPECT_LE(length.length, bytes.size());
    if (const auto connect = parse_mqtt_connect(bytes)) EXPECT_TRUE(inside(connect->client_id, bytes));
  };
  for (const Bytes& message : {v3, v5}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::mqtt_test
