#include "wire/vision360.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::vision360_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::noise;
using testing::text;

const Bytes answer = text("DISCOVER TYPE=IPDOME KEY='00:60:35:00:12:34' ID=2210376922\r\n");

TEST(Vision360, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_vision360_search(text("DISCOVER\n")));
  EXPECT_FALSE(is_vision360_search(text("DISCOVER")));
  EXPECT_FALSE(parse_vision360(text("DISCOVER\n")));
}

TEST(Vision360, A_camera_says_what_it_is) {
  for (const Bytes& line : {answer, text("DISCOVER TYPE=\"IPDOME\"  KEY=00:60:35:00:12:34 ID=2210376922\n"),
                            text("DISCOVER ID=2210376922 KEY='00:60:35:00:12:34' TYPE=IPDOME")}) {
    const auto device = parse_vision360(line);
    ASSERT_TRUE(device);
    EXPECT_EQ(device->type, "IPDOME");
    EXPECT_EQ(device->key, "00:60:35:00:12:34");
    EXPECT_EQ(device->id, "2210376922");
  }
}

TEST(Vision360, The_word_alone_is_not_enough) {
  for (const char* line : {"DISCOVER ", "DISCOVER TYPE=IPDOME", "DISCOVER TYPE=IPDOME KEY='camera'",
                           "DISCOVER KEY='00:60:35:00:12:34'", "DISCOVER TYPE=IPDOME KEY='00:60:35:00:12:34",
                           "DISCOVERY TYPE=IPDOME KEY='00:60:35:00:12:34'", "DISCOVER TYPE= KEY=00:60:35:00:12:34",
                           "DISCOVER TYPE=IP\x01 KEY=00:60:35:00:12:34", "DISCOVER where are you?"})
    EXPECT_FALSE(parse_vision360(text(line))) << line;
  for (std::uint32_t seed = 0; seed < 2000; ++seed)
    EXPECT_FALSE(parse_vision360(text("DISCOVER ") + noise(80, seed))) << seed;
}

TEST(Vision360, What_stands_behind_the_first_line_is_not_read) {
  const Bytes two_lines = answer + text("TYPE=OTHER\n");
  const auto device = parse_vision360(two_lines);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->type, "IPDOME");
}

TEST(Vision360, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_vision360_search(bytes);
    if (const auto device = parse_vision360(bytes))
      for (const std::string_view value : {device->type, device->key, device->id}) EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::vision360_test
