#include "wire/erspan.hpp"

#include <gtest/gtest.h>

#include "wire/carried_frames.hpp"

namespace lenscap::wire::erspan_test {
namespace {

using namespace testing;

constexpr Gre numbered{gre_erspan, false, true, 0, 7, 8}, plain{gre_erspan, false, false, 0, 0, 4},
    third{gre_erspan_3, false, true, 0, 7, 8};

auto read(const Gre& gre, std::span<const std::byte> bytes) { return parse_erspan(gre, unsigned_octets(bytes)); }

// draft-foschiano-erspan 4.2: version 1 and VLAN; class, encapsulation, truncation and session; reserved and index.
TEST(Erspan, Type_II_tells_where_the_frame_was_copied) {
  const auto e = read(numbered, octets("10 64  1c 2a  00 00 03 e9") + inner_ipv4);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->kind, 2);
  EXPECT_EQ(e->vlan, 100);
  EXPECT_EQ(e->session, 42);
  EXPECT_TRUE(e->truncated);
  EXPECT_EQ(e->type, 0x6558);
  EXPECT_EQ(e->payload, 8u);
}

// draft-foschiano-erspan 4.3: the same four bytes with version 2; timestamp; group tag; flags. Subheader when the last
// bit is set.
TEST(Erspan, Type_III_has_twelve_bytes_and_sometimes_eight_more) {
  const auto e = read(third, octets("20 64 00 2a  11 22 33 44  00 00  00 00") + inner_ipv4);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->kind, 3);
  EXPECT_EQ(e->vlan, 100);
  EXPECT_EQ(e->session, 42);
  EXPECT_FALSE(e->truncated);
  EXPECT_EQ(e->payload, 12u);
  EXPECT_EQ(read(third, octets("20 64 00 2a 11 22 33 44 00 00 00 01") + Bytes(8) + inner_ipv4)->payload, 20u);
  EXPECT_EQ(read(numbered, octets("20 64 00 2a 11 22 33 44 00 00 00 00") + inner_ipv4)->kind, 3);
}

TEST(Erspan, Type_III_may_hold_a_packet_without_a_link) {
  const auto e = read(third, octets("20 64 00 2a 11 22 33 44 00 00  08 00") + inner_packet);  // frame type 2
  ASSERT_TRUE(e);
  EXPECT_EQ(e->type, 0x0800);
  EXPECT_FALSE(read(third, octets("20 64 00 2a 11 22 33 44 00 00  04 00") + inner_packet));  // frame type 1
  EXPECT_FALSE(read(third, octets("20 64 00 2a 11 22 33 44 00 00  08 00 ff")));
}

TEST(Erspan, Type_I_has_no_header_and_must_look_like_a_frame) {
  const auto e = read(plain, inner_ipv4);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->kind, 1);
  EXPECT_EQ(e->payload, 0u);
  EXPECT_FALSE(read(plain, octets("10 64 1c 2a 00 00 03 e9") + inner_ipv4));
}

TEST(Erspan, Versions_that_do_not_exist_are_not_read) {
  EXPECT_FALSE(read(numbered, octets("30 64 00 2a") + Bytes(20)));
  EXPECT_FALSE(read(third, octets("10 64 1c 2a 00 00 03 e9") + inner_ipv4));
}

TEST(Erspan, Prefix_needs_the_header_and_no_flipped_bit_leads_out) {
  const Bytes second = octets("10 64 1c 2a 00 00 03 e9") + inner_ipv4;
  const Bytes longest = octets("20 64 00 2a 11 22 33 44 00 00 00 01") + Bytes(8) + inner_ipv4;
  every_prefix(second, [](std::span<const std::byte> prefix) {
    EXPECT_EQ(read(numbered, prefix).has_value(), prefix.size() >= 8) << prefix.size();
  });
  every_prefix(longest, [](std::span<const std::byte> prefix) {
    EXPECT_EQ(read(third, prefix).has_value(), prefix.size() >= 20) << prefix.size();
  });
  for (const Bytes& whole : {second, longest, inner_ipv4})
    for (const Gre& gre : {numbered, plain, third})
      every_flip(whole, [&](std::span<const std::byte> flipped) {
        if (const auto e = read(gre, flipped)) {
          EXPECT_LE(e->payload, flipped.size());
        }
      });
}

}  // namespace
}  // namespace lenscap::wire::erspan_test
