#include "wire/stun.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::stun_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::octets;

// RFC 5769, 2.1: a request with its user name and integrity, shortened to what is read
const Bytes request = octets(R"(
  00 01 00 2c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
  80 22 00 10 'STUN test client'
  00 06 00 09 'evtj:h6vY' 20 20 20   # user name
  00 24 00 04 6e 00 01 ff            # priority
)");

// RFC 5769, 2.2 and 2.3: answers that give 192.0.2.1:32853 and [2001:db8:1234:5678:11:2233:4455:6677]:32853
const Bytes answer = octets(R"(
  01 01 00 1c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
  80 22 00 0b 'test vector' 20
  00 20 00 08 00 01 a1 47 e1 12 a6 43
)");
const Bytes answer6 = hex(R"(
  01 01 00 18 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
  00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9)");

TEST(Stun, A_request_says_its_software) {
  const auto stun = parse_stun(request);
  ASSERT_TRUE(stun);
  EXPECT_EQ(stun->message, StunClass::request);
  EXPECT_EQ(stun->software, "STUN test client");
  EXPECT_EQ(stun->mapped_family, 0);
}

TEST(Stun, An_answer_gives_the_address_that_was_seen) {
  const auto stun = parse_stun(answer);
  ASSERT_TRUE(stun);
  EXPECT_EQ(stun->message, StunClass::success);
  EXPECT_EQ(stun->software, "test vector");
  ASSERT_EQ(stun->mapped_family, 4);
  EXPECT_EQ((std::array{stun->mapped[0], stun->mapped[1], stun->mapped[2], stun->mapped[3]}),
            (std::array<std::uint8_t, 4>{192, 0, 2, 1}));
  EXPECT_EQ(stun->mapped_port, 32853);
  EXPECT_EQ(stun->mapped_raw.data() - reinterpret_cast<const char*>(answer.data()), 44);
}

TEST(Stun, IPv6_is_hidden_by_cookie_and_transaction) {
  const auto stun = parse_stun(answer6);
  ASSERT_TRUE(stun);
  ASSERT_EQ(stun->mapped_family, 6);
  EXPECT_EQ(stun->mapped, (std::array<std::uint8_t, 16>{0x20, 0x01, 0x0d, 0xb8, 0x12, 0x34, 0x56, 0x78, 0x00, 0x11,
                                                        0x22, 0x33, 0x44, 0x55, 0x66, 0x77}));
}

TEST(Stun, The_cookie_the_length_and_the_method_must_be_right) {
  for (const std::size_t at : {0x00u, 0x01u, 0x03u, 0x04u, 0x07u, 0x17u}) {
    Bytes other = request;
    other[at] ^= std::byte{0x80};
    EXPECT_FALSE(parse_stun(other)) << "byte " << at;
  }
  Bytes other = request;
  other[1] = std::byte{0x03};
  EXPECT_FALSE(parse_stun(other)) << "TURN Allocate";
  EXPECT_FALSE(parse_stun(request + hex("00 00 00 00")));
  EXPECT_TRUE(parse_stun(hex("00 01 00 00 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae")));
}

TEST(Stun, Damage_anywhere_never_leads_outside_the_datagram) {
  const auto read = [](std::span<const std::byte> bytes) {
    if (const auto stun = parse_stun(bytes)) {
      EXPECT_TRUE(inside(stun->software, bytes));
      EXPECT_TRUE(inside(stun->mapped_raw, bytes));
    }
  };
  for (const Bytes& message : {request, answer, answer6}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::stun_test
