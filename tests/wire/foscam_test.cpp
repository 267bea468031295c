#include "wire/foscam.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::foscam_test {
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

const Bytes search = text("MO_I") + hex("00 00 00 00 00 00 00 00 00 00 00  04 00 00 00  04 00 00 00  00 00 00 01");

const Bytes answer = text("MO_I") + hex(R"(01 00                    # answer
                                           00  00 00 00 00 00 00 00 00   # no key
                                           41 00 00 00  00 00 00 00      # 65 octets of text)") +
                     padded("00626E001234", 13) + padded("Depot gate", 21) + hex(R"(
                       c0 00 02 46  ff ff ff 00  c0 00 02 01  08 08 08 08
                       00 00 00 00
                       0b 25 02 41   # system 11.37.2.65
                       02 04 0a 0c   # web 2.4.10.12
                       00 50  01     # port 80, DHCP)");

/// The same answer, its text combined with a key of eight octets.
Bytes with_key(Bytes bytes) {
  const Bytes key = hex("5a 3c 00 ff 11 22 33 44");
  bytes[6] = std::byte{1};
  std::copy(key.begin(), key.end(), bytes.begin() + 7);
  for (std::size_t i = 23; i < bytes.size(); ++i) bytes[i] ^= key[(i - 23) % 8];
  return bytes;
}

TEST(Foscam, A_camera_says_what_it_is) {
  ASSERT_EQ(answer.size(), 88u);
  const auto device = parse_foscam(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->id.text(), "00626E001234");
  EXPECT_EQ(device->mac, 0x00626e001234u);
  EXPECT_EQ(device->name.text(), "Depot gate");
  EXPECT_EQ(device->ipv4, 0xc0000246u);
  EXPECT_EQ(device->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(device->ipv4_gateway, 0xc0000201u);
  EXPECT_EQ(device->firmware, (std::array<std::uint8_t, 4>{11, 37, 2, 65}));
  EXPECT_EQ(device->web_version, (std::array<std::uint8_t, 4>{2, 4, 10, 12}));
  EXPECT_EQ(device->http_port, 80);
  EXPECT_FALSE(device->keyed);
}

TEST(Foscam, A_text_under_its_key_says_the_same) {
  const Bytes keyed = with_key(answer);
  const auto device = parse_foscam(keyed);
  ASSERT_TRUE(device);
  EXPECT_TRUE(device->keyed);
  EXPECT_EQ(device->id.text(), "00626E001234");
  EXPECT_EQ(device->name.text(), "Depot gate");
  EXPECT_EQ(device->ipv4, 0xc0000246u);
  EXPECT_EQ(device->id.raw.data() - reinterpret_cast<const char*>(keyed.data()), 23);
  EXPECT_EQ(device->id.raw.size(), 12u);
}

TEST(Foscam, Older_firmware_leaves_out_the_last_octet) {
  Bytes shorter = answer;
  shorter.pop_back();
  shorter[15] = std::byte{64};
  EXPECT_TRUE(parse_foscam(shorter));
}

TEST(Foscam, A_tool_that_searches_or_sets_the_network_is_no_camera) {
  EXPECT_TRUE(is_foscam_tool(search));
  EXPECT_FALSE(parse_foscam(search));
  Bytes sets = answer;
  sets[4] = std::byte{2};
  EXPECT_TRUE(is_foscam_tool(sets)) << "carries user and password: nothing is read";
  EXPECT_FALSE(parse_foscam(sets));
  EXPECT_FALSE(is_foscam_tool(answer));
}

TEST(Foscam, A_length_that_is_not_the_size_is_no_answer) {
  EXPECT_FALSE(parse_foscam(answer + hex("00")));
  Bytes other = answer;
  other[16] = std::byte{1};
  EXPECT_FALSE(parse_foscam(other));
}

TEST(Foscam, The_mark_alone_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    Bytes bytes = text("MO_I") + hex("01 00") + noise(82, seed);
    bytes[15] = std::byte{65};
    bytes[16] = bytes[17] = bytes[18] = std::byte{0};
    EXPECT_FALSE(parse_foscam(bytes)) << seed;
  }
}

TEST(Foscam, Damage_anywhere_never_leads_outside_the_packet) {
  for (const Bytes& whole : {answer, with_key(answer)}) {
    const auto read = [](std::span<const std::byte> bytes) {
      is_foscam_tool(bytes);
      if (const auto device = parse_foscam(bytes))
        for (const std::string_view value : {device->id.raw, device->name.raw, device->ipv4_raw, device->firmware_raw})
          EXPECT_TRUE(inside(value, bytes));
    };
    every_prefix(whole, read);
    every_flip(whole, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::foscam_test
