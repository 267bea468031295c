// From rules and ownership to findings, on a small world made by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "assess/restriction.hpp"
#include "assess/restriction_period.hpp"

namespace lenscap::assess::restriction_derive_test {
namespace {

using knowledge::Affiliates;
using knowledge::Brand;
using knowledge::Knowledge;
using knowledge::Maker;
using knowledge::Ownership;
using knowledge::Rule;
using knowledge::RuleParty;
using model::Confidence;
using model::Date;

Maker make_maker(const char* id, const char* country, std::vector<Ownership> owners = {}) {
  Maker maker;
  maker.id = id;
  maker.name = maker.short_name = id;
  maker.country = country;
  maker.own = {id};
  maker.owners = std::move(owners);
  return maker;
}

Ownership owned_by(const char* owner, std::optional<Date> from, std::optional<Date> until, int share = 0) {
  Ownership ownership;
  ownership.owner = owner;
  ownership.share = share;
  ownership.from = from;
  ownership.until = until;
  ownership.certainty = "verified";
  return ownership;
}

Rule make_rule(const char* id, const char* party, Affiliates affiliates) {
  Rule rule;
  rule.id = rule.title = id;
  rule.jurisdiction = "US";
  rule.nature = "law";
  rule.binds = {"agency"};
  rule.acts = {"buy"};
  rule.from = Date{2020, 1, 1};
  rule.certainty = "verified";
  rule.affiliates = affiliates;
  RuleParty row;
  row.as_written = party;
  row.maker = party;
  rule.parties = {row};
  return rule;
}

Party built_by(const char* maker) { return {maker, Confidence::confirmed, "", Confidence::unknown}; }
Party sold_as(const char* brand) { return {"", Confidence::unknown, brand, Confidence::possible}; }

std::string text(const model::Finding& finding, const char* key) { return finding.attributes.at(key); }

TEST(Restriction_derived, Named_party_is_restricted_with_the_confidence_of_its_maker) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN")};
  k.rules = {make_rule("ban", "listed", Affiliates::no)};
  const auto findings = derive_restrictions({"listed", Confidence::probable, "", Confidence::unknown}, k);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].value, "ban");
  EXPECT_EQ(findings[0].confidence, Confidence::probable);
  EXPECT_EQ(text(findings[0], "basis"), "party");
  EXPECT_EQ(text(findings[0], "status"), "forbids");
  EXPECT_EQ(text(findings[0], "from"), "2020-01-01");
  EXPECT_EQ(text(findings[0], "until"), "");
  EXPECT_EQ(findings[0].knowledge, (std::vector<std::string>{"rule:ban", "maker:listed"}));
}

TEST(Restriction_derived, Unlisted_or_unknown_maker_has_no_finding) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"), make_maker("free", "SE")};
  k.rules = {make_rule("ban", "listed", Affiliates::yes)};
  EXPECT_TRUE(derive_restrictions(built_by("free"), k).empty());
  EXPECT_TRUE(derive_restrictions(built_by(""), k).empty());
  EXPECT_TRUE(derive_restrictions(built_by("never heard of"), k).empty());
}

TEST(Restriction_derived, Subsidiary_is_reached_only_by_a_rule_that_reaches_affiliates) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"), make_maker("daughter", "US", {owned_by("listed", {}, {})})};
  k.rules = {make_rule("narrow", "listed", Affiliates::no), make_rule("wide", "listed", Affiliates::yes)};
  const auto findings = derive_restrictions(built_by("daughter"), k);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].value, "wide");
  EXPECT_EQ(text(findings[0], "basis"), "affiliate");
  EXPECT_EQ(text(findings[0], "via"), "daughter");
}

TEST(Restriction_derived, Ownership_cuts_the_days_of_an_affiliate) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN")};
  Brand brand;
  brand.id = "label";
  brand.name = "Label";
  brand.owners = {owned_by("listed", Date{2018, 2, 6}, Date{2022, 12, 31})};
  k.brands = {brand};
  k.rules = {make_rule("ban", "listed", Affiliates::yes)};
  const auto findings = derive_restrictions(sold_as("Label"), k);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(text(findings[0], "from"), "2020-01-01") << "the rule is younger than the ownership";
  EXPECT_EQ(text(findings[0], "until"), "2022-12-31");
  EXPECT_EQ(findings[0].confidence, Confidence::possible) << "of the brand";
}

TEST(Restriction_derived, Use_goes_on_being_in_doubt_after_the_affiliate_was_sold) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"),
              make_maker("daughter", "US", {owned_by("listed", Date{2018, 1, 1}, Date{2023, 12, 31})})};
  k.rules = {make_rule("ban", "listed", Affiliates::yes)};
  k.rules[0].acts = {"buy", "use"};
  const auto findings = derive_restrictions(built_by("daughter"), k);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(text(findings[1], "act"), "use");
  EXPECT_EQ(text(findings[1], "from"), "2024-01-01");
  EXPECT_EQ(text(findings[1], "doubt"), "made_while_owned");
  EXPECT_EQ(text(findings[1], "status"), "forbids_if");
}

TEST(Restriction_derived, Half_is_owned_and_less_is_not) {
  for (const auto& [share, reached] : {std::pair{49, false}, std::pair{50, true}}) {
    Knowledge k;
    k.makers = {make_maker("listed", "CN"), make_maker("daughter", "CN", {owned_by("listed", {}, {}, share)})};
    k.rules = {make_rule("half", "listed", Affiliates::majority_owned)};
    EXPECT_EQ(!derive_restrictions(built_by("daughter"), k).empty(), reached) << share << " %";
  }
}

TEST(Restriction_derived, Unknown_share_is_a_doubt_not_an_answer) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"), make_maker("daughter", "CN", {owned_by("listed", {}, {})})};
  k.rules = {make_rule("half", "listed", Affiliates::majority_owned)};
  const auto findings = derive_restrictions(built_by("daughter"), k);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(text(findings[0], "doubt"), "share_unknown");
}

TEST(Restriction_derived, Rule_for_what_parties_own_leaves_the_parties_themselves_alone) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"), make_maker("daughter", "CN", {owned_by("listed", {}, {}, 60)})};
  k.rules = {make_rule("owned", "listed", Affiliates::majority_owned)};
  k.rules[0].parties[0].owned_only = true;
  EXPECT_TRUE(derive_restrictions(built_by("listed"), k).empty());
  EXPECT_EQ(derive_restrictions(built_by("daughter"), k).size(), 1u);
}

TEST(Restriction_derived, Doubts_add_up) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN"),
              make_maker("daughter", "US", {owned_by("listed", Date{2018, 1, 1}, Date{2023, 12, 31})})};
  k.rules = {make_rule("ban", "listed", Affiliates::unknown)};
  k.rules[0].acts = {"use"};
  const auto findings = derive_restrictions(built_by("daughter"), k);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(text(findings[0], "doubt"), "affiliates_unsettled");
  EXPECT_EQ(text(findings[1], "doubt"), "affiliates_unsettled,made_while_owned");
}

TEST(Restriction_derived, Owners_in_a_circle_end) {
  Knowledge k;
  k.makers = {make_maker("a", "CN", {owned_by("b", {}, {})}), make_maker("b", "CN", {owned_by("a", {}, {})})};
  k.rules = {make_rule("ban", "b", Affiliates::yes)};
  EXPECT_EQ(derive_restrictions(built_by("a"), k).size(), 1u);
}

TEST(Restriction_derived, Law_of_origin_asks_for_the_makers_country_not_its_owners) {
  Knowledge k;
  k.makers = {make_maker("chinese", "CN"), make_maker("swedish", "SE", {owned_by("chinese", {}, {})})};
  Rule rule = make_rule("origin", "", Affiliates::yes);
  rule.parties.clear();
  rule.origin = "CN";
  k.rules = {rule};
  const auto findings = derive_restrictions(built_by("chinese"), k);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(text(findings[0], "basis"), "law_of_origin");
  EXPECT_TRUE(derive_restrictions(built_by("swedish"), k).empty());
}

TEST(Restriction_derived, Rule_for_the_parties_of_a_list_holds_only_while_they_are_on_it) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN")};
  Rule list = make_rule("list", "listed", Affiliates::no);
  list.forbids = false;
  list.parties[0].from = Date{2024, 1, 31};
  list.parties[0].until = Date{2025, 1, 6};
  Rule bar = make_rule("bar", "", Affiliates::no);
  bar.parties[0].parties_of = "list";
  k.rules = {list, bar};
  auto findings = derive_restrictions(built_by("listed"), k);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(text(findings[0], "status"), "lists");
  EXPECT_EQ(text(findings[1], "from"), "2024-01-31");
  EXPECT_EQ(text(findings[1], "until"), "2025-01-06");

  k.rules[1].from = Date{2025, 2, 1};
  EXPECT_EQ(derive_restrictions(built_by("listed"), k).size(), 1u) << "the bar came after the party had left the list";
}

TEST(Restriction_derived, Rule_that_names_itself_as_its_list_says_nothing) {
  Knowledge k;
  k.makers = {make_maker("listed", "CN")};
  Rule rule = make_rule("self", "", Affiliates::no);
  rule.parties[0].parties_of = "self";
  k.rules = {rule};
  EXPECT_TRUE(derive_restrictions(built_by("listed"), k).empty());
}

TEST(Restriction_period, Day_after_crosses_months_years_and_leap_days) {
  EXPECT_EQ(day_after({2023, 12, 31}), (Date{2024, 1, 1}));
  EXPECT_EQ(day_after({2024, 2, 28}), (Date{2024, 2, 29}));
  EXPECT_EQ(day_after({2023, 2, 28}), (Date{2023, 3, 1}));
}

TEST(Restriction_period, Periods_that_touch_on_one_day_share_that_day) {
  const Period first{std::nullopt, Date{2022, 1, 1}};
  const Period second{Date{2022, 1, 1}, std::nullopt};
  const auto both = overlap(first, second);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->from, both->until);
  EXPECT_FALSE(overlap(first, {Date{2022, 1, 2}, std::nullopt}));
}

}  // namespace
}  // namespace lenscap::assess::restriction_derive_test
