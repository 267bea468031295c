#include "wire/pppoe.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::pppoe_test {
namespace {

using namespace testing;

const Bytes ipv4 = octets("45 00 00 14 00 00 00 00 40 00 00 00 0a 00 00 05 0a 00 00 01");

auto read(std::span<const std::byte> bytes) { return parse_pppoe(unsigned_octets(bytes)); }

// RFC 2516 section 4: version and type, code, session, length; then PPP's protocol.
TEST(Pppoe, Session_packet_names_its_session_and_what_it_holds) {
  const auto p = read(octets("11 00 12 34 00 16  00 21") + ipv4);
  ASSERT_TRUE(p);
  EXPECT_EQ(p->session, 0x1234);
  EXPECT_EQ(p->protocol, 0x0021);
  EXPECT_EQ(p->type, 0x0800);
  EXPECT_EQ(p->payload, 8u);
  EXPECT_EQ(p->payload_length, 20u);
  EXPECT_EQ(read(octets("11 00 00 01 00 2a 00 57 60") + Bytes(39))->type, 0x86dd);
}

TEST(Pppoe, Padding_of_a_short_frame_is_not_payload) {
  const auto p = read(octets("11 00 00 01 00 16  00 21") + ipv4 + Bytes(18));
  ASSERT_TRUE(p);
  EXPECT_EQ(p->payload_length, 20u);
}

TEST(Pppoe, Compressed_protocol_number_is_one_byte) {
  const auto p = read(octets("11 00 00 01 00 15  21") + ipv4);
  ASSERT_TRUE(p);
  EXPECT_EQ(p->type, 0x0800);
  EXPECT_EQ(p->payload, 7u);
  EXPECT_EQ(p->payload_length, 20u);
}

TEST(Pppoe, Link_control_is_a_protocol_without_a_type) {
  const auto p = read(octets("11 00 00 01 00 0a  c0 21  09 01 00 08 12 34 56 78"));
  ASSERT_TRUE(p);
  EXPECT_EQ(p->protocol, 0xc021);
  EXPECT_EQ(p->type, 0);
}

TEST(Pppoe, Discovery_and_other_versions_are_not_read) {
  EXPECT_FALSE(read(octets("11 09 00 00 00 04 01 01 00 00")));  // PADI
  EXPECT_FALSE(read(octets("12 00 00 01 00 16 00 21") + ipv4));
  EXPECT_FALSE(read(octets("11 00 00 01 00 01 00 21") + ipv4));  // a length that ends inside the number
}

TEST(Pppoe, Every_prefix_holds_what_it_says_and_no_flipped_bit_leads_out) {
  const Bytes whole = octets("11 00 12 34 00 16  00 21") + ipv4;
  every_prefix(whole, [](std::span<const std::byte> prefix) {
    const auto p = read(prefix);
    EXPECT_EQ(p.has_value(), prefix.size() >= 8) << prefix.size();
    if (p) {
      EXPECT_EQ(p->payload + p->payload_length, prefix.size());
    }
  });
  every_flip(whole, [](std::span<const std::byte> flipped) {
    if (const auto p = read(flipped)) {
      EXPECT_LE(std::size_t{p->payload} + p->payload_length, flipped.size());
    }
  });
}

}  // namespace
}  // namespace lenscap::wire::pppoe_test
