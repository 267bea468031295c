#include "wire/tiandy.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::tiandy_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::le32;
using testing::noise;
using testing::text;
using Is = StreamLength::Is;

Bytes le16(std::size_t value) {
  return {static_cast<std::byte>(value & 0xff), static_cast<std::byte>(value >> 8 & 0xff)};
}

Bytes control(std::string_view words) {
  return hex("f1 f5 ea f5  01 00") + le16(words.size() + 20) + Bytes(8) +
         le32(static_cast<std::uint32_t>(words.size())) + text(words);
}

Bytes stream(const Bytes& body) {
  return hex("f1 f5 ea f9  02 00 00 00  05 02 00 c0  00 00") + le16(body.size() + 20) + le32(1) + body;
}

// What a client asks, and what a device that refuses says: names, passwords and the key stand in the fields.
const Bytes login = control("192.0.2.5\tIP\tUSER\tLOGON\tQWRtaW4=\tc2VjcmV0\t\t1\tUTF-8\t805306367\t1\n\n\n");
const Bytes refused = control("IP\tUSER\t7\tLOGONFAILED\t3\tx\ty\tU0VDUkVU\n\n\n");
const Bytes picture = stream(text("NVS") + Bytes(1) + Bytes(60, std::byte{9}));

std::vector<std::string> words_of(const Bytes& bytes) {
  const auto tiandy = parse_tiandy(bytes);
  if (!tiandy) return {"(none)"};
  return {tiandy->words.begin(), tiandy->words.begin() + static_cast<std::ptrdiff_t>(tiandy->word_count)};
}

TEST(Tiandy, The_example_of_the_source_is_whole) {
  const Bytes example = hex("f1 f5 ea f5 00 00 18 00 00 00 00 00 00 00 00 00 04 00 00 00") + text("ping");
  EXPECT_EQ(tiandy_length(example).is, Is::whole);
  EXPECT_EQ(tiandy_length(example).length, 24u);
  EXPECT_TRUE(words_of(example).empty());
}

TEST(Tiandy, Only_words_of_the_protocol_come_out) {
  EXPECT_EQ(words_of(login), (std::vector<std::string>{"IP", "USER", "LOGON"}));
  EXPECT_EQ(words_of(refused), (std::vector<std::string>{"IP", "USER", "LOGONFAILED"}));
  EXPECT_EQ(words_of(control("IP\tINNER\tSUPER\tGETUSERINFO\t1\tb2VyQWRtaW4=\tc2VjcmV0\n\n\nIP\tCMD\n\n\n")),
            (std::vector<std::string>{"IP", "INNER", "SUPER", "GETUSERINFO"}));
  EXPECT_TRUE(words_of(control("SECRET\tADMIN\n\n\nIP")).empty()) << "other words, and the message behind the first";
}

TEST(Tiandy, A_stream_begins_with_its_mark) {
  const auto tiandy = parse_tiandy(picture);
  ASSERT_TRUE(tiandy);
  EXPECT_TRUE(tiandy->stream);
  EXPECT_EQ(tiandy->stream_type, 1u);
  EXPECT_FALSE(parse_tiandy(stream(text("nvs") + Bytes(30))));
}

TEST(Tiandy, The_end_of_a_message_is_found_in_a_stream) {
  EXPECT_EQ(tiandy_length(login + refused).length, login.size());
  EXPECT_EQ(tiandy_length(std::span(login).first(19)).is, Is::partial);
  EXPECT_EQ(tiandy_length(std::span(picture).first(30)).length, picture.size());
  EXPECT_EQ(tiandy_length(text("GET / HTTP/1.1\r\n")).is, Is::other);
}

TEST(Tiandy, Lengths_that_do_not_agree_are_no_message) {
  for (const std::size_t at : {3u, 6u, 8u, 15u, 16u, 19u}) {
    Bytes other = login;
    other[at] ^= std::byte{1};
    EXPECT_NE(tiandy_length(other).is, Is::whole) << at;
  }
  Bytes other = picture;
  other[12] = std::byte{1};
  EXPECT_EQ(tiandy_length(other).is, Is::other);
}

TEST(Tiandy, Four_familiar_bytes_are_not_enough) {
  std::size_t lengths = 0;
  for (const char* start : {"f1 f5 ea f5", "f1 f5 ea f9"}) {
    for (std::uint32_t seed = 0; seed < 4000; ++seed) {
      if (tiandy_length(hex(start) + noise(40, seed)).is == Is::other) continue;
      ++lengths;
      const Bytes bytes = hex(start) + noise(70'000, seed);  // as long as a message can be
      const StreamLength length = tiandy_length(bytes);
      ASSERT_EQ(length.is, Is::whole);
      EXPECT_FALSE(parse_tiandy(std::span(bytes).first(length.length))) << start << seed;
    }
  }
  EXPECT_LT(lengths, 4u) << "streams have little to check but their zero and their mark";
}

TEST(Tiandy, Damage_anywhere_never_leads_outside_the_message) {
  const auto read = [](std::span<const std::byte> bytes) {
    const StreamLength length = tiandy_length(bytes);
    if (length.is == Is::whole) EXPECT_LE(length.length, bytes.size());
    if (const auto tiandy = parse_tiandy(bytes))
      for (const std::string_view word : tiandy->words) EXPECT_TRUE(inside(word, bytes));
  };
  for (const Bytes& message : {login, refused, picture}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::tiandy_test
