#include "wire/inner_frame.hpp"

#include <gtest/gtest.h>

#include "wire/carried_frames.hpp"

namespace lenscap::wire::inner_frame_test {
namespace {

using namespace testing;

bool seems(std::span<const std::byte> bytes) { return seems_ethernet(unsigned_octets(bytes)); }

TEST(InnerFrame, Frames_with_IP_or_ARP_look_like_frames) {
  EXPECT_TRUE(seems(inner_ipv4));
  EXPECT_TRUE(seems(inner_arp));
  EXPECT_TRUE(seems(inner_macs + octets("86 dd 60 00 00 00 00 00 3b ff") + Bytes(32)));
  EXPECT_TRUE(seems(inner_macs + octets("81 00 00 64 08 00") + inner_packet));
}

TEST(InnerFrame, Senders_that_cannot_be_and_types_that_disagree_do_not) {
  const Bytes type = octets("08 00");
  EXPECT_FALSE(seems(octets("00 1f 29 00 00 09  01 00 5e 00 00 01") + type + inner_packet));  // a group sends nothing
  EXPECT_FALSE(seems(octets("00 1f 29 00 00 09  00 00 00 00 00 00") + type + inner_packet));
  EXPECT_FALSE(seems(octets("00 00 00 00 00 00  3c ef 8c 00 12 34") + type + inner_packet));
  EXPECT_FALSE(seems(inner_macs + octets("86 dd") + inner_packet));
  EXPECT_FALSE(seems(inner_macs + octets("08 06") + inner_packet));
  EXPECT_FALSE(seems(inner_macs + octets("88 cc 02 07 04") + Bytes(40)));  // true, but too little to tell
}

TEST(InnerFrame, Any_damage_is_answered_without_reading_further_than_the_bytes) {
  for (const Bytes& frame : {inner_ipv4, inner_arp}) {
    every_prefix(frame, [](std::span<const std::byte> prefix) { seems(prefix); });
    every_flip(frame, [](std::span<const std::byte> flipped) { seems(flipped); });
  }
  EXPECT_FALSE(seems({}));
}

}  // namespace
}  // namespace lenscap::wire::inner_frame_test
