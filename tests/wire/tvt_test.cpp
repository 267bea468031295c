#include "wire/tvt.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::tvt_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::le32;
using testing::noise;
using testing::padded;
using testing::text;
using Is = StreamLength::Is;

// Sent by a recorder as soon as somebody connects.
const Bytes greeting = text("head") + hex(R"(01 00 00 00   # device type
                                             00 00 00 00   # product type
                                             0b 00 00 00   # protocol version 11
                                             00 00 00 00 00 00 00 00
                                             00 00 00 00 00 00 00 00   # encryption
                                             58 5b 69 00 a5 01 00 00   # hardware address
                                             00 0a 04 01   # software version
                                             02 aa bb cc   # how logins are encrypted, nonce
                                             01 00 00 00 00 00 00 00
                                             00 00 00 00 00 00 00 00)");

Bytes command(std::uint32_t number, const Bytes& data) {
  return text("1111") + le32(static_cast<std::uint32_t>(16 + data.size())) + le32(number) + le32(7) + le32(3) +
         le32(static_cast<std::uint32_t>(data.size())) + data;
}

const Bytes login = command(0x101, le32(1) + padded("admin", 32) + padded("hush", 32) + Bytes(48));
const Bytes accepted = command(0x1000101, Bytes(44) + hex(R"(00 0a 04 01           # software version
                                                             f3 d6 34 01           # 20240115
                                                             58 5b 69 00 a5 01     # hardware address)") +
                                              padded("depot", 34) + Bytes(98));

TEST(Tvt, A_device_greets_first) {
  ASSERT_EQ(greeting.size(), tvt_greeting_size);
  const auto tvt = parse_tvt(greeting);
  ASSERT_TRUE(tvt);
  EXPECT_EQ(tvt->kind, TvtKind::greeting);
  EXPECT_TRUE(tvt->from_device);
  EXPECT_EQ(tvt->mac, 0x585b6900a501u);
  EXPECT_EQ(reinterpret_cast<const std::byte*>(tvt->mac_raw.data()) - greeting.data(), 32);
}

TEST(Tvt, The_other_flag_greets_too) {
  Bytes other = greeting;
  for (std::size_t i = 0; i < 4; ++i) other[i] = std::byte{'1'};
  ASSERT_TRUE(parse_tvt(other));
  EXPECT_EQ(parse_tvt(other)->kind, TvtKind::greeting);
}

TEST(Tvt, A_login_gives_its_number_and_nothing_else) {
  const auto tvt = parse_tvt(login);
  ASSERT_TRUE(tvt);
  EXPECT_EQ(tvt->kind, TvtKind::command);
  EXPECT_EQ(tvt->command, 0x101u);
  EXPECT_EQ(tvt->subject, "login");
  EXPECT_FALSE(tvt->from_device);
  EXPECT_TRUE(tvt->name.empty() && tvt->mac_raw.empty() && tvt->build_date_raw.empty());
}

TEST(Tvt, The_answer_to_a_login_says_what_the_device_is) {
  const auto tvt = parse_tvt(accepted);
  ASSERT_TRUE(tvt);
  EXPECT_TRUE(tvt->from_device);
  EXPECT_EQ(tvt->build_date, 20240115u);
  EXPECT_EQ(tvt->mac, 0x585b6900a501u);
  EXPECT_EQ(tvt->name, "depot");
}

TEST(Tvt, What_a_command_is_about_is_known_by_its_hundred) {
  EXPECT_EQ(parse_tvt(command(0x1000c01, Bytes(10)))->subject, "stream");
  EXPECT_TRUE(parse_tvt(command(0x1000c01, Bytes(10)))->from_device);
  EXPECT_EQ(parse_tvt(command(0x1010d00, Bytes(80)))->subject, "web");
  EXPECT_FALSE(parse_tvt(command(0x1010d00, Bytes(80)))->from_device) << "a request, though its number has the bit";
  EXPECT_TRUE(parse_tvt(command(0x1010d01, Bytes(80)))->from_device);
  EXPECT_FALSE(parse_tvt(command(0x1000004, Bytes(236)))->from_device) << "a login of newer clients";
  EXPECT_FALSE(parse_tvt(command(0x4000101, Bytes(10)))) << "no command of this protocol";
}

TEST(Tvt, The_end_of_a_message_is_found_in_a_stream) {
  EXPECT_EQ(tvt_length(text("1111") + le32(0)).is, Is::whole);
  EXPECT_EQ(tvt_length(text("1111") + le32(0)).length, 8u);
  EXPECT_EQ(tvt_length(login + login).length, login.size());
  EXPECT_EQ(tvt_length(std::span(login).first(23)).is, Is::partial);
  EXPECT_EQ(tvt_length(std::span(login).first(24)).length, login.size());
  EXPECT_EQ(tvt_length(std::span(greeting).first(63)).is, Is::partial);
  EXPECT_EQ(tvt_length(text("head over heels in love, and more")).is, Is::other);
  EXPECT_EQ(tvt_length(text("GET / HTTP/1.1\r\n")).is, Is::other);
}

TEST(Tvt, Numbers_that_do_not_agree_are_no_message) {
  for (const std::size_t at : {4u, 20u}) {
    Bytes other = login;
    other[at] ^= std::byte{1};
    EXPECT_EQ(tvt_length(other).is, Is::other) << at;
  }
  for (const std::size_t at : {5u, 12u, 32u, 38u, 60u}) {
    Bytes other = greeting;
    other[at] |= std::byte{1};
    if (at == 12) other[at] = std::byte{0};
    EXPECT_EQ(tvt_length(other).is, Is::other) << at;
  }
}

TEST(Tvt, Four_familiar_bytes_are_not_enough) {
  for (const char* start : {"head", "1111"})
    for (std::uint32_t seed = 0; seed < 4000; ++seed)
      EXPECT_EQ(tvt_length(text(start) + noise(200, seed)).is, Is::other) << start << " " << seed;
}

TEST(Tvt, Damage_anywhere_never_leads_outside_the_message) {
  const auto read = [](std::span<const std::byte> bytes) {
    const StreamLength length = tvt_length(bytes);
    if (length.is == Is::whole) EXPECT_LE(length.length, bytes.size());
    const auto tvt = parse_tvt(bytes);
    if (!tvt) return;
    for (const std::string_view value : {tvt->mac_raw, tvt->build_date_raw, tvt->name})
      EXPECT_TRUE(inside(value, bytes));
  };
  for (const Bytes& message : {greeting, login, accepted}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::tvt_test
