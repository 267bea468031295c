#include "wire/ndp.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::ndp_test {
namespace {

using namespace testing;

const Bytes solicitation = octets(R"(
  87 00 00 00 00 00 00 00
  fe 80 00 00 00 00 00 00 3e ef 8c ff fe 00 56 78   # target
  01 01 3c ef 8c 00 12 34                           # source link-layer address
)");
const Bytes advertisement = octets(R"(
  88 00 00 00 60 00 00 00                           # solicited, override
  fe 80 00 00 00 00 00 00 3e ef 8c ff fe 00 12 34   # target
  02 01 3c ef 8c 00 12 34                           # target link-layer address
)");
const Bytes router_advertisement = octets(R"(
  86 00 00 00 40 00 07 08 00 00 00 00 00 00 00 00   # hop limit 64, lifetime 1800 s
  05 01 00 00 00 00 05 dc                           # MTU 1500
  01 01 dc a6 32 ce 31 63                           # source link-layer address
)");

TEST(Ndp, Advertisement_claims_its_target_for_its_hardware_address) {
  const auto message = parse_ndp(advertisement);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, NdpType::neighbour_advertisement);
  EXPECT_FALSE(message->router);
  EXPECT_TRUE(message->solicited);
  EXPECT_TRUE(message->override_cache);
  EXPECT_EQ(message->link_layer, 0x3cef8c001234u);
  EXPECT_EQ(Bytes(message->target.begin(), message->target.end()),
            octets("fe 80 00 00 00 00 00 00 3e ef 8c ff fe 00 12 34"));
}

TEST(Ndp, Solicitation_gives_the_hardware_address_of_its_source) {
  const auto message = parse_ndp(solicitation);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, NdpType::neighbour_solicitation);
  EXPECT_EQ(message->link_layer, 0x3cef8c001234u);
  EXPECT_FALSE(message->router);
}

TEST(Ndp, Router_advertisement_is_a_router_by_its_own_word) {
  const auto message = parse_ndp(router_advertisement);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->router);
  EXPECT_EQ(message->router_lifetime, 1800);
  EXPECT_EQ(message->link_layer, 0xdca632ce3163u);
  EXPECT_TRUE(message->target.empty());
}

TEST(Ndp, Router_flag_of_an_advertisement_counts_and_the_same_bit_of_a_solicitation_does_not) {
  Bytes says = advertisement, reserved = solicitation;
  says[4] = reserved[4] = std::byte{0x80};
  EXPECT_TRUE(parse_ndp(says)->router);
  EXPECT_FALSE(parse_ndp(reserved)->router);
}

TEST(Ndp, Redirect_comes_from_a_router_and_names_the_better_hop) {
  const Bytes redirect = octets("89 00 00 00 00 00 00 00") +
                         Bytes(advertisement.begin() + 8, advertisement.begin() + 24) + Bytes(16, std::byte{0x20}) +
                         octets("02 01 3c ef 8c 00 12 34");
  const auto message = parse_ndp(redirect);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->router);
  EXPECT_EQ(message->link_layer, 0x3cef8c001234u);
}

TEST(Ndp, Option_of_the_wrong_kind_gives_no_hardware_address) {
  Bytes bytes = advertisement;
  bytes[24] = std::byte{1};
  EXPECT_EQ(parse_ndp(bytes)->link_layer, 0u);
}

TEST(Ndp, Messages_that_the_standard_discards_are_not_read) {
  Bytes code = advertisement, empty_option = advertisement, multicast_target = advertisement, other = advertisement;
  code[1] = std::byte{1};
  empty_option[25] = std::byte{0};
  multicast_target[8] = std::byte{0xff};
  other[0] = std::byte{128};
  for (const Bytes& bytes : {code, empty_option, multicast_target, other}) EXPECT_FALSE(parse_ndp(bytes));
}

TEST(Ndp, Prefixes_end_before_or_behind_an_option_and_flipped_bits_are_survived) {
  every_prefix(router_advertisement, [](std::span<const std::byte> bytes) {
    const bool whole = bytes.size() == 16 || bytes.size() == 24 || bytes.size() == 32;
    EXPECT_EQ(parse_ndp(bytes).has_value(), whole) << bytes.size();
  });
  std::size_t read = 0;
  for (const Bytes& message : {solicitation, advertisement, router_advertisement})
    every_flip(message, [&](std::span<const std::byte> bytes) { read += parse_ndp(bytes).has_value(); });
  EXPECT_GT(read, 0u);
}

}  // namespace
}  // namespace lenscap::wire::ndp_test
