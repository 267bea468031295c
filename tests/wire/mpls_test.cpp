#include "wire/mpls.hpp"

#include <gtest/gtest.h>

#include "wire/carried_frames.hpp"

namespace lenscap::wire::mpls_test {
namespace {

using namespace testing;

auto read(std::span<const std::byte> bytes) { return parse_mpls(unsigned_octets(bytes)); }

// RFC 3032 2.1: label (20 bits), class (3), bottom of stack (1), TTL (8).
TEST(Mpls, Stack_ends_at_its_bottom_and_the_packet_tells_itself) {
  const auto one = read(octets("00 01 01 40") + inner_packet);  // label 16
  ASSERT_TRUE(one);
  EXPECT_EQ(one->labels, 1u);
  EXPECT_EQ(one->label, 16u);
  EXPECT_EQ(one->type, 0x0800);
  EXPECT_EQ(one->payload, 4u);
  const auto two = read(octets("00 01 00 40  03 e8 01 40") + octets("60 00 00 00 00 00 3b ff") + Bytes(32));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->labels, 2u);
  EXPECT_EQ(two->label, 16000u);
  EXPECT_EQ(two->type, 0x86dd);
  EXPECT_EQ(two->payload, 8u);
}

TEST(Mpls, Pseudowire_holds_a_frame_with_its_control_word_or_without) {
  const auto with = read(octets("00 01 01 40  00 00 00 07") + inner_ipv4);
  ASSERT_TRUE(with);
  EXPECT_TRUE(with->control_word);
  EXPECT_EQ(with->type, 0x6558);
  EXPECT_EQ(with->payload, 8u);
  // The destination begins with 00, as a control word does: what stands behind decides.
  const auto without = read(octets("00 01 01 40") + inner_ipv4);
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->control_word);
  EXPECT_EQ(without->type, 0x6558);
  EXPECT_EQ(without->payload, 4u);
}

TEST(Mpls, Frame_to_an_address_that_begins_like_IP_is_a_frame) {
  const auto m = read(octets("00 01 01 40  40 1f 29 00 00 09  3c ef 8c 00 12 34  08 00") + inner_packet);
  ASSERT_TRUE(m);
  EXPECT_EQ(m->type, 0x6558);
  // 12 words of header, 36,608 bytes in all: as IPv4 it would only seem to be cut.
  const Bytes packet = octets("45 00 00 3c 00 00 00 00 40 3b 00 00  0a 00 00 05  0a 00 00 09") + Bytes(40);
  EXPECT_EQ(read(octets("00 01 01 40  4c bd 8f 00 00 09  3c ef 8c 00 12 34  08 00") + packet)->type, 0x6558);
}

TEST(Mpls, Packet_that_is_padded_or_cut_is_a_packet) {
  EXPECT_EQ(read(octets("00 01 01 40") + inner_packet + Bytes(22))->type, 0x0800);
  EXPECT_EQ(
      read(octets("00 01 01 40  45 00 05 dc 00 00 40 00 40 06 00 00  0a 00 00 05  0a 00 00 09") + Bytes(76))->type,
      0x0800);
}

TEST(Mpls, What_looks_like_nothing_has_no_type) {
  EXPECT_EQ(read(octets("00 01 01 40 00 00 00 00 de ad be ef") + Bytes(30))->type, 0);
  EXPECT_EQ(read(octets("00 01 01 40"))->type, 0);
}

TEST(Mpls, Stack_without_a_bottom_or_with_seventeen_labels_is_refused) {
  Bytes sixteen;
  for (int i = 0; i < 15; ++i) sixteen = sixteen + octets("00 01 00 40");
  EXPECT_EQ(read(sixteen + octets("00 01 01 40") + inner_packet)->labels, 16u);
  EXPECT_FALSE(read(sixteen + octets("00 01 00 40 00 01 01 40") + inner_packet));
  EXPECT_FALSE(read(sixteen));
  EXPECT_FALSE(read({}));
}

TEST(Mpls, Every_prefix_and_every_flipped_bit_stays_inside) {
  for (const Bytes& whole :
       {octets("00 01 00 40 00 01 01 40") + inner_packet, octets("00 01 01 40 00 00 00 07") + inner_ipv4}) {
    every_prefix(whole, [](std::span<const std::byte> prefix) {
      if (const auto m = read(prefix)) {
        EXPECT_LE(m->payload, prefix.size());
      }
    });
    every_flip(whole, [](std::span<const std::byte> flipped) {
      if (const auto m = read(flipped)) {
        EXPECT_LE(m->payload, flipped.size());
      }
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::mpls_test
