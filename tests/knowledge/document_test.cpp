// TOML that a user hands over, in whatever state: bytes that once led the parser where it may not come, and keys so
// deep that letting go of them filled the stack. Offending bytes as marzer/tomlplusplus issues 190 and 295 report them.
#include "knowledge/document.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "knowledge/key_depth.hpp"

namespace lenscap::knowledge::document_test {
namespace {

std::string utf8(std::uint32_t c) {
  if (c < 0x800) return {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  return {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
          static_cast<char>(0x80 | (c & 63))};
}

void refused_on_line(const std::string& toml, int line) {
  const auto value = parse_document(toml, "letter.toml");
  ASSERT_FALSE(value) << toml.substr(0, 80);
  EXPECT_EQ(value.error().where, fmt::format("letter.toml, line {}", line)) << value.error().what;
  EXPECT_FALSE(value.error().todo.empty());
}

TEST(Document, A_letter_where_a_key_or_a_value_ends_is_an_error_with_its_line) {
  // The first, a middle and the last of each stretch that toml++ 3.3 held to be impossible, and their neighbours.
  for (const std::uint32_t c : {0xa1u, 0xa7u, 0xe9u, 0x499u, 0x49au, 0x1482u, 0x1c75u, 0x1c76u, 0x2c5eu, 0x3001u,
                                0x3042u, 0x3057u, 0x3058u, 0xfb26u, 0xfefeu, 0xff0cu}) {
    SCOPED_TRACE(fmt::format("U+{:04X}", c));
    for (const char* form :
         {"{}", "\n{} = 1", "\na{} = 1", "\na = {}", "\na = 1{}", "\na = 1.5{}", "\na = 0x1{}", "\na = 2026-01-01{}",
          "\na = true{}", "\na = \"x\"{}", "\na = [1{}]", "\n[a{}]", "\na = \"\\{}\"", "\na = \"\"\"\\{}\"\"\""}) {
      std::string toml = form;
      toml.replace(toml.find("{}"), 2, utf8(c));
      refused_on_line(toml, toml[0] == '\n' ? 2 : 1);
    }
  }
}

TEST(Document, Letters_of_any_script_stand_in_strings_quoted_keys_and_comments) {
  for (const std::uint32_t c : {0xa1u, 0xe9u, 0x499u, 0x2c5eu, 0x3001u, 0x3042u, 0xfb26u, 0xfefeu}) {
    const std::string x = utf8(c);
    const auto value =
        parse_document("a = \"\"\"\\\n  " + x + "\"\"\" # " + x + "\n\"" + x + "\" = '" + x + "'\n", "f");
    ASSERT_TRUE(value) << to_line(value.error());
    EXPECT_EQ(value->keys, (std::vector<std::string>{"a", x}));
    EXPECT_EQ(value->items[0].text, x);  // behind a line's end that "\" takes away: issue 190
    EXPECT_EQ(value->items[1].text, x);
  }
}

TEST(Document, Bytes_that_are_no_text_are_an_error_with_their_line) {
  for (const char* bytes : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\x80"}) {
    refused_on_line(std::string("\n# ") + bytes, 2);
    refused_on_line(std::string("\na = \"") + bytes + "\"", 2);
  }
}

std::string chain(std::size_t parts, const std::string& part = "a", const std::string& dot = ".") {
  std::string key = part;
  for (std::size_t i = 1; i < parts; ++i) key += dot + part;
  return key;
}

TEST(Document, A_key_that_leads_deeper_than_any_entry_is_an_error_before_it_fills_the_stack) {
  const std::string deep = chain(1'000'000);
  refused_on_line("\n" + deep + " = 1", 2);
  refused_on_line("\n[" + deep + "]", 2);
  refused_on_line("\n[[" + deep + "]]\n!", 2);
  refused_on_line("\na = { " + deep + " = 1 }", 2);
  for (const char* part : {"\"#\"", "'='", "\"\\\"\"", "'\\'", "\"\"", "\"a.b\""})
    refused_on_line("\nx = '''\n''''' # '\"\n" + chain(most_key_parts + 1, part, " .\t") + " = 1", 4);
}

TEST(Document, A_key_of_as_many_parts_as_are_read_is_read_and_dots_in_text_are_no_key) {
  const std::string most = chain(most_key_parts);
  const std::string dots(200, '.');
  const auto value =
      parse_document("x." + chain(most_key_parts - 1) + " = 1 # " + dots + "\ny = \"\\\"" + dots + "\"\nz = '" + dots +
                         "'\nt = \"\"\"\n\"\"" + dots + "\"\"\"\"\"\n[[" + most + "]]\n" + most + " = 2\n",
                     "f");
  ASSERT_TRUE(value) << to_line(value.error());
  EXPECT_EQ(value->keys, (std::vector<std::string>{"a", "t", "x", "y", "z"}));
  EXPECT_EQ(value->items[1].text, "\"\"" + dots + "\"\"");
}

TEST(Document, The_deepest_document_that_is_read_fits_the_stack) {
  std::string toml = "[" + chain(most_key_parts) + "]\n" + chain(most_key_parts) + " = ";
  for (int i = 0; i < 15; ++i) toml += "[{ " + chain(most_key_parts) + " = ";
  toml += "1";
  for (int i = 0; i < 15; ++i) toml += "}]";
  EXPECT_TRUE(parse_document(toml, "f"));
  refused_on_line("a = " + std::string(1'000'000, '['), 1);
}

}  // namespace
}  // namespace lenscap::knowledge::document_test
