#include "wire/json_walk.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace lenscap::wire::json_walk_test {
namespace {

std::vector<std::string> leaves(std::string_view document) {
  std::vector<std::string> out;
  walk_json(document,
            [&](const JsonValue& value) { out.push_back(json_pointer(value.path) + "=" + std::string(value.raw)); });
  return out;
}

TEST(JsonWalk, Every_leaf_comes_with_its_pointer_in_document_order) {
  EXPECT_EQ(leaves(R"( { "a" : 1, "b": {"c": "two", "d": [true, {"e": -3.5e2}]}, "f": {} , "g": null })"),
            (std::vector<std::string>{"/a=1", "/b/c=two", "/b/d/0=true", "/b/d/1/e=-3.5e2"}));
}

TEST(JsonWalk, A_value_is_the_very_bytes_of_the_document) {
  const std::string document = R"({"realm":"a\"b"})";
  const char* at = nullptr;
  walk_json(document, [&](const JsonValue& value) { at = value.raw.data(); });
  EXPECT_EQ(at, document.data() + document.find("a\\\""));
}

TEST(JsonWalk, A_name_in_GB18030_does_not_hide_the_rest_of_the_reply) {
  EXPECT_EQ(leaves("{\"HostName\":\"\xb2\xd6\xbf\xe2\",\"SN\":\"0123456789abcdef\"}"),
            (std::vector<std::string>{"/HostName=\xb2\xd6\xbf\xe2", "/SN=0123456789abcdef"}));
}

TEST(JsonWalk, Line_feeds_and_NULs_behind_a_reply_do_no_harm) {
  EXPECT_EQ(leaves(std::string_view("{\"a\":1}\n\0", 9)), std::vector<std::string>{"/a=1"});
}

TEST(JsonWalk, What_is_no_JSON_is_refused) {
  for (std::string_view broken : {"", "abc", "}{", "{\"a\":}", "{\"a\":\"", "[1,2", "{'a':1}", "{\"a\" 1}"})
    EXPECT_FALSE(walk_json(broken, [](const JsonValue&) {})) << broken;
}

TEST(JsonWalk, A_bomb_of_brackets_ends_at_the_bound) {
  const std::string bomb = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_FALSE(walk_json(bomb, [](const JsonValue&) {}));
}

TEST(JsonWalk, Escapes_are_read_as_RFC_8259_says) {
  EXPECT_EQ(json_unescape(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(json_unescape(R"(\u00e9\u4ed3\ud83d\udcf7)"), "\xc3\xa9\xe4\xbb\x93\xf0\x9f\x93\xb7");
  EXPECT_EQ(json_unescape(R"(\u12)"), R"(\u12)") << "a malformed escape stays as sent";
}

TEST(JsonWalk, Damage_anywhere_never_reads_outside_the_document) {
  const std::string good = R"({"method":"x","params":{"deviceInfo":{"Vendor":"Da\u0068ua","n":[1,2,{"k":false}]}}})";
  for (std::size_t cut = 0; cut <= good.size(); ++cut) {
    const auto exact = std::make_unique<char[]>(cut + 1);  // + 1: a zero-sized array has no address to test
    std::copy_n(good.data(), cut, exact.get());
    const std::string_view prefix(exact.get(), cut);
    walk_json(prefix, [&](const JsonValue& value) {
      EXPECT_GE(value.raw.data(), prefix.data());
      EXPECT_LE(value.raw.data() + value.raw.size(), prefix.data() + prefix.size());
    });
  }
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    walk_json(flipped, [](const JsonValue& value) { json_unescape(value.raw); });
  }
}

}  // namespace
}  // namespace lenscap::wire::json_walk_test
