#include "wire/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire {
namespace {

using testing::every_flip;
using testing::every_prefix;
using testing::text;

std::string_view view(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(JsonReader, Every_leaf_comes_with_its_path_in_document_order) {
  JsonReader reader(R"( { "a" : 1, "b": {"c": "two", "d": [true, {"e": null}]}, "f": {} , "g": -3.5e2 })");
  std::string seen;
  while (const auto leaf = reader.next()) {
    for (const std::string_view key : leaf->path) seen += "/" + std::string(key);
    seen += "=" + std::string(leaf->raw) + (leaf->quoted ? "'" : "") + " ";
  }
  EXPECT_EQ(seen, "/a=1 /b/c=two' /b/d/=true /b/d//e=null /g=-3.5e2 ");
  EXPECT_TRUE(reader.complete());
}

TEST(JsonReader, A_value_is_the_very_bytes_of_the_document) {
  const std::string_view document = R"({"name":"a\"b"})";
  JsonReader reader(document);
  const auto leaf = reader.next();
  ASSERT_TRUE(leaf);
  EXPECT_EQ(leaf->raw.data(), document.data() + 9);
  EXPECT_EQ(leaf->raw, R"(a\"b)");
  EXPECT_EQ(json_unescape(leaf->raw), "a\"b");
}

TEST(JsonReader, A_name_in_GB18030_does_not_hide_the_rest_of_the_reply) {
  JsonReader reader("{\"HostName\":\"\xb2\xd6\xbf\xe2\",\"SN\":\"0123456789abcdef\"}");
  ASSERT_TRUE(reader.next());
  const auto leaf = reader.next();
  ASSERT_TRUE(leaf);
  EXPECT_EQ(leaf->raw, "0123456789abcdef");
}

TEST(JsonReader, What_follows_the_document_is_left_over) {
  JsonReader reader(std::string_view("{\"a\":1}\n\0", 9));
  while (reader.next()) {
  }
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(reader.rest(), std::string_view("\n\0", 2));
}

TEST(JsonReader, Broken_documents_end_the_reading_and_are_not_complete) {
  for (const std::string_view document :
       {"", "{", "{\"a\"", "{\"a\":", "{\"a\":\"b", "{\"a\" 1}", "{\"a\":1]", "[1}", "{\"a\":1,}", "{a:1}",
        "{\"a\":1 \"b\":2}", "{\"a\":\"b\\", ":", "{\"a\":@}"}) {
    JsonReader reader(document);
    while (reader.next()) {
    }
    EXPECT_FALSE(reader.complete()) << document;
  }
}

TEST(JsonReader, A_bomb_of_brackets_ends_at_the_bound) {
  const std::string document(100'000, '[');
  JsonReader reader(document);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.complete());
}

TEST(JsonReader, Leaves_deeper_than_the_path_are_stepped_over) {
  JsonReader reader(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}},"b":2})");
  const auto leaf = reader.next();
  ASSERT_TRUE(leaf);
  EXPECT_TRUE(leaf->at({"b"}));
  EXPECT_FALSE(reader.next());
  EXPECT_TRUE(reader.complete());
}

TEST(JsonReader, Escapes_are_read_as_RFC_8259_says) {
  EXPECT_EQ(json_unescape(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(json_unescape(R"(\u00e9\u4ed3\ud83d\udcf7)"), "\xc3\xa9\xe4\xbb\x93\xf0\x9f\x93\xb7");
  EXPECT_EQ(json_unescape(R"(\ud83dx)"), "\xef\xbf\xbdx") << "half a pair stands for no character";
  EXPECT_EQ(json_unescape(R"(\u12)"), R"(\u12)");
  EXPECT_EQ(json_unescape("a\\"), "a\\");
}

TEST(JsonReader, Damage_anywhere_never_reads_outside_the_document) {
  const auto document = text(R"({"a":[1,"\u00e9",{"b":"c"}],"d":{"e":false,"f":"g\\h"}})");
  const auto read = [](std::span<const std::byte> bytes) {
    JsonReader reader(view(bytes));
    while (const auto leaf = reader.next()) {
      EXPECT_TRUE(testing::inside(leaf->raw, bytes));
      json_unescape(leaf->raw);
    }
  };
  every_prefix(document, read);
  every_flip(document, read);
}

}  // namespace
}  // namespace lenscap::wire
