#include "wire/vxlan.hpp"

#include <gtest/gtest.h>

#include "wire/carried_frames.hpp"

namespace lenscap::wire::vxlan_test {
namespace {

using namespace testing;

auto read(std::span<const std::byte> bytes) { return parse_vxlan(unsigned_octets(bytes)); }

// RFC 7348 section 5: flags, 24 reserved bits, 24 bits of network, 8 reserved bits.
TEST(Vxlan, Datagram_names_its_network_and_holds_a_frame) {
  const auto v = read(octets("08 00 00 00  01 e2 40  00") + inner_ipv4);
  ASSERT_TRUE(v);
  EXPECT_EQ(v->network, 123456u);
  EXPECT_EQ(v->payload, 8u);
  EXPECT_TRUE(read(octets("08 00 00 00 00 00 01 00") + inner_arp));
}

TEST(Vxlan, Other_flags_and_reserved_bits_are_something_else) {
  EXPECT_FALSE(read(octets("0c 00 00 03 00 00 01 00") + inner_ipv4));  // VXLAN-GPE
  EXPECT_FALSE(read(octets("88 00 00 01 00 00 01 00") + inner_ipv4));  // group policy
  EXPECT_FALSE(read(octets("08 00 00 00 00 00 01 01") + inner_ipv4));
  EXPECT_FALSE(read(octets("00 00 00 00 00 00 01 00") + inner_ipv4));
}

TEST(Vxlan, Name_query_with_the_same_first_bytes_is_no_tunnel) {
  // Identifier 0x0800, no flag, one question, no answer: the header's eight bytes are all right.
  EXPECT_FALSE(read(octets("08 00 00 00 00 01 00 00 00 00 00 00 04 'gate' 05 'local' 00 00 01 00 01") + Bytes(20)));
}

TEST(Vxlan, Prefix_needs_the_inner_header_and_no_flipped_bit_leads_out) {
  const Bytes whole = octets("08 00 00 00 00 00 01 00") + inner_ipv4;
  every_prefix(whole, [](std::span<const std::byte> prefix) {
    EXPECT_EQ(read(prefix).has_value(), prefix.size() >= 8 + 14 + 20) << prefix.size();
  });
  every_flip(whole, [](std::span<const std::byte> flipped) {
    if (const auto v = read(flipped)) {
      EXPECT_LE(v->payload, flipped.size());
    }
  });
}

}  // namespace
}  // namespace lenscap::wire::vxlan_test
