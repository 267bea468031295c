// Two names, compared word by word: what makes them one, what keeps them apart, and how well that agrees with what
// people labelled (evidence/lists/name-pairs.csv, where it is there).
#include "assess/name_compare.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "knowledge/knowledge.hpp"
#include "sources/csv_rows.hpp"

namespace lenscap::assess::name_compare_test {
namespace {

const NameVocabulary& vocabulary() {
  static const knowledge::Knowledge k = knowledge::load_builtin().value();
  static const NameVocabulary words(k.name_words);
  return words;
}

NameForm form(std::string_view name) {
  static NameReader reader(vocabulary());
  NameForm out;
  reader.read(name, out);
  return out;
}

NameMatch compared(std::string_view a, std::string_view b) { return compare_names(form(a), form(b)); }
bool same(std::string_view a, std::string_view b) { return compared(a, b).bond == NameBond::same; }

constexpr std::string_view dahua = "Zhejiang Dahua Technology Co., Ltd.";

TEST(NameCompare, Legal_forms_in_many_languages_tell_no_company_from_another) {
  EXPECT_TRUE(same("Siemens Aktiengesellschaft", "Siemens AG"));
  EXPECT_TRUE(same("OAO Gazprom", "Open Joint Stock Company Gazprom"));
  EXPECT_TRUE(same("Bowne Solutions, S.A.R.L.", "Bowne Solutions SARL"));
  EXPECT_TRUE(same("ZHEJIANG DAHUA TECHNOLOGY CO LTD", dahua));
  EXPECT_TRUE(same("SiemensAG", "Siemens AG"));
}

TEST(NameCompare, A_Chinese_name_is_its_romanised_one_word_by_word) {
  EXPECT_TRUE(same("浙江大华技术股份有限公司", dahua));
  EXPECT_TRUE(same("浙江大華技術股份有限公司", "浙江大华技术股份有限公司"));
}

TEST(NameCompare, Chinese_letters_that_only_sound_alike_are_another_name) {
  EXPECT_EQ(compared("达华", "大华").bond, NameBond::none);
}

TEST(NameCompare, Cyrillic_letters_among_Latin_ones_full_width_and_invisible_ones_hide_nothing) {
  EXPECT_TRUE(same("Нikvision", "Hikvision"));  // U+041D
  EXPECT_TRUE(form("Нikvision").notes.look_alike);
  EXPECT_TRUE(same("Ｈｉｋｖｉｓｉｏｎ", "Hikvision"));
  EXPECT_TRUE(form("Ｈｉｋｖｉｓｉｏｎ").notes.width);
  EXPECT_TRUE(same("Hik\xe2\x80\x8bvision", "Hikvision"));
  EXPECT_TRUE(form("Hik\xe2\x80\x8bvision").notes.invisible);
}

TEST(NameCompare, Words_may_be_joined_or_split) {
  EXPECT_TRUE(
      same("LUOPU HAISHI DINGXIN ELECTRONIC TECHNOLOGY", "Luopu Haishi Ding Xin Electronic Technology Co., Ltd."));
  EXPECT_TRUE(same("FIBER HOME", "FiberHome"));
  EXPECT_TRUE(same("IS'VISION", "ISVISION"));
  EXPECT_TRUE(same("SHANGHAI IS?VISION CO.", "Shanghai Isvision"));
}

TEST(NameCompare, Another_word_that_tells_is_another_company_whatever_else_agrees) {
  EXPECT_EQ(compared("Zhejiang Dafa Technology Co., Ltd.", dahua).bond, NameBond::none);
  EXPECT_EQ(compared("Zhejiang Uniview Technologies Co., Ltd.", dahua).bond, NameBond::none);
  EXPECT_FALSE(same("China Railroad Engineering Corporation", "China Railway Engineering Corporation"));
  EXPECT_FALSE(same("DAHUA ELECTRONICS CORPORATION", dahua));
}

TEST(NameCompare, Other_places_and_numbers_are_other_companies) {
  EXPECT_FALSE(same("Bank of China (Hong Kong) Limited", "Bank of China (Singapore) Limited"));
  EXPECT_FALSE(same("Apollo Investment Fund VIII L.P.", "Apollo Investment Fund IX L.P."));
  EXPECT_TRUE(same("Brigade Fourty-four", "Brigade 44"));
}

TEST(NameCompare, A_misprint_is_one_only_where_no_other_word_is_meant) {
  EXPECT_TRUE(same("Samsong Electronics Co., Ltd.", "Samsung Electronics Co., Ltd."));
  EXPECT_FALSE(same("Networx", "Networks"));
  EXPECT_FALSE(same("BD p.l.c.", "BP p.l.c."));
}

TEST(NameCompare, Edits_count_an_exchange_of_neighbours_once_and_stop_at_the_bound) {
  EXPECT_EQ(edits_between("appel", "apple", 2), 1);
  EXPECT_EQ(edits_between("dafa", "dahua", 2), 2);
  EXPECT_EQ(edits_between("dafa", "dahua", 1), 2);
  EXPECT_EQ(edits_between("", "ab", 1), 2);
}

TEST(NameCompare, A_name_of_one_letter_and_one_of_ten_kilobytes_are_read) {
  EXPECT_EQ(form("A").count, 1u);
  EXPECT_TRUE(form("...").empty());
  std::string longest = "Hikvision";
  for (int i = 0; i < 2000; ++i) longest += " word" + std::to_string(i);
  const NameForm read = form(longest);
  EXPECT_TRUE(read.notes.cut);
  EXPECT_LE(read.count, most_tokens);
  EXPECT_EQ(read.of(0), "hikvision");
}

TEST(NameCompare, Every_beginning_of_a_name_is_read) {
  const std::string name = "Нikvision 杭州海康威视數字技術 (Ｌｔｄ) \xff\xe2\x80 S.p.A. forty-four";
  for (std::size_t n = 0; n <= name.size(); ++n) EXPECT_LE(form(name.substr(0, n)).count, most_tokens);
}

struct Counts {
  int right = 0, wrong = 0, missed = 0;
  double precision() const { return right / double(right + wrong); }
  double recall() const { return right / double(right + missed); }
};

TEST(NameCompare, Labelled_pairs_of_companies_are_told_in_both_halves_of_the_list) {
  const std::string path = LENSCAP_ROOT "/../shared/evidence/lists/name-pairs.csv";
  if (!std::filesystem::exists(path))
    GTEST_SKIP() << "no " << path << ": the quality on labelled pairs is NOT measured";
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  sources::CsvRows rows({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  rows.next();  // case_group,schema,name1,name2,is_match,…
  Counts halves[2];
  for (int number = 0; const auto* row = rows.next();) {
    ASSERT_GE(row->fields.size(), 5u);
    if (row->fields[1] != "Company" && row->fields[1] != "Organization") continue;
    const NameMatch match = compared(row->fields[2], row->fields[3]);
    const bool is = match.bond == NameBond::same || match.acronym, truth = row->fields[4] == "true";
    Counts& counts = halves[number++ % 2];
    counts.right += is && truth;
    counts.wrong += is && !truth;
    counts.missed += !is && truth;
  }
  for (const Counts& counts : halves) {
    std::cout << "precision " << counts.precision() << " recall " << counts.recall() << "\n";
    EXPECT_GE(counts.precision(), 0.95);
    EXPECT_GE(counts.recall(), 0.85);
  }
}

}  // namespace
}  // namespace lenscap::assess::name_compare_test
