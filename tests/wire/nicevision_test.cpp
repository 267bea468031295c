#include "wire/nicevision.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::nicevision_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;

const Bytes search = hex("4e 49 43 45  00 01  01 08 00 00  c0 01   # question 1, answer to port 49153");

const Bytes answer = hex(R"(4e 49 43 45  00 01  00 00 00 00   # to question 1
                            00 c0 da 00 12 34                 # hardware address
                            c0 00 02 50  ff ff ff 00  c0 00 02 01
                            00 00  00 01 00 02 00 03 00 04    # version)") +
                     Bytes(36) + padded("NVSF7000", 16);

TEST(NiceVision, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_nicevision_search(search));
  EXPECT_FALSE(is_nicevision_search(answer));
  EXPECT_FALSE(parse_nicevision(search));
}

TEST(NiceVision, A_device_says_what_it_is) {
  ASSERT_EQ(answer.size(), 0x5au);
  const auto device = parse_nicevision(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->mac, 0x00c0da001234u);
  EXPECT_EQ(device->ipv4, 0xc0000250u);
  EXPECT_EQ(device->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(device->ipv4_gateway, 0xc0000201u);
  EXPECT_EQ(device->name, "NVSF7000");
}

TEST(NiceVision, The_mark_alone_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed)
    EXPECT_FALSE(parse_nicevision(hex("4e 49 43 45") + noise(0x56, seed))) << seed;
  EXPECT_FALSE(parse_nicevision(hex("4e 49 43 45") + Bytes(0x56)));
}

TEST(NiceVision, A_mask_with_holes_and_a_name_of_control_characters_are_no_answer) {
  Bytes other = answer;
  other[0x16] = std::byte{0x0f};
  EXPECT_FALSE(parse_nicevision(other));
  other = answer;
  other[0x4b] = std::byte{0x07};
  EXPECT_FALSE(parse_nicevision(other));
  other = answer;
  other[0x4a] = std::byte{0};
  EXPECT_FALSE(parse_nicevision(other));
}

TEST(NiceVision, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_nicevision_search(bytes);
    if (const auto device = parse_nicevision(bytes))
      for (const std::string_view value : {device->mac_raw, device->ipv4_raw, device->name})
        EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::nicevision_test
