// Who a name is, by what data/ knows.
#include "assess/screening.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lenscap::assess::screening_test {
namespace {

struct Case {
  std::string name, country, item, on;
};

const knowledge::Knowledge& known() {
  static const knowledge::Knowledge k = knowledge::load_builtin().value();
  return k;
}

NameIndex::Scratch memory;

ScreenAnswer asked(const Case& c) {
  static const Screening screening(known());
  ScreenAsk ask;
  ask.name = c.name;
  ask.country = c.country;
  ask.item = c.item;
  if (!c.on.empty()) ask.on = model::parse_date(c.on);
  return screening.ask(ask, memory).front();
}

bool has(const ScreenAnswer& answer, std::string_view key) {
  return std::any_of(answer.reasons.begin(), answer.reasons.end(), [&](const auto& r) { return r.key == key; });
}

TEST(Screening, Registered_names_in_every_script_are_the_maker) {
  for (const char* name :
       {"Hangzhou Hikvision Digital Technology Co., Ltd.", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD",
        "杭州海康威视数字技术股份有限公司", "杭州海康威視數字技術股份有限公司", "海康威视", "Нikvision"}) {
    const auto answer = asked({name, "", "", ""});
    EXPECT_EQ(answer.verdict, ScreenVerdict::is) << name;
    EXPECT_EQ(answer.party, "hikvision") << name;
    EXPECT_FALSE(answer.rules.empty()) << name;
  }
}

TEST(Screening, A_look_alike_is_cleared_with_what_it_is) {
  const auto flushing = asked({"DAHUA ELECTRONICS CORPORATION", "", "", ""});
  EXPECT_EQ(flushing.verdict, ScreenVerdict::not_them);
  EXPECT_EQ(flushing.party, "dahua-electronics-flushing");
  EXPECT_TRUE(has(flushing, "look_alike"));
  EXPECT_EQ(asked({"UniVision Engineering Limited", "HK", "", ""}).verdict, ScreenVerdict::not_them);
  EXPECT_EQ(asked({"大华会计师事务所", "", "", ""}).verdict, ScreenVerdict::not_them);
}

TEST(Screening, An_invented_name_with_the_same_place_and_trade_is_nobody) {
  const auto answer = asked({"Zhejiang Dafa Technology Co., Ltd.", "CN", "", ""});
  EXPECT_EQ(answer.verdict, ScreenVerdict::not_them);
  EXPECT_TRUE(answer.party.empty());
}

TEST(Screening, A_listed_name_with_another_place_is_a_company_there_and_not_the_listed_one) {
  for (const char* name :
       {"Dahua Technology UK Ltd", "Shenzhen Dahua Technology Co Ltd", "Huawei Technologies (UK) Co., Ltd"}) {
    const auto answer = asked({name, "", "", ""});
    EXPECT_EQ(answer.verdict, ScreenVerdict::may_be) << name;
    EXPECT_EQ(answer.decide, "owner") << name;
  }
  EXPECT_EQ(asked({"Dahua Technology (Zhejiang) Co., Ltd.", "", "", ""}).verdict, ScreenVerdict::is) << "its own place";
}

TEST(Screening, A_common_word_needs_a_second_clue) {
  EXPECT_NE(asked({"Cobber", "", "", ""}).verdict, ScreenVerdict::is);
  EXPECT_EQ(asked({"Leon Medical Centers", "US", "", ""}).verdict, ScreenVerdict::not_them);
}

TEST(Screening, A_label_stands_in_an_item_text_as_it_is_written_or_not_at_all) {
  EXPECT_EQ(asked({"", "", "Four HiLook domes, face-to-face training", ""}).party, "hikvision");
  for (const char* text : {"legal advice, face to face or by telephone", "Provide a bus to operate the timetable",
                           "Local bus service contract"}) {
    const auto answer = asked({"", "", text, ""});
    EXPECT_EQ(answer.verdict, ScreenVerdict::not_them) << text;
    EXPECT_TRUE(answer.party.empty()) << text << " " << answer.party;
  }
}

TEST(Screening, A_short_word_with_another_letter_is_another_word) {
  EXPECT_EQ(asked({"Kda", "", "", ""}).verdict, ScreenVerdict::not_them);
  EXPECT_EQ(asked({"Face", "", "", ""}).verdict, ScreenVerdict::may_be);
}

TEST(Screening, A_model_in_an_item_text_says_whose_the_article_is) {
  const auto camera = asked({"Safe Homes Installers Ltd", "GB", "4 x DS-2CD2143G2-I, 4 MP dome", ""});
  EXPECT_EQ(camera.verdict, ScreenVerdict::sells);
  EXPECT_EQ(camera.party, "hikvision");
  EXPECT_TRUE(has(camera, "item_model"));
  EXPECT_EQ(asked({"", "", "ipc-hfw5241e", ""}).party, "dahua");
  const auto label = asked({"", "", "32-ch NVR HiLook", ""});
  EXPECT_EQ(label.verdict, ScreenVerdict::sells);
  EXPECT_EQ(label.party, "hikvision");
}

TEST(Screening, A_label_is_the_owners_only_while_it_owned_it) {
  EXPECT_EQ(asked({"Lorex Technology Inc.", "CA", "", "2021-03-01"}).verdict, ScreenVerdict::owned_by);
  EXPECT_NE(asked({"Lorex Technology Inc.", "CA", "", "2024-03-01"}).verdict, ScreenVerdict::owned_by);
}

TEST(Screening, A_number_decides_whatever_the_name_says) {
  const Screening screening(known());
  ScreenAsk ask;
  ask.name = "Some Trading Co";
  ask.identifiers = {{"USCC", "91330000733796106P"}};
  const auto answers = screening.ask(ask, memory);
  EXPECT_EQ(answers.front().verdict, ScreenVerdict::is);
  EXPECT_EQ(answers.front().party, "hikvision");
}

TEST(Screening, Every_name_of_a_maker_that_a_rule_names_is_found_and_no_look_alike_is_taken_for_one) {
  const Screening screening(known());
  std::size_t all = 0, found = 0;
  for (const auto& maker : known().makers) {
    const bool named = std::any_of(known().rules.begin(), known().rules.end(), [&](const auto& rule) {
      return std::any_of(rule.parties.begin(), rule.parties.end(), [&](const auto& p) { return p.maker == maker.id; });
    });
    if (!named) continue;
    std::vector<std::string> forms = maker.own;
    forms.push_back(maker.name);
    for (const auto& form : forms) {
      ScreenAsk ask;
      ask.name = form;
      ask.country = maker.country;
      const auto answer = screening.ask(ask, memory).front();
      const bool right = answer.party == maker.id && answer.verdict == ScreenVerdict::is;
      ++all;
      found += right;
      if (!right) std::cout << "not found: " << form << " (" << maker.id << ")\n";
    }
  }
  EXPECT_GT(all, 50u);
  EXPECT_GE(double(found), 0.98 * double(all));
  for (const auto& other : known().lookalikes) {
    std::vector<std::string> forms = other.forms;
    forms.push_back(other.name);
    for (const auto& form : forms) {
      ScreenAsk ask;
      ask.name = form;
      ask.country = other.country;
      EXPECT_EQ(screening.ask(ask, memory).front().verdict, ScreenVerdict::not_them) << form << " (" << other.id << ")";
    }
  }
}

TEST(Screening, Two_names_are_compared_alone) {
  const Screening screening(known());
  EXPECT_EQ(screening.compare("PLA", "People’s Liberation Army").verdict, ScreenVerdict::is);
  EXPECT_EQ(screening.compare("Siemens AG", "Volkswagen AG").verdict, ScreenVerdict::not_them);
  EXPECT_EQ(screening.compare("", "Siemens").verdict, ScreenVerdict::not_them);
}

}  // namespace
}  // namespace lenscap::assess::screening_test
