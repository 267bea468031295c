#include "knowledge/label.hpp"

#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::label_test {
namespace {

Knowledge hikvision_and_lorex() {
  return loaded(entry("maker", "hikvision", R"(name = "Hangzhou Hikvision Digital Technology Co., Ltd."
short = "Hikvision"
own = ["Hik Vision", "海康威视"]
house = ["EZVIZ", "HiLook"])") +
                entry("brand", "lorex", "name = \"Lorex\"\nforms = [\"Lorex Technology\"]"));
}

const Maker* maker_of(const Knowledge& k, std::string_view label, bool expected_house) {
  bool house = !expected_house;
  const Maker* maker = k.maker_of_label(label, house);
  EXPECT_EQ(house, maker ? expected_house : false) << label;
  return maker;
}

TEST(Label, Own_names_are_found_whatever_their_case_and_blanks) {
  const Knowledge k = hikvision_and_lorex();
  for (const std::string_view label : {"Hikvision", "HIKVISION", " hikvision\r\n", "hik  vision", "海康威视",
                                       "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."})
    EXPECT_EQ(maker_of(k, label, false), k.maker("hikvision")) << label;
}

TEST(Label, House_names_are_the_makers_second_names) {
  const Knowledge k = hikvision_and_lorex();
  EXPECT_EQ(maker_of(k, "ezviz", true), k.maker("hikvision"));
  EXPECT_EQ(maker_of(k, "HiLook", true), k.maker("hikvision"));
}

TEST(Label, A_label_is_a_whole_string_never_a_part) {
  const Knowledge k = hikvision_and_lorex();
  for (const std::string_view label : {"HIKVISION DS-2CD2T47G1-L", "Hikvisions", "Hik", "海康", "威视", "", "   "}) {
    EXPECT_EQ(maker_of(k, label, false), nullptr) << label;
    EXPECT_EQ(k.brand(label), nullptr) << label;
  }
}

TEST(Label, A_brand_is_found_by_name_and_by_form) {
  const Knowledge k = hikvision_and_lorex();
  ASSERT_NE(k.brand("LOREX"), nullptr);
  EXPECT_EQ(k.brand("lorex technology")->id, "lorex");
  EXPECT_EQ(maker_of(k, "Lorex", false), nullptr);
  EXPECT_EQ(k.brand("Hikvision"), nullptr);
}

TEST(Label, Letters_beyond_ASCII_are_compared_byte_for_byte) {
  const Knowledge k = loaded(maker("m", "own = [\"Škoda\"]"));
  EXPECT_NE(maker_of(k, "ŠKODA", false), nullptr);  // S with caron is the same two bytes; the rest folds
  EXPECT_EQ(maker_of(k, "škoda", false), nullptr);
}

TEST(Label, An_organisation_is_the_same_however_the_registry_spells_its_next_block) {
  const std::string known = folded_organisation("Hangzhou Hikvision Digital Technology Co.,Ltd.");
  for (const char* name :
       {"Hangzhou Hikvision Digital Technology Co., Ltd", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO. LTD."})
    EXPECT_EQ(folded_organisation(name), known) << name;
  for (const char* name :
       {"Hangzhou Hikvision Technology Co.,Ltd.", "Hikvision", "Prama Hikvision India Private Limited"})
    EXPECT_NE(folded_organisation(name), known) << name;
  EXPECT_NE(folded_organisation("AVTECH Software, Inc."), folded_organisation("AVTECH Corporation"));
  EXPECT_NE(folded_organisation("海康"), folded_organisation("大华"));
}

}  // namespace
}  // namespace lenscap::knowledge::label_test
