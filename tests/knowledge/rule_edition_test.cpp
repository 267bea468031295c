// Two editions of one list, and the entry that comes of them.
#include "knowledge/rule_edition.hpp"

#include <gtest/gtest.h>

#include "knowledge/files.hpp"

namespace lenscap::knowledge::rule_edition_test {
namespace {

RuleParty party(std::string name, std::vector<std::string> also = {}) {
  RuleParty row;
  row.as_written = std::move(name);
  row.also = std::move(also);
  return row;
}

Rule list_of(std::vector<RuleParty> parties) {
  Rule rule;
  rule.id = "some-list";
  rule.title = "Some \"List\"";
  rule.citation = "1 CFR 1";
  rule.jurisdiction = "US";
  rule.nature = "list";
  rule.forbids = false;
  rule.certainty = "verified";
  rule.source = "https://example.org/list";
  rule.date = {2024, 4, 14};
  rule.parties = std::move(parties);
  return rule;
}

const EntryChange* of(const EditionDiff& diff, EditionChange kind) {
  for (const auto& change : diff.changes)
    if (change.change == kind) return &change;
  return nullptr;
}

constexpr model::Date day{2024, 4, 14};

TEST(Rule_edition, Apostrophes_commas_and_case_make_no_other_name) {
  EXPECT_EQ(name_key("PISHAN HAISHI YONG’AN CO., LTD.,"), name_key("Pishan Haishi Yong'an Co., Ltd"));
  EXPECT_EQ(name_key("XIAMEN YONGAN"), name_key("Xiamen Yong‘an"));
  EXPECT_NE(name_key("Dahua Technology"), name_key("Dafa Technology"));
}

TEST(Rule_edition, What_an_edition_added_and_lacks_is_told) {
  const auto diff = compare_editions(list_of({party("Alpha Co."), party("Beta Co.")}),
                                     list_of({party("Beta Co."), party("Gamma Co.")}), day);
  ASSERT_TRUE(of(diff, EditionChange::added));
  EXPECT_EQ(of(diff, EditionChange::added)->name, "Gamma Co.");
  ASSERT_TRUE(of(diff, EditionChange::lacking));
  EXPECT_EQ(of(diff, EditionChange::lacking)->name, "Alpha Co.");
  EXPECT_EQ(diff.same, 1u);
  EXPECT_EQ(diff.names_added, std::vector<std::string>{"Gamma Co."});
  EXPECT_EQ(diff.names_gone, std::vector<std::string>{"Alpha Co."});
}

TEST(Rule_edition, An_entry_that_shares_a_full_name_is_the_same_under_another) {
  const auto diff = compare_editions(list_of({party("East China Computer Co.", {"ECC"})}),
                                     list_of({party("CETC Digital Technology Co.", {"East China Computer Co."})}), day);
  ASSERT_TRUE(of(diff, EditionChange::renamed));
  EXPECT_EQ(of(diff, EditionChange::renamed)->was, "East China Computer Co.");
  EXPECT_FALSE(of(diff, EditionChange::added));
  EXPECT_FALSE(of(diff, EditionChange::lacking));
}

TEST(Rule_edition, One_shared_word_makes_no_entry_the_same) {
  const auto diff = compare_editions(list_of({party("Alpha Trading Co.", {"COBBER"})}),
                                     list_of({party("Omega Shoes Co.", {"COBBER"})}), day);
  EXPECT_TRUE(of(diff, EditionChange::added));
  EXPECT_TRUE(of(diff, EditionChange::lacking));
}

TEST(Rule_edition, A_name_that_is_only_spelled_anew_is_counted_as_that) {
  const auto diff = compare_editions(list_of({party("ICSOSO CO. LTD.,")}), list_of({party("ICSOSO CO. LTD.")}), day);
  EXPECT_EQ(diff.names_gone.size(), 1u);
  EXPECT_EQ(diff.respelled, 1u);
  EXPECT_TRUE(diff.changes.empty());
}

TEST(Rule_edition, Who_was_to_be_listed_later_or_had_left_before_is_not_missed) {
  RuleParty later = party("Later Co."), left = party("Left Co.");
  later.from = model::Date{2024, 12, 11};
  left.until = model::Date{2023, 1, 1};
  const auto diff = compare_editions(list_of({later, left}), list_of({party("Other Co.")}), day);
  EXPECT_FALSE(of(diff, EditionChange::lacking));
}

TEST(Rule_edition, An_entry_that_prints_its_end_has_ended) {
  RuleParty over = party("Over Corp.");
  over.until = model::Date{2022, 9, 7};
  const auto diff = compare_editions(list_of({party("Over Corp.")}), list_of({over}), day);
  ASSERT_TRUE(of(diff, EditionChange::ended));
  EXPECT_EQ(of(diff, EditionChange::ended)->was, "2022-09-07");
}

TEST(Rule_edition, The_merged_rule_keeps_what_was_known_and_lifts_nothing_that_an_edition_lacks) {
  RuleParty known = party("Dahua Technology");
  known.maker = "dahua";
  known.from = model::Date{2019, 10, 9};
  known.citation = "84 FR 54002";
  RuleParty missing = party("Missing Co.");
  missing.from = model::Date{2020, 6, 5};
  const Rule merged = merge_edition(list_of({known, missing}),
                                    list_of({party("DAHUA TECHNOLOGY", {"DAHUA TECH CO."}), party("NEW CO.")}), day);
  ASSERT_EQ(merged.parties.size(), 4u);
  EXPECT_EQ(merged.parties[0].as_written, "Dahua Technology");
  EXPECT_EQ(merged.parties[0].maker, "dahua");
  EXPECT_EQ(merged.parties[0].from, (model::Date{2019, 10, 9}));
  EXPECT_EQ(merged.parties[0].also, std::vector<std::string>{"DAHUA TECH CO."});
  EXPECT_EQ(merged.parties[1].as_written, "NEW CO.");
  EXPECT_EQ(merged.parties[1].from, day) << "since when, the list does not say: known from its day only";
  EXPECT_EQ(merged.parties[2].until, (model::Date{2024, 4, 13}));
  EXPECT_EQ(merged.parties[2].certainty, "");
  EXPECT_EQ(merged.parties[3].from, day);
  EXPECT_EQ(merged.parties[3].certainty, "unknown");
}

TEST(Rule_edition, Every_period_of_a_party_stays) {
  RuleParty first = party("Back Co."), second = party("Back Co.");
  first.until = model::Date{2020, 1, 1};
  second.from = model::Date{2022, 1, 1};
  const Rule merged = merge_edition(list_of({first, second}), list_of({party("BACK CO.")}), day);
  ASSERT_EQ(merged.parties.size(), 2u);
  EXPECT_EQ(merged.parties[0].until, (model::Date{2020, 1, 1}));
  EXPECT_EQ(merged.parties[1].from, (model::Date{2022, 1, 1}));
}

TEST(Rule_edition, Who_had_left_and_is_printed_again_is_listed_again) {
  RuleParty left = party("Back Co.");
  left.maker = "back";
  left.until = model::Date{2020, 1, 1};
  const Rule merged = merge_edition(list_of({left}), list_of({party("BACK CO.")}), day);
  ASSERT_EQ(merged.parties.size(), 2u);
  EXPECT_EQ(merged.parties[1].from, day);
  EXPECT_EQ(merged.parties[1].maker, "back");
}

TEST(Rule_edition, The_entry_loads_and_is_the_rule) {
  Rule rule = list_of({party("IS'VISION \"X\" \\ CO.", {"尺 \t Co."}), party("Beta Co.")});
  rule.parties[0].from = model::Date{2020, 6, 5};
  rule.parties[1].note = "line\nbreak";
  const Folder folder;
  folder.write("list.toml", to_toml(rule));
  const auto loaded = load_directory(folder.path());
  ASSERT_TRUE(loaded) << model::to_line(loaded.error());
  ASSERT_EQ(loaded->rules.size(), 1u);
  EXPECT_EQ(loaded->rules[0].parties, rule.parties);
  EXPECT_EQ(loaded->rules[0].title, rule.title);
  EXPECT_FALSE(loaded->rules[0].forbids);
  EXPECT_TRUE(check(*loaded).empty());
}

}  // namespace
}  // namespace lenscap::knowledge::rule_edition_test
