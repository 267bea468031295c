#include "views/neutral.hpp"

#include <gtest/gtest.h>

namespace lenscap::views::neutral_test {
namespace {

TEST(Neutral, A_name_in_any_script_stays_as_it_is) {
  for (std::string_view name : {"Tür-Kamera 2", "大华", "Камера", "מצלמה", "कैमरा", "100 % \\path", ""})
    EXPECT_EQ(neutral(name), name);
}

TEST(Neutral, A_terminal_control_sequence_becomes_visible) {
  EXPECT_EQ(neutral("a\x1b[2Jb\r\n\t\x7f"), R"(a\x1b[2Jb\x0d\x0a\x09\x7f)");
  EXPECT_EQ(neutral("\xc2\x9b"
                    "31m"),
            R"(\x9b31m)")
      << "the eight-bit form of ESC [";
}

TEST(Neutral, Marks_that_turn_or_hide_text_become_visible) {
  EXPECT_EQ(neutral("a\xe2\x80\xae"
                    "b"),
            R"(a\u202eb)");
  EXPECT_EQ(neutral("a\xe2\x80\x8b"
                    "b"),
            R"(a\u200bb)");
  EXPECT_EQ(neutral("a\xe2\x80\xa8"
                    "b"),
            R"(a\u2028b)");
  EXPECT_EQ(neutral("\xef\xbb\xbf"
                    "b"),
            R"(\ufeffb)");
  EXPECT_EQ(neutral("\xf3\xa0\x81\x81"), R"(\U000e0041)") << "a tag character";
}

TEST(Neutral, Bytes_that_are_no_utf8_become_visible_one_by_one) {
  EXPECT_EQ(neutral("\xff"), R"(\xff)");
  EXPECT_EQ(neutral("a\xc3"), R"(a\xc3)") << "cut in the middle";
  EXPECT_EQ(neutral("\xc0\xaf"), R"(\xc0\xaf)") << "overlong slash";
  EXPECT_EQ(neutral("\xed\xa0\x80"), R"(\xed\xa0\x80)") << "surrogate";
  EXPECT_EQ(neutral("\xf4\x90\x80\x80"), R"(\xf4\x90\x80\x80)") << "above U+10FFFF";
}

TEST(Neutral, Every_pair_of_bytes_gives_printable_utf8) {
  for (int a = 0; a < 256; ++a)
    for (int b = 0; b < 256; ++b) {
      std::string text = {static_cast<char>(a), static_cast<char>(b)};
      std::string out = neutral(text);
      ASSERT_EQ(neutral(out), out) << a << " " << b;
      ASSERT_EQ(out.find('\n'), std::string::npos);
    }
}

TEST(Neutral, Wide_characters_take_two_columns_and_combining_marks_none) {
  EXPECT_EQ(columns("abc"), 3);
  EXPECT_EQ(columns("大华"), 4);
  EXPECT_EQ(columns("e\xcc\x81"), 1);
  EXPECT_EQ(columns("…"), 1);
}

TEST(Neutral, Text_is_cut_at_columns_not_at_bytes) {
  EXPECT_EQ(fit("大华摄像机", 10), "大华摄像机");
  EXPECT_EQ(fit("大华摄像机", 6), "大华…") << "a wide character does not fit into the one column left";
  EXPECT_EQ(columns(pad("大华摄像机", 6)), 6);
  EXPECT_EQ(fit("camera", 1), "…");
}

TEST(Neutral, A_long_word_is_broken_where_the_line_ends) {
  EXPECT_EQ(wrap("one two three", 9, 2), "one two\n  three");
  EXPECT_EQ(wrap("0123456789abcdef", 10, 2), "01234567\n  89abcdef");
}

TEST(Neutral, A_file_name_becomes_one_word_of_the_shell) {
  EXPECT_EQ(shell_word("depot.pcapng"), "depot.pcapng");
  EXPECT_EQ(shell_word("depot 1.pcapng"), "'depot 1.pcapng'");
  EXPECT_EQ(shell_word("it's; rm -rf $HOME"), R"('it'\''s; rm -rf $HOME')");
  EXPECT_EQ(shell_word("-x"), "'./-x'") << "not an option";
  EXPECT_EQ(shell_word("a\nb'\xff"), R"($'a\x0ab\'\xff')");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace lenscap::views::neutral_test
