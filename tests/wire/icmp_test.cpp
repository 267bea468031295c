#include "wire/icmp.hpp"

#include <gtest/gtest.h>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::icmp_test {
namespace {

using namespace testing;

const Bytes quoted4 = octets("45 00 00 1c 00 01 00 00 40 11 00 00 0a 00 00 05 08 08 08 08  c0 00 00 35 00 08 00 00");

TEST(Icmp, Error_quotes_a_packet_that_is_not_the_senders) {
  const Bytes bytes = octets("03 01 00 00 00 00 00 00") + quoted4;
  const auto message = parse_icmp4(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->error);
  EXPECT_FALSE(message->router);
  EXPECT_EQ(Bytes(message->quoted.begin(), message->quoted.end()), quoted4);
}

TEST(Icmp, Redirect_is_an_error_that_only_routers_send) {
  const Bytes bytes = octets("05 01 00 00 0a 00 00 fe") + quoted4;
  const auto message = parse_icmp4(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->error);
  EXPECT_TRUE(message->router);
  EXPECT_EQ(message->gateway, 0x0a0000feu);
}

TEST(Icmp, Echo_and_router_advertisement_quote_nothing) {
  for (const auto& [type, router] : {std::pair{0, false}, {8, false}, {9, true}, {13, false}}) {
    const Bytes bytes = Bytes{static_cast<std::byte>(type)} + Bytes(7) + quoted4;
    const auto message = parse_icmp4(bytes);
    ASSERT_TRUE(message);
    EXPECT_FALSE(message->error) << type;
    EXPECT_EQ(message->router, router) << type;
    EXPECT_TRUE(message->quoted.empty()) << type;
  }
}

TEST(Icmp, Errors_of_IPv6_are_the_types_below_128) {
  for (int type = 0; type < 256; ++type) {
    const Bytes bytes = Bytes{static_cast<std::byte>(type)} + Bytes(7) + Bytes(40, std::byte{0x60});
    const auto message = parse_icmp6(bytes);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->error, type < 128) << type;
    EXPECT_EQ(message->quoted.size(), type < 128 ? 40u : 0u) << type;
    EXPECT_EQ(message->router, type == 134 || type == 137) << type;
  }
}

TEST(Icmp, Redirect_of_IPv6_quotes_inside_an_option) {
  const Bytes bytes = octets("89 00 00 00 00 00 00 00") + Bytes(32) + octets(R"(
    02 01 3c ef 8c 00 12 34           # target link-layer address
    04 02 00 00 00 00 00 00           # redirected header
    60 00 00 00 00 00 3b 40
  )");
  const auto message = parse_icmp6(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->error);
  EXPECT_EQ(Bytes(message->quoted.begin(), message->quoted.end()), octets("60 00 00 00 00 00 3b 40"));

  const auto quotes_only_what_is_there = [](std::span<const std::byte> input) {
    const auto redirect = parse_icmp6(input);
    if (!redirect) return;
    const auto* first = reinterpret_cast<const char*>(redirect->quoted.data());
    EXPECT_TRUE(inside({first, redirect->quoted.size()}, input)) << input.size();
  };
  every_prefix(bytes, quotes_only_what_is_there);
  every_flip(bytes, quotes_only_what_is_there);
}

TEST(Icmp, Prefix_shorter_than_the_header_is_nothing) {
  const Bytes bytes = octets("03 01 00 00 00 00 00 00") + quoted4;
  every_prefix(bytes, [](std::span<const std::byte> prefix) {
    EXPECT_EQ(parse_icmp4(prefix).has_value(), prefix.size() >= 8);
    EXPECT_EQ(parse_icmp6(prefix).has_value(), prefix.size() >= 8);
  });
  every_flip(bytes, [](std::span<const std::byte> flipped) { (void)parse_icmp4(flipped); });
}

TEST(Icmp, Real_router_quotes_the_packet_of_a_device_behind_it) {
  LENSCAP_NEEDS_CAPTURE("home-fifteen-devices.pcapng");
  const Bytes frame = frames_of("home-fifteen-devices.pcapng").at(3337 - 1);
  const Bytes payload(frame.begin() + 14 + 20, frame.end());
  const auto message = parse_icmp4(payload);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->error);
  ASSERT_GE(message->quoted.size(), 20u);
  // The quoted sender is the one who is being told: 192.168.4.125.
  EXPECT_EQ(Bytes(message->quoted.begin() + 12, message->quoted.begin() + 16), octets("c0 a8 04 7d"));
}

}  // namespace
}  // namespace lenscap::wire::icmp_test
