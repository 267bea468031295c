// [[organisation]] and [[lookalike]]: what loads, and what is wrong with what loads.
#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::organisation_test {
namespace {

std::string organisation(const std::string& id, const std::string& more = {}) {
  return entry("organisation", id, "name = \"" + id + " Co., Ltd.\"\n" + more);
}

std::string lookalike(const std::string& id, const std::string& more) {
  return entry("lookalike", id, "why = \"another company\"\n" + more);
}

/// The only problem of data that must have one.
std::string problem(const std::string& toml) {
  const auto problems = check(loaded(toml));
  if (problems.size() == 1) return problems[0].what;
  ADD_FAILURE() << problems.size() << " problems";
  for (const model::Error& error : problems) ADD_FAILURE() << model::to_line(error);
  return {};
}

TEST(Organisation, A_share_may_have_decimals_and_comes_back_from_the_text_of_a_case) {
  const Knowledge k = loaded(organisation("a") + organisation("b", "owners = [{ owner = \"a\", share = 38.88 }]"));
  const auto used = used_entry(k, "organisation:b");
  ASSERT_TRUE(used);
  const auto again = load_texts({*used});
  ASSERT_TRUE(again) << model::to_line(again.error());
  ASSERT_EQ(again->organisations.size(), 1u);
  EXPECT_EQ(again->organisations[0].owners.at(0).share, 38.88);
  EXPECT_EQ(used_entry(*again, "organisation:b")->text, used->text);
}

TEST(Organisation, A_share_that_is_not_said_is_unknown_and_not_nothing) {
  const Knowledge k = loaded(organisation("a") + organisation("b", "owners = [{ owner = \"a\" }]"));
  EXPECT_FALSE(k.organisation("b")->owners.at(0).share.has_value());
  EXPECT_EQ(k.organisation("c"), nullptr);
}

TEST(Organisation, A_share_above_the_whole_does_not_load) {
  const auto error = refused(organisation("b", "owners = [{ owner = \"a\", share = 100.01 }]"));
  EXPECT_NE(error.what.find("'share' must be a number of 0 to 100"), std::string::npos) << error.what;
  EXPECT_NE(refused(organisation("b", "owners = [{ owner = \"a\", share = nan }]")).what, "");
}

TEST(Organisation, A_layer_puts_its_entry_in_the_place_of_the_old_one) {
  const Folder folder;
  folder.write("x.toml", organisation("b", "country = \"HK\""));
  const auto k = load_directory(folder.path(), loaded(organisation("b", "country = \"CN\"")));
  ASSERT_TRUE(k);
  ASSERT_EQ(k->organisations.size(), 1u);
  EXPECT_EQ(k->organisations[0].country, "HK");
}

TEST(Organisation, An_owner_that_nobody_is_is_told) {
  EXPECT_EQ(problem(organisation("b", "owners = [{ owner = \"a\" }]")), "b: there is no organisation or maker 'a'");
}

TEST(Organisation, Holdings_of_one_day_that_pass_the_whole_are_told_and_successive_ones_are_not) {
  const std::string a = organisation("a") + organisation("c");
  EXPECT_EQ(problem(a + organisation("b", R"(owners = [{ owner = "a", share = 60 },
      { owner = "c", share = 55, from = 2020-01-01 }])")),
            "b: its owners hold 115 % on 2020-01-01");
  const std::string successive = R"(owners = [{ owner = "a", share = 60, until = 2019-12-31 },
      { owner = "c", share = 55, from = 2020-01-01 }])";
  EXPECT_TRUE(check(loaded(a + organisation("b", successive))).empty());
}

TEST(Organisation, An_owner_that_stands_twice_on_one_day_is_told) {
  EXPECT_EQ(problem(organisation("a") + organisation("b", R"(owners = [{ owner = "a", share = 10 },
      { owner = "a", share = 20, from = 2020-01-01 }])")),
            "b: a stands twice among its owners on 2020-01-01");
}

TEST(Organisation, A_holding_that_ends_before_it_begins_is_told) {
  EXPECT_EQ(problem(organisation("a") +
                    organisation("b", "owners = [{ owner = \"a\", from = 2020-01-02, until = 2020-01-01 }]")),
            "b: holding by a ends on 2020-01-01, before it begins");
}

TEST(Organisation, A_number_is_one_partys_alone) {
  const std::string number = "identifiers = [{ scheme = \"USCC\", id = \"91330000733796106P\" }]";
  EXPECT_EQ(problem(organisation("a", number) + organisation("b", number)),
            "b: USCC 91330000733796106p also belongs to a");
}

TEST(Organisation, A_makers_id_is_taken_unless_the_two_are_one_party) {
  EXPECT_EQ(problem(maker("m") + organisation("m")), "m: its id is a maker's or a brand's");
  EXPECT_TRUE(check(loaded(maker("m") + organisation("m", "maker = \"m\""))).empty());
}

TEST(Organisation, What_it_sells_is_known) {
  EXPECT_EQ(problem(organisation("a", "sells = [\"x\"]")), "a: sells 'x', which is no maker and no brand");
}

TEST(Lookalike, A_name_that_is_a_partys_own_is_told_whatever_its_commas) {
  EXPECT_EQ(problem(organisation("a") + lookalike("l", "name = \"A CO LTD\"\nlike = [\"a\"]")),
            "l: 'A CO LTD' is a name of a itself");
  EXPECT_TRUE(check(loaded(organisation("a") + lookalike("l", "name = \"Aa Co\"\nlike = [\"a\"]"))).empty());
}

TEST(Lookalike, Whom_it_is_like_is_known) {
  EXPECT_EQ(problem(lookalike("l", "name = \"L\"\nlike = [\"a\"]")), "l: there is no organisation, maker or brand 'a'");
}

}  // namespace
}  // namespace lenscap::knowledge::organisation_test
