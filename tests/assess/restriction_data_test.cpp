// data/restrictions/ as a whole: what every entry owes its reader.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge::restriction_data_test {
namespace {

class Restriction_data : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = load_directory(LENSCAP_ROOT "/data");
    ASSERT_TRUE(loaded) << model::to_line(loaded.error());
    data = std::move(*loaded);
    ASSERT_FALSE(data.rules.empty());
    for (const Who& who : data.whos) whos.insert(who.id);
  }
  Knowledge data;
  std::set<std::string> whos;
};

TEST_F(Restriction_data, Every_rule_says_what_it_does_not_mean_and_over_what) {
  for (const Rule& rule : data.rules) {
    EXPECT_FALSE(rule.says_not.empty()) << rule.id;
    EXPECT_FALSE(rule.scope.empty()) << rule.id;
    EXPECT_FALSE(rule.issuer.empty()) << rule.id;
  }
}

TEST_F(Restriction_data, A_rule_that_forbids_says_since_when_whom_and_what) {
  for (const Rule& rule : data.rules) {
    if (!rule.forbids) continue;
    EXPECT_TRUE(rule.from) << rule.id;
    EXPECT_FALSE(rule.binds.empty()) << rule.id;
    EXPECT_FALSE(rule.acts.empty()) << rule.id;
  }
}

TEST_F(Restriction_data, Every_entry_of_a_list_says_since_when) {
  for (const Rule& rule : data.rules)
    for (const RuleParty& party : rule.parties)
      EXPECT_TRUE(party.from || rule.from) << rule.id << ": " << party.as_written;
}

TEST_F(Restriction_data, Everyone_a_rule_names_can_ask) {
  for (const Rule& rule : data.rules) {
    for (const std::string& who : rule.binds) EXPECT_TRUE(whos.count(who)) << rule.id << " binds " << who;
    for (const std::string& who : rule.not_bound) EXPECT_TRUE(whos.count(who)) << rule.id << " does not bind " << who;
  }
  for (const Who& who : data.whos)
    for (const std::string& within : who.within) EXPECT_TRUE(whos.count(within)) << who.id << " is within " << within;
}

TEST_F(Restriction_data, Nobody_is_both_bound_and_not_bound) {
  for (const Rule& rule : data.rules)
    for (const std::string& who : rule.not_bound)
      EXPECT_EQ(std::count(rule.binds.begin(), rule.binds.end(), who), 0) << rule.id << ": " << who;
}

TEST_F(Restriction_data, Every_maker_and_list_that_a_rule_refers_to_is_known) {
  for (const Rule& rule : data.rules)
    for (const RuleParty& party : rule.parties) {
      EXPECT_TRUE(party.maker.empty() || data.maker(party.maker)) << rule.id << ": " << party.maker;
      EXPECT_TRUE(party.parties_of.empty() || data.rule(party.parties_of)) << rule.id << ": " << party.parties_of;
    }
}

TEST_F(Restriction_data, The_printed_names_are_kept_as_printed) {
  const auto prints = [&](const char* rule, const char* name) {
    const Rule* found = data.rule(rule);
    return found && std::any_of(found->parties.begin(), found->parties.end(),
                                [&](const RuleParty& party) { return party.as_written == name; });
  };
  EXPECT_TRUE(prints("us-889-a1a", "Dahua Technology Company"));
  EXPECT_TRUE(prints("us-bis-el", "Dahua Technology"));
  EXPECT_TRUE(prints("us-dod-1260h", "Zhejiang Dahua Technology Co., Ltd. (Dahua)"));
  EXPECT_FALSE(prints("us-ns-cmic", "ZHEJIANG DAHUA TECHNOLOGY CO., LTD."));
}

TEST_F(Restriction_data, The_denied_Dahua_of_Flushing_is_not_the_camera_maker) {
  const Rule* denied = data.rule("us-bis-dpl");
  ASSERT_TRUE(denied);
  ASSERT_EQ(denied->parties.size(), 1u);
  EXPECT_EQ(denied->parties[0].maker, "");
  EXPECT_EQ(denied->parties[0].until, (model::Date{2025, 11, 19}));
}

TEST_F(Restriction_data, Titles_of_askers_are_words_not_ids) {
  for (const Who& who : data.whos) EXPECT_NE(who.title, who.id);
}

}  // namespace
}  // namespace lenscap::knowledge::restriction_data_test
