#include "model/ascii.hpp"

#include <gtest/gtest.h>

#include "model/time.hpp"

namespace lenscap::model::ascii_test {
namespace {

TEST(Ascii, Only_its_own_letters_become_small) {
  EXPECT_EQ(lower_ascii("HIKVISION @[`{ 9 ÄÖ 海康"), "hikvision @[`{ 9 ÄÖ 海康");
  EXPECT_EQ(lower_ascii('Z'), 'z');
  EXPECT_EQ(lower_ascii('\xc4'), '\xc4');
}

TEST(Ascii, No_text_is_no_number) {
  EXPECT_TRUE(all_digits("0123456789"));
  EXPECT_FALSE(all_digits(""));
  EXPECT_FALSE(all_digits("12a"));
  EXPECT_FALSE(all_digits("/"));
  EXPECT_FALSE(all_digits(":"));
}

TEST(Ascii, Blanks_go_from_both_ends_and_stay_within) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \r\n"), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\n a \n", " "), "\n a \n");
}

TEST(Ascii, Headings_that_differ_in_signs_are_one) {
  EXPECT_EQ(letters_and_digits("Supplier Name (No. 2)"), "suppliernameno2");
  EXPECT_EQ(letters_and_digits("supplier_name-no2"), "suppliernameno2");
  EXPECT_EQ(letters_and_digits("供应商 Name"), "供应商name");
}

TEST(Period, First_and_last_day_are_within_and_an_open_end_holds_every_day) {
  const Date first{2021, 3, 1}, last{2022, 11, 23};
  EXPECT_TRUE(within(first, last, first));
  EXPECT_TRUE(within(first, last, last));
  EXPECT_FALSE(within(first, last, {2021, 2, 28}));
  EXPECT_FALSE(within(first, last, {2022, 11, 24}));
  EXPECT_TRUE(within({}, last, {1900, 1, 1}));
  EXPECT_TRUE(within(first, {}, {2100, 1, 1}));
}

}  // namespace
}  // namespace lenscap::model::ascii_test
