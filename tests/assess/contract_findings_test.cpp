// Purchases after a rule began, by someone it binds; and everything that looks like one and is none.
#include <gtest/gtest.h>

#include "assess/contract_builder.hpp"

namespace lenscap::test::contract_findings_test {
namespace {

std::vector<std::string> keys(const Assessed& a, std::vector<std::string> whos = {}) {
  std::vector<std::string> all;
  for (const auto& f : a.findings(std::move(whos))) all.push_back(f.key + (f.why_not.empty() ? "" : ":" + f.why_not));
  return all;
}

using Keys = std::vector<std::string>;

TEST(ContractFindings, A_council_that_buys_from_the_party_after_the_rule_began_is_found_with_its_day) {
  const Assessed a(
      {ReleaseBuilder("x", "2024-05-06").buyer("Merton Council").deal("1", "Hikvision UK Ltd", "100", "2024-05-01")});
  const auto found = a.findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "bought_after_rule");
  EXPECT_EQ(found[0].rule.rule, "town-ban");
  EXPECT_EQ(to_string(found[0].date), "2024-05-01");
  EXPECT_STREQ(found[0].date_kind, "award_date");
  EXPECT_EQ(found[0].who, "uk-council");
  EXPECT_TRUE(found[0].who_guessed);
}

TEST(ContractFindings, Before_the_rule_began_only_the_name_is_told) {
  const Assessed a(
      {ReleaseBuilder("x", "2022-12-31").buyer("Merton Council").deal("1", "Hikvision UK Ltd", "100", "2022-12-31")});
  EXPECT_EQ(keys(a), Keys{"names_party:before_rule"});
  const Assessed first_day(
      {ReleaseBuilder("x", "2023-01-01").buyer("Merton Council").deal("1", "Hikvision UK Ltd", "100", "2023-01-01")});
  EXPECT_EQ(keys(first_day), Keys{"bought_after_rule"});
}

TEST(ContractFindings, The_day_is_that_of_award_then_signature_then_start_then_release) {
  const auto date_kind = [](const Release& r) {
    return std::string(Assessed({r}).findings({"uk-council"}).at(0).date_kind);
  };
  EXPECT_EQ(date_kind(ReleaseBuilder("x", "2024-09-09").deal("1", "Hikvision", "5", "2024-01-01")), "award_date");
  EXPECT_EQ(date_kind(ReleaseBuilder("x", "2024-09-09").deal("c", "Hikvision", "5", "2024-01-01", "1")), "date_signed");
  EXPECT_EQ(date_kind(ReleaseBuilder("x", "2024-09-09").deal("1", "Hikvision", "5").period("2024-02-02", "")),
            "period_start");
  EXPECT_EQ(date_kind(ReleaseBuilder("x", "2024-09-09").deal("1", "Hikvision", "5")), "release_date");
  EXPECT_EQ(date_kind(ReleaseBuilder("x", "").deal("1", "Hikvision", "5")), "");
}

TEST(ContractFindings, A_year_that_holds_the_rules_start_decides_nothing) {
  const Assessed a({ReleaseBuilder("x", "2023-06-01").buyer("Merton Council").deal("1", "Hikvision", "100", "2023")});
  EXPECT_EQ(keys(a), Keys{"bought_after_rule"}) << "the rule began with that year";
  auto later = made_knowledge();
  later.rules[0].from = model::Date{2023, 7, 1};
  const auto found = assess::find_in_contracts(a.ledger, a.screened, later, made_asks(), {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "date_undecided");
}

TEST(ContractFindings, Without_any_date_nothing_is_decided) {
  EXPECT_EQ(keys(Assessed({ReleaseBuilder("x", "").buyer("Merton Council").deal("1", "Hikvision", "100")})),
            Keys{"date_undecided"});
}

TEST(ContractFindings, A_buyer_of_unknown_kind_is_bound_by_nothing_known) {
  const Assessed a(
      {ReleaseBuilder("x", "2024-05-06").buyer("Anglia Housing Group").deal("1", "Hikvision", "100", "2024-05-01")});
  EXPECT_EQ(keys(a), Keys{"names_party:who_unknown"});
  EXPECT_EQ(keys(a, {"uk-council"}), Keys{"bought_after_rule"});
  EXPECT_FALSE(a.findings({"uk-council"})[0].who_guessed);
}

TEST(ContractFindings, A_list_that_controls_exports_does_not_forbid_buying) {
  const Assessed a(
      {ReleaseBuilder("x", "2024-05-06").buyer("Agency").deal("1", "Hikvision", "100", "2024-05-01", "", "USD")});
  EXPECT_EQ(keys(a, {"us-federal"}), Keys{"names_party:listed_only"});
}

TEST(ContractFindings, An_installer_whose_items_are_restricted_is_found_by_the_item) {
  const Assessed a({ReleaseBuilder("x", "2024-05-06")
                        .buyer("Merton Council")
                        .title("CCTV for the depot")
                        .deal("1", "Bright Installers Ltd", "100", "2024-05-01")
                        .item("4 x DS-2CD2143G2-I, 4 MP dome", "35125300")});
  const auto found = a.findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "restricted_item_other_supplier");
  ASSERT_NE(found[0].hit, assess::no_row);
  EXPECT_EQ(a.ledger.hits[found[0].hit].where, "/awards/0/items/0/description");
  EXPECT_EQ(a.ledger.hits[found[0].hit].text, "4 x DS-2CD2143G2-I, 4 MP dome");
}

TEST(ContractFindings, Neither_a_code_nor_a_word_is_a_finding) {
  const Assessed a({ReleaseBuilder("x", "2024-05-06")
                        .buyer("Merton Council")
                        .title("CCTV cameras and video surveillance system")
                        .deal("1", "Bright Installers Ltd", "100", "2024-05-01")
                        .item("Security cameras", "35125300"),
                    ReleaseBuilder("y", "2024-05-06")
                        .buyer("Merton Council")
                        .title("High Speed Camera")
                        .deal("1", "Lab Ltd", "100", "2024-05-01")
                        .item("Digital cameras", "38651600")});
  EXPECT_TRUE(a.findings().empty());
}

TEST(ContractFindings, What_may_be_the_party_is_told_as_that) {
  EXPECT_EQ(
      keys(Assessed(
          {ReleaseBuilder("x", "2024-05-06").buyer("Merton Council").deal("1", "Maybe Ltd", "100", "2024-05-01")})),
      Keys{"names_party:may_be"});
}

TEST(ContractFindings, A_contract_of_before_that_is_extended_after_shows_both_days) {
  const Assessed a(
      {ReleaseBuilder("x", "2021-01-02").buyer("Merton Council").deal("1", "Hikvision", "100", "2021-01-01"),
       ReleaseBuilder("x", "2024-03-04", "awardUpdate").buyer("Merton Council").deal("1", "Hikvision", "150")});
  const auto found = a.findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "extended_after_rule");
  EXPECT_EQ(to_string(found[0].date), "2024-03-04");
  EXPECT_EQ(to_string(a.ledger.states[found[0].state].date), "2021-01-01");
}

TEST(ContractFindings, A_contract_of_before_that_was_changed_before_is_not_extended_after) {
  const Assessed a(
      {ReleaseBuilder("x", "2021-01-02").buyer("Merton Council").deal("1", "Hikvision", "100", "2021-01-01"),
       ReleaseBuilder("x", "2022-03-04", "awardUpdate").buyer("Merton Council").deal("1", "Hikvision", "150")});
  EXPECT_EQ(keys(a), Keys{"names_party:before_rule"});
}

TEST(ContractFindings, What_was_cancelled_was_not_bought) {
  EXPECT_TRUE(Assessed({ReleaseBuilder("x", "2024-05-06")
                            .buyer("Merton Council")
                            .deal("1", "Hikvision", "5", "2024-05-01")
                            .status("cancelled")})
                  .findings()
                  .empty());
}

TEST(ContractPatterns, Sums_just_under_a_threshold_are_a_pattern_only_when_a_buyer_has_several) {
  // 214,904 with 20 % VAT is 179,086.66 without.
  const auto award = [](const char* ocid, const char* sum) {
    return ReleaseBuilder(ocid, "2024-05-06").buyer("Merton Council").deal("1", "S", sum, "2024-05-01");
  };
  EXPECT_TRUE(Assessed({award("1", "179000")}).patterns().found.empty());
  const auto found = Assessed({award("1", "179000"), award("2", "175000"), award("3", "179087"), award("4", "160000")})
                         .patterns()
                         .found;
  std::size_t under = 0;
  for (const auto& p : found)
    if (p.key == "just_under_threshold") {
      ++under;
      EXPECT_EQ(p.states.size(), 2u) << "179,087 is above, 160,000 far below";
    }
  EXPECT_EQ(under, 1u);
}

TEST(ContractPatterns, Awards_of_one_day_in_several_processes_are_a_pattern_and_lots_are_none) {
  const Assessed lots({ReleaseBuilder("1", "2024-05-06")
                           .buyer("B")
                           .deal("1", "S", "10", "2024-05-01")
                           .deal("2", "S", "20", "2024-05-01")});
  EXPECT_TRUE(lots.patterns().found.empty());
  const Assessed apart({ReleaseBuilder("1", "2024-05-06").buyer("B").deal("1", "S", "10", "2024-05-01"),
                        ReleaseBuilder("2", "2024-05-06").buyer("B").deal("1", "S", "20", "2024-05-01"),
                        ReleaseBuilder("3", "2024-05-06").buyer("B").deal("1", "T", "20", "2024-05-01")});
  const auto found = apart.patterns().found;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "same_day_awards");
  EXPECT_EQ(assess::to_decimal(found[0].sum), "30.00");
}

TEST(ContractPatterns, A_sum_that_grows_by_half_is_a_pattern) {
  const auto grown = [](const char* sum) {
    return Assessed({ReleaseBuilder("x", "2024-01-01").buyer("B").deal("1", "S", "100", "2024-01-01"),
                     ReleaseBuilder("x", "2024-02-01", "awardUpdate").buyer("B").deal("1", "S", sum)})
        .patterns()
        .found.size();
  };
  EXPECT_EQ(grown("149.99"), 0u);
  EXPECT_EQ(grown("150"), 1u);
}

TEST(ContractPatterns, Where_nobody_says_how_many_bid_a_single_bid_is_not_computable) {
  Release unstated = ReleaseBuilder("1", "2024-05-06").buyer("B").deal("1", "S", "10");
  Release one = ReleaseBuilder("2", "2024-05-06").buyer("B").deal("1", "S", "10");
  one.tenderers = "1";
  Release five = ReleaseBuilder("3", "2024-05-06").buyer("B").deal("1", "S", "10");
  five.tenderers = "5";
  const auto patterns = Assessed({unstated, one, five}).patterns();
  ASSERT_EQ(patterns.found.size(), 1u);
  EXPECT_EQ(patterns.found[0].key, "single_bid");
  EXPECT_EQ(patterns.not_computable.at("single_bid"), 1u);
  EXPECT_EQ(patterns.computed.at("single_bid"), 2u);
}

}  // namespace
}  // namespace lenscap::test::contract_findings_test
