#include "wire/gre.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::gre_test {
namespace {

using namespace testing;

auto read(std::span<const std::byte> bytes) { return parse_gre(unsigned_octets(bytes)); }

TEST(Gre, Plain_header_is_flags_and_type) {
  const auto g = read(octets("00 00 08 00 45"));
  ASSERT_TRUE(g);
  EXPECT_EQ(g->type, 0x0800);
  EXPECT_EQ(g->payload, 4u);
  EXPECT_FALSE(g->keyed || g->sequenced);
}

// RFC 2890 section 2: checksum and reserved, key, sequence number, in this order.
TEST(Gre, Each_flag_adds_its_four_bytes_in_order) {
  const auto all = read(octets("b0 00 65 58  ab cd 00 00  00 00 00 2a  00 00 00 07"));
  ASSERT_TRUE(all);
  EXPECT_EQ(all->type, 0x6558);
  EXPECT_EQ(all->key, 42u);
  EXPECT_EQ(all->sequence, 7u);
  EXPECT_EQ(all->payload, 16u);
  EXPECT_EQ(read(octets("20 00 65 58 00 00 00 2a"))->payload, 8u);
  const auto numbered = read(octets("10 00 88 be 00 00 00 07"));
  EXPECT_TRUE(numbered->sequenced);
  EXPECT_EQ(numbered->sequence, 7u);
  EXPECT_EQ(read(octets("80 00 08 00 ab cd 00 00"))->payload, 8u);
}

TEST(Gre, Source_routes_and_the_version_of_PPTP_are_not_read) {
  EXPECT_FALSE(read(octets("40 00 08 00") + Bytes(16)));              // RFC 1701 routing
  EXPECT_FALSE(read(octets("08 00 08 00") + Bytes(16)));              // strict source route
  EXPECT_FALSE(read(octets("30 01 88 0b 00 04 00 01 00 00 00 01")));  // RFC 2637
}

TEST(Gre, Every_prefix_shorter_than_its_header_is_refused_and_no_flipped_bit_leads_out) {
  const Bytes whole = octets("b0 00 65 58  ab cd 00 00  00 00 00 2a  00 00 00 07  45 00");
  every_prefix(whole, [](std::span<const std::byte> prefix) {
    EXPECT_EQ(read(prefix).has_value(), prefix.size() >= 16) << prefix.size();
  });
  every_flip(whole, [](std::span<const std::byte> flipped) {
    if (const auto g = read(flipped)) {
      EXPECT_LE(g->payload, flipped.size());
    }
  });
}

}  // namespace
}  // namespace lenscap::wire::gre_test
