#include "wire/vstarcam.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::vstarcam_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;

const Bytes answer = hex("44 48 01 08") + padded("192.0.2.20", 16) + padded("255.255.255.0", 16) +
                     padded("192.0.2.1", 16) + padded("203.0.113.53", 16) + padded("203.0.113.53", 16) +
                     hex("48 02 2a 00 12 34  a0 46   # hardware address, port 18080") + padded("VSTB000001ABCDE", 32) +
                     padded("IPCAM", 32) + Bytes(48) + padded("66.81.204.19", 16) + padded("web", 16) +
                     padded("admin", 32) + padded("secret", 32) + Bytes(224);

TEST(Vstarcam, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_vstarcam_search(hex("44 48 01 01")));
  EXPECT_FALSE(is_vstarcam_search(hex("44 48 01 08")));
  EXPECT_FALSE(parse_vstarcam(hex("44 48 01 01")));
}

TEST(Vstarcam, A_camera_says_what_it_is) {
  ASSERT_EQ(answer.size(), 524u);
  const auto device = parse_vstarcam(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->ipv4_address, "192.0.2.20");
  EXPECT_EQ(device->ipv4_mask, "255.255.255.0");
  EXPECT_EQ(device->ipv4_gateway, "192.0.2.1");
  EXPECT_EQ(device->mac, 0x48022a001234u);
  EXPECT_EQ(device->http_port, 18080);
  EXPECT_EQ(device->name, "IPCAM");
  EXPECT_EQ(device->firmware, "66.81.204.19");
}

TEST(Vstarcam, Of_the_device_id_only_its_letters_are_given) {
  const auto device = parse_vstarcam(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->uid_prefix, "VSTB");
}

TEST(Vstarcam, Nothing_that_is_given_lies_where_user_and_password_stand) {
  const auto device = parse_vstarcam(answer);
  ASSERT_TRUE(device);
  const auto* const first = reinterpret_cast<const char*>(answer.data());
  for (const std::string_view value : {device->ipv4_address, device->ipv4_mask, device->ipv4_gateway, device->mac_raw,
                                       device->uid_prefix, device->name, device->firmware})
    EXPECT_LE(value.data() + value.size() - first, 0xdc);
}

TEST(Vstarcam, The_mark_alone_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed)
    EXPECT_FALSE(parse_vstarcam(hex("44 48 01 08") + noise(520, seed))) << seed;
  EXPECT_FALSE(parse_vstarcam(hex("44 48 01 08") + Bytes(520)));
}

TEST(Vstarcam, A_field_that_is_not_what_it_is_called_is_no_answer) {
  const auto changed = [](std::size_t at, std::uint8_t value) {
    Bytes other = answer;
    other[at] = static_cast<std::byte>(value);
    return other;
  };
  EXPECT_FALSE(parse_vstarcam(changed(0x04, 'x')));
  EXPECT_FALSE(parse_vstarcam(changed(0x14, '9')));
  EXPECT_FALSE(parse_vstarcam(changed(0x54, 0x49))) << "group address";
  EXPECT_FALSE(parse_vstarcam(changed(0x5c, '0')));
  EXPECT_FALSE(parse_vstarcam(changed(0x5f, ' ')));
  EXPECT_FALSE(parse_vstarcam(changed(0x7c, 0x1b)));
  EXPECT_FALSE(parse_vstarcam(changed(0xcc, 0x1b)));
}

TEST(Vstarcam, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_vstarcam_search(bytes);
    if (const auto device = parse_vstarcam(bytes))
      for (const std::string_view value : {device->ipv4_address, device->ipv4_gateway, device->mac_raw,
                                           device->uid_prefix, device->name, device->firmware})
        EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::vstarcam_test
