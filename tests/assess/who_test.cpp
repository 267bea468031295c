// Names as papers write them, and who is meant: with the data that ships. What is expected stands in public sources,
// named in the entries; nothing here was copied from an answer.
#include "assess/who.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lenscap::assess::who_test {
namespace {

const knowledge::Knowledge& shipped() {
  static const knowledge::Knowledge k = [] {
    auto loaded = knowledge::load_builtin();
    if (!loaded) ADD_FAILURE() << model::to_line(loaded.error());
    return loaded ? std::move(*loaded) : knowledge::Knowledge{};
  }();
  return k;
}

struct Question {
  const char* asked;
  const char* id;  ///< of the only party that bears the name; "" for nobody
  PartyKind kind;
};

class NameOnPaper : public ::testing::TestWithParam<Question> {};

TEST_P(NameOnPaper, Is_who_bears_it_and_nobody_else) {
  const auto found = find_parties(shipped(), GetParam().asked);
  if (GetParam().id[0] == '\0') {
    EXPECT_TRUE(found.empty()) << GetParam().asked << " is taken for " << found.front().id;
    return;
  }
  ASSERT_EQ(found.size(), 1u) << GetParam().asked;
  EXPECT_EQ(found[0].id, GetParam().id) << GetParam().asked;
  EXPECT_EQ(found[0].kind, GetParam().kind) << GetParam().asked;
}

constexpr auto organisation = PartyKind::organisation;
constexpr auto lookalike = PartyKind::lookalike;

INSTANTIATE_TEST_SUITE_P(
    Hikvision, NameOnPaper,
    ::testing::Values(
        Question{"hikvision", "hikvision", organisation},
        Question{"Hangzhou Hikvision Digital Technology Co., Ltd.", "hikvision", organisation},
        Question{"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD", "hikvision", organisation},
        Question{"Hangzhou Hikvision Digital Technology Company Limited", "hikvision", organisation},
        Question{"Hangzhou Hikvision Digital Technology Company", "hikvision", organisation},
        Question{"海康威视", "hikvision", organisation}, Question{"海康威視", "hikvision", organisation},
        Question{"杭州海康威视数字技术股份有限公司", "hikvision", organisation},
        Question{"Haikang Weishi", "hikvision", organisation},
        Question{"91330000733796106P", "hikvision", organisation},
        Question{"uscc 91330000733796106p", "hikvision", organisation},
        Question{"SZSE 002415", "hikvision", organisation}, Question{"CNE100000PM8", "hikvision", organisation},
        Question{"HiLook", "hikvision", organisation}, Question{"Hikvision UK Ltd", "hikvision-uk", organisation},
        Question{"Hikvision UK Limited", "hikvision-uk", organisation},
        Question{"EZVIZ", "ezviz-network", organisation},
        Question{"Hangzhou EZVIZ Network Co., Ltd.", "ezviz-network", organisation},
        Question{"萤石网络", "ezviz-network", organisation}, Question{"HIKMICRO", "hikmicro-sensing", organisation},
        Question{"杭州海康威视系统技术有限公司", "hikvision-system-technology", organisation},
        Question{"中电海康集团有限公司", "cethik", organisation}, Question{"CETHIK", "cethik", organisation}));

INSTANTIATE_TEST_SUITE_P(
    XinjiangVehicles, NameOnPaper,
    ::testing::Values(
        Question{"Luopu Haishi Dingxin Electronic Technology Co., Ltd.", "luopu-haishi-dingxin", organisation},
        Question{"LUO PU DISTRICT HAISHI DING XIN ELECTRONIC TECHNOLOGY CO., LTD.", "luopu-haishi-dingxin",
                 organisation},
        Question{"Moyu Haishi Electronic Technology Co., Ltd.", "moyu-haishi", organisation},
        Question{"Pishan Haishi Yong'an Electronic Technology Co., Ltd.", "pishan-haishi-yongan", organisation},
        Question{"PISHAN HAISHI YONG’AN ELECTRONIC TECHNOLOGY CO., LTD.", "pishan-haishi-yongan", organisation},
        Question{"Urumqi Haishi Xin'an Electronic Technology Co., Ltd.", "urumqi-haishi-xinan", organisation},
        Question{"Yutian Haishi Meitian Electronic Technology Co., Ltd.", "yutian-haishi-meitian", organisation}));

INSTANTIATE_TEST_SUITE_P(
    Others, NameOnPaper,
    ::testing::Values(Question{"Zhejiang Dahua Technology Co., Ltd.", "dahua", organisation},
                      Question{"Dahua Technology Company", "dahua", organisation},
                      Question{"浙江大華技術股份有限公司", "dahua", organisation},
                      Question{"Lorex Technology Inc.", "lorex-technology", organisation},
                      Question{"Lorex", "lorex", PartyKind::brand},
                      Question{"杭州华橙网络科技有限公司", "huacheng-network", organisation},
                      Question{"Zhejiang Uniview Technologies Co., Ltd.", "uniview", organisation},
                      Question{"Tiandy Technologies", "tiandy", organisation},
                      Question{"Tianjin Tiandi Weiye Technologies Co., Ltd.", "tiandy", organisation},
                      Question{"Sense Time", "sensetime", organisation},
                      Question{"SENSETIME GROUP LIMITED", "sensetime-group-limited", organisation},
                      Question{"SenseTime Group, Inc.", "sensetime-group-inc", organisation},
                      Question{"SDIC Intelligence (Xiamen) Information Co., Ltd.", "meiya-pico", organisation},
                      Question{"Xiamen Meiya Pico Information Co., Ltd.", "meiya-pico", organisation},
                      Question{"Axis Communications AB", "axis", PartyKind::maker},
                      Question{"FiberHome Technologies Group", "FiberHome Technologies Group", PartyKind::listed}));

INSTANTIATE_TEST_SUITE_P(
    NotThem, NameOnPaper,
    ::testing::Values(Question{"DAHUA ELECTRONICS CORPORATION", "dahua-electronics-flushing", lookalike},
                      Question{"Dahua Electronics Corp", "dahua-electronics-flushing", lookalike},
                      Question{"UniVision Engineering Ltd", "univision-engineering", lookalike},
                      Question{"大华会计师事务所", "dahua-cpa", lookalike},
                      Question{"大华集团", "dahua-group-property", lookalike},
                      Question{"Hi-Vision", "hi-vision-television", lookalike},
                      Question{"Zhejiang Dafa Technology Co., Ltd.", "", organisation},
                      Question{"Shenzhen Dahua Lighting Co., Ltd.", "", organisation}, Question{"", "", organisation},
                      Question{"Technology Co., Ltd.", "", organisation}));

const Connected* find(const std::vector<Connected>& all, std::string_view id) {
  for (const Connected& one : all)
    if (one.owner.id == id) return &one;
  return nullptr;
}

Who ask(std::string_view name, model::Date on) {
  const auto found = find_parties(shipped(), name);
  if (found.size() != 1) ADD_FAILURE() << name << " has " << found.size() << " bearers";
  return found.empty() ? Who{} : who_is(shipped(), found.front(), on);
}

bool named_by(const std::vector<std::string>& rules, std::string_view id) {
  return std::find(rules.begin(), rules.end(), id) != rules.end();
}

TEST(Who, Lorex_was_Dahuas_on_a_day_of_2021_and_is_not_in_2024) {
  const Who then = ask("Lorex Technology Inc.", {2021, 3, 1});
  const Connected* dahua = find(then.owners, "dahua");
  ASSERT_NE(dahua, nullptr);
  EXPECT_DOUBLE_EQ(dahua->owner.least, 100);  // all of Dahua Europe, and it all of Lorex
  EXPECT_EQ(dahua->owner.half, Half::yes);
  EXPECT_EQ(dahua->owner.path, (std::vector<std::string>{"lorex-technology", "dahua-europe", "dahua"}));
  EXPECT_TRUE(named_by(dahua->rules, "us-889-a1a"));

  const Who now = ask("Lorex Technology Inc.", {2024, 6, 1});
  EXPECT_EQ(find(now.owners, "dahua"), nullptr);
  EXPECT_NE(find(now.owners, "skywatch"), nullptr);
  EXPECT_EQ(find(ask("Lorex Technology Inc.", {2017, 6, 1}).owners, "flir")->owner.least, 100);
}

TEST(Who, Between_the_agreement_and_the_latest_closing_it_is_not_known_whose_Lorex_was) {
  const Who between = ask("Lorex Technology Inc.", {2023, 1, 15});
  ASSERT_NE(find(between.owners, "dahua"), nullptr);
  EXPECT_EQ(find(between.owners, "dahua")->owner.half, Half::not_known);
  EXPECT_EQ(find(between.owners, "skywatch")->owner.half, Half::not_known);
}

TEST(Who, Hikvisions_largest_owner_holds_less_than_half) {
  const Who hikvision = ask("海康威视", {2024, 1, 1});
  ASSERT_NE(find(hikvision.owners, "cethik"), nullptr);
  EXPECT_NEAR(find(hikvision.owners, "cethik")->owner.least, 36.4808, 1e-9);
  EXPECT_EQ(find(hikvision.owners, "cethik")->owner.half, Half::no);
  EXPECT_EQ(find(hikvision.owners, "cetc")->owner.half, Half::no);  // with its institute and its fund too: 40.91
  EXPECT_NEAR(hikvision.not_known, 100 - 36.4808 - 1.94 - 2.49, 1e-6);
  const auto named = std::count_if(hikvision.rules.begin(), hikvision.rules.end(),
                                   [](const Naming& n) { return n.rule->id == "us-889-a1a" && n.by_maker; });
  EXPECT_EQ(named, 1);
}

TEST(Who, The_owners_of_each_vehicle_are_Hikvision_and_a_county_with_shares_not_known) {
  for (const char* id : {"luopu-haishi-dingxin", "moyu-haishi", "pishan-haishi-yongan", "urumqi-haishi-xinan",
                         "yutian-haishi-meitian"}) {
    const Who vehicle = ask(id, {2023, 6, 1});
    const Connected* hikvision = find(vehicle.owners, "hikvision");
    ASSERT_NE(hikvision, nullptr) << id;
    EXPECT_EQ(hikvision->owner.half, Half::said) << id;
    EXPECT_EQ(hikvision->owner.certainty, "reported") << id;
    EXPECT_DOUBLE_EQ(hikvision->owner.least, 0) << id;
    EXPECT_EQ(std::count_if(vehicle.owners.begin(), vehicle.owners.end(), [](auto& o) { return o.owner.direct; }), 2);
    ASSERT_FALSE(vehicle.rules.empty()) << id;
    for (std::size_t i = 1; i < vehicle.rules.size(); ++i)  // by name one rule; others take the parties of that one
      EXPECT_EQ(vehicle.rules[i].parties_of, "us-bis-el") << id << " " << vehicle.rules[i].rule->id;
    EXPECT_EQ(vehicle.rules[0].rule->id, "us-bis-el") << id;
    EXPECT_EQ(model::to_string(*vehicle.rules[0].from), "2023-03-28") << id;
    EXPECT_FALSE(vehicle.rules[0].holds_on({2023, 3, 27})) << id;
  }
}

TEST(Who, What_Hikvision_owns_is_seen_from_above) {
  const Who hikvision = ask("hikvision", {2023, 6, 1});
  for (const char* id : {"ezviz-network", "hikmicro-sensing", "hikvision-uk", "hikvision-usa", "moyu-haishi"})
    EXPECT_NE(find(hikvision.owned, id), nullptr) << id;
  EXPECT_DOUBLE_EQ(find(hikvision.owned, "hikvision-usa")->owner.least, 100);
  EXPECT_TRUE(named_by(find(hikvision.owned, "hikmicro-sensing")->rules, "us-bis-el"));
  EXPECT_EQ(find(hikvision.owned, "lorex-technology"), nullptr);
}

TEST(Who, Imou_was_Dahuas_in_part_until_the_agreement) {
  const Who then = ask("huacheng-network", {2024, 1, 1});
  EXPECT_NEAR(find(then.owners, "dahua")->owner.least, 32.7321, 1e-9);
  EXPECT_EQ(find(then.owners, "dahua")->owner.half, Half::no);
  EXPECT_EQ(find(ask("huacheng-network", {2025, 6, 1}).owners, "dahua"), nullptr);
}

TEST(Who, The_exporter_in_Flushing_is_not_the_maker_and_its_own_order_is_told) {
  const Who flushing = ask("DAHUA ELECTRONICS CORPORATION", {2020, 1, 1});
  EXPECT_EQ(flushing.party.lookalike->like, std::vector<std::string>{"dahua"});
  ASSERT_EQ(flushing.rules.size(), 1u);
  EXPECT_EQ(flushing.rules[0].rule->id, "us-bis-dpl");
  EXPECT_TRUE(flushing.owners.empty());
  const Who dahua = ask("dahua", {2020, 1, 1});
  EXPECT_TRUE(
      std::none_of(dahua.rules.begin(), dahua.rules.end(), [](const Naming& n) { return n.rule->id == "us-bis-dpl"; }));
  EXPECT_TRUE(std::any_of(dahua.lookalikes.begin(), dahua.lookalikes.end(),
                          [](const auto* l) { return l->id == "dahua-electronics-flushing"; }));
}

TEST(Who, A_renamed_company_is_found_under_both_names_and_named_by_lists_that_print_either) {
  const Who meiya = ask("国投智能", {2026, 1, 1});
  EXPECT_EQ(meiya.party.id, "meiya-pico");
  for (const char* rule : {"us-bis-el", "us-dod-1260h", "us-ns-cmic"})
    EXPECT_TRUE(std::any_of(meiya.rules.begin(), meiya.rules.end(), [&](const Naming& n) {
      return n.rule->id == rule && n.holds_on({2026, 1, 1});
    })) << rule;
}

TEST(Who, A_rule_that_takes_the_parties_of_another_names_them_too_and_says_so) {
  const Who hikvision = ask("hikvision", {2024, 1, 1});
  const auto grants = std::find_if(hikvision.rules.begin(), hikvision.rules.end(),
                                   [](const Naming& n) { return n.rule->id == "us-889-b"; });
  ASSERT_NE(grants, hikvision.rules.end());
  EXPECT_EQ(grants->parties_of, "us-889-a1a");
  EXPECT_EQ(grants->as_written, "Hangzhou Hikvision Digital Technology Company");
  EXPECT_EQ(model::to_string(grants->from.value_or(model::Date{})), "2020-08-13");  // its own first day, the later one
}

TEST(Who, A_rule_of_which_nobody_knows_whether_it_applies_is_kept_apart) {
  const Who usa = ask("Hikvision USA, Inc.", {2026, 11, 20});  // after the suspension of the affiliates rule
  const Connected* hikvision = find(usa.owners, "hikvision");
  ASSERT_NE(hikvision, nullptr);
  EXPECT_FALSE(named_by(hikvision->rules, "us-bis-affiliates"));
  EXPECT_TRUE(named_by(hikvision->rules_not_known, "us-bis-affiliates"));
  EXPECT_TRUE(named_by(hikvision->rules, "us-bis-el"));
}

TEST(Who, Common_words_are_said_to_be_common) {
  for (const char* word : {"大华", "Dahua", "Ecguard", "Cobber"}) {
    const auto found = find_parties(shipped(), word);
    ASSERT_EQ(found.size(), 1u) << word;
    EXPECT_TRUE(found[0].weak) << word;
  }
  EXPECT_FALSE(find_parties(shipped(), "海康威视").at(0).weak);
}

TEST(NearNames, A_slip_is_offered_and_a_shared_place_or_trade_is_not) {
  const auto slip = near_names(shipped(), "Hangzhou Hikvison Digital Technology Co., Ltd.", 5);
  EXPECT_TRUE(std::find(slip.begin(), slip.end(), "Hangzhou Hikvision Digital Technology Co., Ltd.") != slip.end());
  const auto printed = near_names(shipped(), "Hikvsion", 5);
  EXPECT_TRUE(std::find(printed.begin(), printed.end(), "Hangzhou Hikvision Digital Technology Co., Ltd.") !=
              printed.end());
  EXPECT_TRUE(near_names(shipped(), "Zhejiang Dafa Technology Co., Ltd.", 5).empty());
  EXPECT_TRUE(near_names(shipped(), "", 5).empty());
  EXPECT_LE(near_names(shipped(), "Hikvision Dahua Uniview Lorex Tiandy", 3).size(), 3u);
}

TEST(NearNames, A_name_of_ten_thousand_letters_is_answered) {
  EXPECT_TRUE(near_names(shipped(), std::string(10000, 'q'), 5).empty());
  EXPECT_TRUE(find_parties(shipped(), std::string(10000, 'q')).empty());
}

}  // namespace
}  // namespace lenscap::assess::who_test
