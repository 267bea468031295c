// Words are found in every encoding, alone, and never inside other words.
#include "sources/marker_scan.hpp"

#include "sources/analytics.hpp"
#include "sources/marker_check.hpp"
#include "sources/text_forms.hpp"

namespace lenscap::test::marker_scan_test {
namespace {

using model::AnalyticsState;
using sources::Encoding;

std::vector<sources::MarkerHit> hits(const std::string& bytes) {
  return analytics_scan().scan(std::as_bytes(std::span(bytes.data(), bytes.size()))).hits;
}

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) (out += c) += '\0';
  return out;
}

TEST(MarkerScan, Every_example_of_every_marker_is_found_and_no_counter_example_is) {
  const auto errors = sources::check_markers(analytics());
  for (const auto& error : errors) ADD_FAILURE() << model::to_line(error);
  EXPECT_GT(analytics().markers.size(), 100u);
}

TEST(MarkerScan, An_identifier_inside_another_is_not_found) {
  EXPECT_EQ(hits("int emRace;").size(), 1u);
  for (const std::string text : {"int systemRace;", "emRaces", "_emRace", "emRace2", "xemRacex"})
    EXPECT_TRUE(hits(text).empty()) << text;
}

TEST(MarkerScan, Race_as_people_run_it_is_no_marker) {
  for (const std::string text :
       {"a race condition between threads", "trace, race, brace", "Race,Age,Sex\nWhite,30,F\n", "minority report",
        "GetLocaleEthnic", "Race detector found a data race; Beardsley", "ethnic groups of the atlas"})
    EXPECT_TRUE(hits(text).empty()) << text;
}

TEST(MarkerScan, A_word_is_found_at_its_byte_in_utf16le_and_among_binary_bytes) {
  const std::string bytes = std::string("\x01\x02\xff\x00", 4) + utf16("byEthnic") + std::string("\x00\x00\x07", 3);
  const auto found = hits(bytes);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].offset, 4u);
  EXPECT_EQ(found[0].length, 16u);
  EXPECT_EQ(found[0].encoding, Encoding::utf16le);
  EXPECT_TRUE(hits(utf16("standbyEthnic")).empty());
}

// 人脸比对 in GBK (GB 18030-2005, two-byte part): C8 CB C1 B3 B1 C8 B6 D4.
TEST(MarkerScan, A_chinese_word_is_found_in_gbk_but_not_across_two_characters) {
  const std::string word = "\xc8\xcb\xc1\xb3\xb1\xc8\xb6\xd4";
  const auto found = hits("menu: " + word + "\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].marker->id, "words-face-compare-zh");
  EXPECT_EQ(found[0].encoding, Encoding::gbk);
  EXPECT_EQ(found[0].offset, 6u);
  EXPECT_TRUE(hits("\xb0" + word + "\xb0").empty()) << "one byte off: other characters";
}

TEST(MarkerScan, A_mangled_name_of_cxx_carries_its_length_and_counts) {
  EXPECT_EQ(hits("_ZN17NET_FACE_ATTRIBUTE6emRaceE").size(), 1u);
  EXPECT_TRUE(hits("_ZN17NET_FACE_ATTRIBUTE7emRaceE").empty()) << "the length is another's";
}

TEST(MarkerScan, A_word_that_needs_company_counts_within_one_kibibyte_of_it) {
  const std::string near(900, ' '), far(1100, ' ');
  EXPECT_EQ(hits("NationEnabled" + near + "SexEnabled").size(), 1u);
  EXPECT_TRUE(hits("NationEnabled" + far + "SexEnabled").empty());
  EXPECT_TRUE(hits("NationEnabled" + near + "UniSexEnabled").empty());
}

TEST(MarkerScan, A_word_at_the_first_and_last_byte_is_found) {
  EXPECT_EQ(hits("byEthnic").size(), 1u);
  EXPECT_EQ(hits(utf16("byEthnic")).size(), 1u);
}

TEST(MarkerScan, Nothing_and_noise_give_nothing) {
  EXPECT_TRUE(hits("").empty());
  std::string noise(1 << 20, '\0');
  std::uint32_t state = 1;
  for (char& c : noise) c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  EXPECT_TRUE(hits(noise).empty());
}

}  // namespace
}  // namespace lenscap::test::marker_scan_test
