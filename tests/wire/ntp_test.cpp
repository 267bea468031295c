#include "wire/ntp.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::ntp_test {
namespace {

using namespace testing;

const Bytes request = octets(R"(
  23 00 06 ec  00000000 00000000  00000000          # client, version 4
  0000000000000000 0000000000000000 0000000000000000
  e6f1a2b3 12345678                                 # transmitted
)");
const Bytes answer = octets(R"(
  24 02 06 e9  00000100 00000200  0a000001          # server, version 4, stratum 2
  e6f1a2a0 00000000  e6f1a2b3 12345678  e6f1a2b3 20000000  e6f1a2b3 20001000
)");

TEST(Ntp, Client_asks_and_server_answers) {
  const auto asked = parse_ntp(request);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->mode, NtpMode::client);
  EXPECT_EQ(asked->version, 4);
  EXPECT_EQ(asked->leap, 0);
  const auto answered = parse_ntp(answer);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->mode, NtpMode::server);
  EXPECT_EQ(answered->stratum, 2);
  EXPECT_EQ(answered->reference, 0x0a000001u);
  EXPECT_EQ(answered->transmitted, 0xe6f1a2b320001000u);
}

TEST(Ntp, Digests_and_extensions_may_follow_and_nothing_else) {
  for (const std::size_t more : {4u, 20u, 24u}) {
    Bytes bytes = request;
    bytes.resize(bytes.size() + more);
    EXPECT_TRUE(parse_ntp(bytes)) << more;
  }
  for (const std::size_t more : {1u, 8u, 19u, 32u}) {
    Bytes bytes = request;
    bytes.resize(bytes.size() + more);
    EXPECT_FALSE(parse_ntp(bytes)) << more;
  }
  const Bytes extension = octets("0104 0010 000000000000000000000000");
  EXPECT_TRUE(parse_ntp(request + extension));
  EXPECT_TRUE(parse_ntp(request + extension + Bytes(20)));
  EXPECT_FALSE(parse_ntp(request + octets("0104 0012 000000000000000000000000 0000")));
  EXPECT_FALSE(parse_ntp(request + octets("0104 0020 000000000000000000000000")));
}

TEST(Ntp, Management_reserved_modes_and_versions_are_not_read) {
  for (const int flags : {0x20, 0x26, 0x27, 0x03, 0x2b, 0x3b}) {
    Bytes bytes = request;
    bytes[0] = static_cast<std::byte>(flags);
    EXPECT_FALSE(parse_ntp(bytes)) << flags;
  }
  Bytes bytes = answer;
  bytes[1] = std::byte{17};
  EXPECT_FALSE(parse_ntp(bytes));
}

TEST(Ntp, Server_without_a_time_is_none) {
  Bytes bytes = answer;
  std::fill(bytes.begin() + 40, bytes.end(), std::byte{0});
  EXPECT_FALSE(parse_ntp(bytes));
}

TEST(Ntp, Prefix_is_no_message_and_flipped_bits_are_survived) {
  every_prefix(answer,
               [](std::span<const std::byte> bytes) { EXPECT_EQ(parse_ntp(bytes).has_value(), bytes.size() == 48); });
  every_flip(answer, [](std::span<const std::byte> bytes) {
    const auto ntp = parse_ntp(bytes);
    if (ntp) EXPECT_LE(ntp->stratum, 16);
  });
}

}  // namespace
}  // namespace lenscap::wire::ntp_test
