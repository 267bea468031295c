// Questions about parties by the names that people and rules use, each with its day and the answer that the text of the
// rule gives, worked out by hand. data/ is the real one.
#include "assess/rule_party.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "assess/restriction_diff.hpp"

namespace lenscap::assess::rule_party_test {

struct PartyQuestion {
  const char* sentence;
  const char *party, *who, *act, *on;
  const char* rule;  ///< whose answer is expected
  Status status;
  const char* date = "";  ///< of restricted_from and was_until
};

void PrintTo(const PartyQuestion& q, std::ostream* out) { *out << q.sentence; }

namespace {

using enum Status;

const knowledge::Knowledge& real_data() {
  static const knowledge::Knowledge data = [] {
    auto loaded = knowledge::load_directory(LENSCAP_ROOT "/data");
    if (!loaded) ADD_FAILURE() << model::to_line(loaded.error());
    return loaded ? std::move(*loaded) : knowledge::Knowledge{};
  }();
  return data;
}

/// The answers of every party that the name names.
std::vector<Answer> ask(const char* party, const char* who, const char* act, const char* on) {
  std::vector<Answer> all;
  for (const RuleNamed& named : find_named(party, real_data())) {
    const auto asked = ask_party(named, real_data(), {{who}, {act}, model::parse_date(on).value()});
    all.insert(all.end(), asked.answers.begin(), asked.answers.end());
  }
  return all;
}

const Answer* of_rule(const std::vector<Answer>& answers, std::string_view rule) {
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.rule == rule; });
  return found == answers.end() ? nullptr : &*found;
}

class Party_question : public ::testing::TestWithParam<PartyQuestion> {};

TEST_P(Party_question, Is_answered_as_the_rule_says) {
  const PartyQuestion& q = GetParam();
  const std::vector<Answer> answers = ask(q.party, q.who, q.act, q.on);
  const Answer* found = of_rule(answers, q.rule);
  ASSERT_NE(found, nullptr) << "nothing said of rule " << q.rule;
  EXPECT_EQ(to_string(found->status), to_string(q.status));
  if (*q.date) {
    EXPECT_EQ(found->date, q.date);
  }
}

// clang-format off
const PartyQuestion questions[] = {
  // Section 1260H: a party is on the list from the first edition that prints it to the day before the one that does not:
  // Megvii stood on that of 31 January 2024 and was removed by that of 7 January 2025. The list itself forbids no act.
  {"Megvii is on 1260H in June 2024", "Megvii", "us-dod", "buy", "2024-06-30", "us-dod-1260h", listed_not_forbidden},
  {"Megvii is off 1260H in February 2025", "Megvii", "us-dod", "buy", "2025-02-01", "us-dod-1260h", was_until, "2025-01-06"},
  {"Megvii as the list prints it", "Beijing Megvii Technology Co., Ltd. (Megvii)", "us-dod", "buy", "2024-06-30", "us-dod-1260h", listed_not_forbidden},
  {"DJI by the name that was printed until 2026", "Shenzhen DJI Innovation Technology Co., Ltd.", "us-dod", "buy", "2026-06-30", "us-dod-1260h", listed_not_forbidden},
  // Section 805(a) of the act for 2024: no contracts with listed entities from 30 June 2026; goods from 30 June 2027.
  {"A subsidiary that is listed by name, the day before section 805", "Chengdu Dahua Wisdom Information Technology Co., Ltd.", "us-dod", "contract", "2026-06-29", "us-dod-805-entities", restricted_from, "2026-06-30"},
  {"A subsidiary that is listed by name, from section 805 on", "Chengdu Dahua Wisdom Information Technology Co., Ltd.", "us-dod", "contract", "2026-06-30", "us-dod-805-entities", restricted_if},
  {"Goods of a listed company before the second day of section 805", "Quectel Wireless Solutions Co., Ltd.", "us-dod", "buy", "2026-11-23", "us-dod-805-goods", restricted_from, "2027-06-30"},

  // Section 889: (a)(1)(A) agencies buying from 13 August 2019, (a)(1)(B) contractors using and (b) grantees buying from
  // 13 August 2020; Hikvision, Dahua and Hytera for four purposes only, Huawei and ZTE for telecommunications.
  {"Hikvision in Chinese, for an agency, on the day of part A", "海康威视", "us-federal", "buy", "2019-08-13", "us-889-a1a", restricted_if},
  {"Hikvision as section 889 writes it, the day before part A", "Hangzhou Hikvision Digital Technology Company", "us-federal", "buy", "2019-08-12", "us-889-a1a", restricted_from, "2019-08-13"},
  {"A contractor's use the day before part B", "Dahua Technology Company", "us-federal-contractor", "use", "2020-08-12", "us-889-a1b", restricted_from, "2020-08-13"},
  {"A contractor's use on the day of part B", "Dahua Technology Company", "us-federal-contractor", "use", "2020-08-13", "us-889-a1b", restricted_if},
  {"Grant money for Huawei", "Huawei Technologies Company", "us-grantee", "buy", "2020-08-13", "us-889-b", restricted_if},
  {"A grantee uses what it has: (b) speaks of spending", "ZTE Corporation", "us-grantee", "use", "2021-01-01", "us-889-b", listed_not_forbidden},
  {"A county with its own money", "Hytera Communications Corporation", "us-state-local", "buy", "2024-06-01", "us-889-a1a", does_not_bind},
  // Affiliates count while they are ones: Dahua owned Lorex from 6 February 2018 to 23 November 2022 as far as is known.
  {"Lorex while Dahua owned it", "Lorex", "us-federal", "buy", "2021-03-01", "us-889-a1a", restricted_if},
  {"Lorex after its sale", "Lorex", "us-federal", "buy", "2024-06-01", "us-889-a1a", was_until, "2022-11-23"},

  // Entity List, 15 CFR 744.11: supplying TO the party without a licence, from the day of its entry. Not buying from it.
  {"Buying from a party of the Entity List", "Dahua Technology", "anyone", "buy", "2024-06-01", "us-bis-el", listed_not_forbidden},
  {"A hospital uses iFlytek", "IFLYTEK", "uk-nhs", "use", "2024-06-01", "us-bis-el", listed_not_forbidden},
  {"Moyu Haishi the day before its entry, 88 FR 18983", "Moyu Haishi Electronic Technology Co., Ltd.", "exporter", "supply", "2023-03-27", "us-bis-el", restricted_from, "2023-03-28"},
  {"Moyu Haishi from its entry", "MOYU HAISHI ELECTRONIC TECHNOLOGY CO., LTD.", "exporter", "supply", "2023-03-28", "us-bis-el", restricted_if},
  {"Pishan Haishi with a curly apostrophe", "PISHAN HAISHI YONG’AN ELECTRONIC TECHNOLOGY CO., LTD.", "exporter", "supply", "2023-03-28", "us-bis-el", restricted_if},
  {"Luopu Haishi by its other name", "Luopu County Haishi Dingxin Electronic Technology Co., Ltd.", "exporter", "supply", "2023-03-28", "us-bis-el", restricted_if},
  {"Urumqi Haishi without its apostrophe", "Urumqi Haishi Xinan Electronic Technology Co., Ltd.", "exporter", "supply", "2023-03-28", "us-bis-el", restricted_if},
  {"Yutian Haishi sells to a council: the list does not forbid it", "Yutian Haishi Meitian Electronic Technology Co., Ltd.", "uk-council", "buy", "2024-06-01", "us-bis-el", listed_not_forbidden},
  {"Uniview the day before its entry of December 2024", "Zhejiang Uniview Technologies Co., Ltd.", "exporter", "supply", "2024-12-10", "us-bis-el", restricted_from, "2024-12-11"},
  {"Uniview from its entry", "Uniview", "exporter", "supply", "2024-12-11", "us-bis-el", restricted_if},
  {"NtechLab, same rule", "NtechLab", "exporter", "supply", "2025-01-01", "us-bis-el", restricted_if},
  {"SenseNets the day before the rules of June 2020", "SenseNets", "exporter", "supply", "2020-06-04", "us-bis-el", restricted_from, "2020-06-05"},
  {"A party by an alias of one word", "Vikor", "exporter", "supply", "2021-07-12", "us-bis-el", restricted_if},
  {"Tiandy from 16 December 2022", "Tianjin Tiandi Weiye Technologies Co., Ltd.", "exporter", "supply", "2022-12-16", "us-bis-el", restricted_if},
  {"CETHIK when it is not known whether it was listed", "CETHIK Group", "exporter", "supply", "2022-06-01", "us-bis-el", restricted_if},
  // Affiliates rule: 29 September to 9 November 2025, suspended to 9 November 2026, then not known here.
  {"A subsidiary under the affiliates rule", "Hikrobot", "exporter", "supply", "2025-10-15", "us-bis-affiliates", restricted_if},
  {"A subsidiary while the affiliates rule was suspended", "Hikrobot", "exporter", "supply", "2026-03-01", "us-bis-affiliates", was_until, "2025-11-09"},
  {"A subsidiary after the suspension", "Hikrobot", "exporter", "supply", "2026-11-10", "us-bis-affiliates", restricted_if},
  // Denial order of 28 September 2017, 82 FR 46480, to 19 November 2025.
  {"The denied Dahua of Flushing on the last day of its order", "DAHUA ELECTRONICS CORPORATION", "exporter", "supply", "2025-11-19", "us-bis-dpl", restricted_if},
  {"The denied Dahua of Flushing after its order", "DAHUA ELECTRONICS CORPORATION", "exporter", "supply", "2025-11-20", "us-bis-dpl", was_until, "2025-11-19"},

  // NS-CMIC: buying securities, from 60 days after the listing of 16 December 2021; nothing else.
  {"Shares of Megvii the day before", "MEGVII TECHNOLOGY LIMITED", "us-investor", "invest", "2022-02-13", "us-ns-cmic", restricted_from, "2022-02-14"},
  {"Shares of Leon, whom the Entity List writes otherwise", "Leon Technology Co., Ltd.", "us-investor", "invest", "2022-02-14", "us-ns-cmic", restricted},
  {"Goods of a company whose shares are barred", "NETPOSA TECHNOLOGIES LIMITED", "us-investor", "buy", "2024-06-01", "us-ns-cmic", listed_not_forbidden},

  // Covered List since 12 March 2021, orders FCC 22-84 from 6 February 2023 and FCC 25-71 from 26 December 2025.
  {"The Covered List forbids no county to buy", "Hikvision", "us-state-local", "buy", "2021-03-12", "us-fcc-covered", listed_not_forbidden},
  {"Kaspersky's software on the Covered List", "Kaspersky Lab, Inc.", "us-state-local", "use", "2024-07-23", "us-fcc-covered", listed_not_forbidden},
  {"Importing Hytera from the authorisation ban", "Hytera", "us-importer", "import", "2023-02-06", "us-fcc-auth", restricted_if},
  {"Earlier authorisations from the second order", "Dahua", "us-importer", "market", "2025-12-25", "us-fcc-prior", restricted_from, "2025-12-26"},

  // United Kingdom: departments, sensitive sites, deployment. Canada: federal bodies, Hikvision. Quebec: public bodies, what
  // was acquired after 21 December 2023, not municipalities. Australia: Defence. Taiwan: any mainland maker.
  {"A council buys Hikvision", "Hikvision", "uk-council", "buy", "2024-06-01", "uk-sensitive-2022", does_not_bind},
  {"A department installs Dahua on the day of the statement", "Dahua", "uk-government", "install", "2022-11-24", "uk-sensitive-2022", restricted_if},
  {"Canada's departments buy Hikvision", "Hikvision", "ca-government", "buy", "2025-06-27", "ca-gov-2025", restricted},
  {"The order to close Hikvision Canada forbids no purchase", "Hikvision Canada Inc.", "ca-municipality", "buy", "2025-07-01", "ca-hikvision-2025", listed_not_forbidden},
  {"A Quebec public body the day before", "Hikvision", "ca-quebec-public", "install", "2023-12-20", "ca-quebec-2023", restricted_from, "2023-12-21"},
  {"A municipality of Quebec", "Dahua", "ca-municipality", "install", "2024-01-10", "ca-quebec-2023", does_not_bind},
  {"Australian Defence on the day of the announcement", "Dahua", "au-defence", "use", "2023-02-09", "au-defence-2023", restricted},
  {"Taiwan's agencies and a mainland maker", "宇视科技", "tw-government", "buy", "2022-01-01", "tw-prc-ict", restricted},
};
// clang-format on

std::string name_of(const ::testing::TestParamInfo<PartyQuestion>& info) {
  std::string name = info.param.sentence;
  for (char& c : name)
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, Party_question, ::testing::ValuesIn(questions), name_of);

TEST(Rule_party, The_denied_Dahua_of_Flushing_is_restricted_by_nothing_that_restricts_the_camera_maker) {
  const auto named = find_named("Dahua Electronics Corporation", real_data());
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].kind, NamedKind::written);
  const auto asked = ask_party(named[0], real_data(), {{"us-federal"}, {"buy"}, {2024, 6, 1}});
  for (const auto& finding : asked.restrictions) EXPECT_EQ(finding.value, "us-bis-dpl");
}

TEST(Rule_party, A_project_company_is_not_its_parent) {
  const auto named = find_named("Moyu Haishi Electronic Technology Co., Ltd.", real_data());
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].kind, NamedKind::written);
  // Section 889 names Hikvision and its affiliates; that this company is one is ownership data, not this rule's row.
  EXPECT_EQ(
      of_rule(ask("Moyu Haishi Electronic Technology Co., Ltd.", "us-federal", "buy", "2024-06-01"), "us-889-a1a"),
      nullptr);
}

TEST(Rule_party, Megvii_is_under_no_part_of_section_805_after_it_left_the_list) {
  EXPECT_EQ(of_rule(ask("Megvii", "us-dod", "contract", "2026-07-01"), "us-dod-805-entities"), nullptr);
}

TEST(Rule_party, A_name_that_a_label_and_a_listed_company_share_names_both) {
  const auto named = find_named("HIKMICRO", real_data());
  ASSERT_EQ(named.size(), 2u);
  EXPECT_EQ(named[0].id, "hikvision");
  EXPECT_EQ(named[1].kind, NamedKind::written);
  EXPECT_EQ(named[1].name, "Hangzhou Hikmicro Sensing Technology Co.");
}

TEST(Rule_party, What_nobody_is_called_is_nobody) {
  for (const char* name : {"Hikvsion", "", "…"}) EXPECT_TRUE(find_named(name, real_data()).empty()) << name;
}

std::vector<RestrictionChange> changes(const char* from, const char* to) {
  return compare_days(real_data(), model::parse_date(from).value(), model::parse_date(to).value());
}

bool has(const std::vector<RestrictionChange>& all, RuleChange kind, std::string_view rule, std::string_view party,
         std::string_view was = "") {
  return std::any_of(all.begin(), all.end(), [&](const RestrictionChange& c) {
    return c.change == kind && c.rule->id == rule && (c.party ? c.party->as_written : "") == party &&
           (was.empty() || (c.was && c.was->as_written == was));
  });
}

TEST(Restriction_diff, The_edition_of_January_2025_adds_SenseTime_and_drops_Megvii) {
  const auto all = changes("2024-12-31", "2025-02-01");
  EXPECT_TRUE(has(all, RuleChange::added, "us-dod-1260h", "SenseTime Group, Inc."));
  EXPECT_TRUE(has(all, RuleChange::ended, "us-dod-1260h", "Beijing Megvii Technology Co., Ltd. (Megvii)"));
  EXPECT_FALSE(
      has(all, RuleChange::added, "us-dod-1260h", "Hangzhou Hikvision Digital Technology Co., Ltd. (Hikvision)"));
}

TEST(Restriction_diff, A_party_printed_under_another_name_is_renamed_not_gone) {
  const auto all = changes("2026-06-07", "2026-06-08");
  EXPECT_TRUE(has(all, RuleChange::renamed, "us-dod-1260h", "Shenzhen DJI Technology Co., Ltd.",
                  "Shenzhen DJI Innovation Technology Co., Ltd."));
  EXPECT_FALSE(has(all, RuleChange::ended, "us-dod-1260h", "Shenzhen DJI Innovation Technology Co., Ltd."));
}

TEST(Restriction_diff, The_affiliates_rule_ends_and_is_then_unknown_never_back) {
  EXPECT_TRUE(
      has(changes("2025-11-09", "2025-11-10"), RuleChange::ended, "us-bis-affiliates", "parties of the Entity List"));
  const auto later = changes("2026-11-09", "2026-11-10");
  EXPECT_TRUE(has(later, RuleChange::unknown, "us-bis-affiliates", "parties of the Entity List"));
  EXPECT_FALSE(has(later, RuleChange::added, "us-bis-affiliates", "parties of the Entity List"));
}

TEST(Restriction_diff, A_rule_that_begins_is_told_once_not_by_its_parties) {
  const auto all = changes("2023-02-05", "2023-02-06");
  EXPECT_TRUE(has(all, RuleChange::added, "us-fcc-auth", ""));
  EXPECT_FALSE(has(all, RuleChange::added, "us-fcc-auth", "Dahua Technology Company"));
}

TEST(Restriction_diff, The_five_vehicles_join_the_Entity_List_on_28_March_2023) {
  const auto all = changes("2023-03-27", "2023-03-28");
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& c) { return c.rule->id == "us-bis-el"; }), 5);
  EXPECT_TRUE(changes("2023-03-28", "2023-03-28").empty());
}

}  // namespace
}  // namespace lenscap::assess::rule_party_test
