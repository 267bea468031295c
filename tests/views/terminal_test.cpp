#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "views/neutral.hpp"
#include "views/sample_case.hpp"

namespace lenscap::views::terminal_test {
namespace {

using test::Sample;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string line_with(const std::string& text, std::string_view part) {
  for (const std::string& line : lines(text))
    if (line.find(part) != std::string::npos) return line;
  return "";
}

// As a reader reads it: where the lines break does not matter.
std::string flowing(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void expect_width(const std::string& text, int width) {
  for (const std::string& line : lines(text)) EXPECT_LE(columns(line), width) << line;
}

TEST(Terminal, Fits_eighty_columns_whatever_the_names) {
  Sample s = test::sample_case();
  expect_width(to_terminal(s.view(), {}), 80);
  s.ask.whos = {"uk-council"};
  expect_width(to_terminal(s.view(), {}), 80);
}

TEST(Terminal, Fits_eighty_columns_with_wide_names_and_long_words) {
  Sample s = test::sample_case();
  for (model::Finding& f : s.c.findings)
    if (f.key == "brand" || f.key == "model")
      f.value = "浙江大华技术股份有限公司网络摄像机型号一二三四五六七八九十浙江大华技术股份有限公司";
  s.c.sources[0].notes = {std::string(300, 'x')};
  s.k.whos[0].title = std::string(200, 'w');
  expect_width(to_terminal(s.view(), {}), 80);
}

TEST(Terminal, A_relabelled_device_is_one_line_with_confidence_and_address) {
  std::string line = line_with(to_terminal(test::sample_case().view(), {}), "SafeHome");
  EXPECT_EQ(line.find("confirmed"), 0u);
  EXPECT_NE(line.find("Sold as \"SafeHome Pro 4\", built by Dahua"), std::string::npos);
  EXPECT_TRUE(line.ends_with("10.0.0.12")) << line;
}

TEST(Terminal, Restricted_devices_stand_above_the_others) {
  std::string text = to_terminal(test::sample_case().view(), {});
  EXPECT_LT(text.find("SafeHome"), text.find("Hikvision recorder"));
  EXPECT_LT(text.find("Hikvision recorder"), text.find("10.0.0.40"));
}

TEST(Terminal, A_rule_that_does_not_bind_the_asker_is_said_before_any_count) {
  Sample s = test::sample_case();
  s.ask.whos = {"uk-council"};
  std::string text = flowing(to_terminal(s.view(), {}));
  std::size_t unbound = text.find("do not bind you"), count = text.find("4 devices");
  ASSERT_NE(unbound, std::string::npos);
  EXPECT_LT(unbound, count);
  EXPECT_LT(text.find("NDAA FY2019 section 889(a)(1)(A)"), count);
}

TEST(Terminal, A_table_without_rows_has_no_head_and_no_legend) {
  Sample s = test::sample_case();
  EXPECT_NE(to_terminal(s.view(), {}).find("later"), std::string::npos);
  s.ask.whos = {"uk-council"};
  std::string text = to_terminal(s.view(), {});
  EXPECT_EQ(text.find("later"), std::string::npos) << text;
  EXPECT_NE(text.find("No rule known restricts or lists them for: "), std::string::npos) << text;
}

TEST(Terminal, Without_colour_no_escape_and_no_hostile_byte_reaches_the_terminal) {
  std::string text = to_terminal(test::sample_case().view(), {});
  for (char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
}

TEST(Terminal, With_colour_only_the_programs_own_escapes_appear) {
  std::string text = to_terminal(test::sample_case().view(), {.colour = true});
  std::size_t escapes = 0;
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b', at + 1)) {
    ++escapes;
    EXPECT_EQ(text[at + 1], '[');
    EXPECT_LE(text.find('m', at) - at, 6u);
  }
  EXPECT_GT(escapes, 0u);
}

TEST(Terminal, A_right_to_left_name_is_kept_apart_from_the_address_behind_it) {
  Sample s = test::sample_case();
  for (model::Finding& f : s.c.findings)
    if (f.subject == 2 && f.key == "model") f.value = "מצלמה";
  EXPECT_NE(line_with(to_terminal(s.view(), {}), "מצלמה").find(" at fe80"), std::string::npos);
}

TEST(Terminal, Says_what_was_skipped_what_is_unknown_and_what_would_help) {
  std::string text = to_terminal(test::sample_case().view(), {});
  EXPECT_NE(text.find("3 × truncated packet"), std::string::npos);
  EXPECT_NE(text.find("maker not known: 1 device"), std::string::npos);
  EXPECT_NE(text.find("Ask the device by ONVIF"), std::string::npos);
  EXPECT_NE(text.find("41 other hosts"), std::string::npos);
}

TEST(Terminal, No_device_is_said_in_words) {
  Sample s;
  s.k = test::sample_knowledge();
  s.c.others["count"] = 12;
  std::string text = to_terminal(s.view(), {});
  EXPECT_NE(text.find("No camera, recorder or device of a camera maker was found."), std::string::npos);
  EXPECT_NE(text.find("12 other hosts"), std::string::npos);
  EXPECT_EQ(text.find("Restricted"), std::string::npos);
}

}  // namespace
}  // namespace lenscap::views::terminal_test
