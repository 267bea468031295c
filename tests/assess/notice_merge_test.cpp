// The newest state of a process, after the examples of the standard and of what publishers do.
#include "assess/notice_merge.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lenscap::assess {
namespace {

using model::Amount;
using model::Deal;
using model::Organisation;
using model::Release;
using Words = std::vector<std::string>;

Amount pounds(std::int64_t n) { return {n * 100, "GBP", std::to_string(n)}; }

Deal award(const std::string& id, std::int64_t value) {
  Deal deal;
  deal.id = id;
  deal.value = pounds(value);
  return deal;
}
Organisation party(const std::string& id, const std::string& name) {
  Organisation one;
  one.id = id;
  one.name = name;
  return one;
}
Release release(const std::string& id, const std::string& date) {
  Release one;
  one.ocid = "ocds-1";
  one.id = id;
  one.date = {date.substr(0, 10), date};
  one.place.row = 1;
  return one;
}
Words noted(const MergedNotice& merged) {
  Words what;
  for (const auto& note : merged.notes) what.push_back(note.what);
  return what;
}

TEST(NoticeMerge, A_corrected_sum_counts_once_and_the_newest_wins) {
  auto first = release("1", "2020-01-01T10:00:00Z"), second = release("2", "2020-01-02T10:00:00Z");
  first.title = "Cameras";
  first.deals = {award("a", 100), award("b", 7)};
  second.deals = {award("a", 150)};
  const auto merged = merge_releases(std::vector{first, second});
  EXPECT_EQ(merged.release.title, "Cameras") << "what the newer one does not say stays";
  ASSERT_EQ(merged.release.deals.size(), 2U);
  EXPECT_EQ(merged.release.deals[0].value, pounds(150));
  EXPECT_EQ(merged.release.deals[1].value, pounds(7));
  EXPECT_EQ(merged.release.id, "2");
  EXPECT_EQ(merged.release.tags, Words{"compiled"});
  EXPECT_TRUE(merged.notes.empty());
}

TEST(NoticeMerge, Releases_out_of_order_and_given_twice_are_told_and_change_nothing) {
  auto first = release("1", "2020-01-01T10:00:00Z"), second = release("2", "2020-01-02T10:00:00Z");
  first.deals = {award("a", 100)};
  second.deals = {award("a", 150)};
  auto again = second;
  again.place.row = 9;
  const auto merged = merge_releases(std::vector{second, first, again});
  ASSERT_EQ(merged.release.deals.size(), 1U);
  EXPECT_EQ(merged.release.deals[0].value, pounds(150));
  EXPECT_EQ(noted(merged), (Words{"release_order", "duplicate_release"}));
  EXPECT_EQ(merged.notes[1].place.row, 9U);
}

TEST(NoticeMerge, Moments_are_compared_across_time_zones) {
  // 00:30 in Berlin on the second is 23:30 in London on the first.
  auto berlin = release("b", "2020-01-02T00:30:00+01:00"), london = release("l", "2020-01-01T23:45:00Z");
  berlin.title = "older";
  london.title = "newer";
  EXPECT_EQ(merge_releases(std::vector{london, berlin}).release.title, "newer");
  EXPECT_EQ(moment_of({"1970-01-02", "1970-01-02"}) - moment_of({"1970-01-01", "1970-01-01T00:00:00Z"}), 86'400);
  EXPECT_EQ(moment_of(berlin.date), moment_of({"2020-01-01", "2020-01-01T23:30:00Z"}));
}

TEST(NoticeMerge, A_release_without_a_date_is_the_oldest) {
  auto undated = release("u", ""), dated = release("d", "2010-01-01");
  undated.title = "undated";
  dated.title = "dated";
  const auto merged = merge_releases(std::vector{dated, undated});
  EXPECT_EQ(merged.release.title, "dated");
  EXPECT_EQ(noted(merged), Words{"date_missing"});
}

TEST(NoticeMerge, Parties_are_one_by_id_and_deals_follow_them) {
  auto first = release("1", "2020-01-01"), second = release("2", "2020-01-02");
  first.parties = {party("B", "Council"), party("S1", "Acme")};
  first.buyers = {0};
  first.deals = {award("a", 1)};
  first.deals[0].suppliers = {1};
  second.parties = {party("S2", "Bolt"), party("S1", "ACME"), party("B", "Council")};
  second.parties[1].identifiers = {{"GB-COH", "05916042"}};
  second.buyers = {2};
  second.deals = {award("a", 2), award("b", 3)};
  second.deals[0].suppliers = {1};
  second.deals[1].suppliers = {0};
  const auto merged = merge_releases(std::vector{first, second}).release;
  ASSERT_EQ(merged.parties.size(), 3U);
  const auto name = [&](std::uint32_t at) { return merged.parties.at(at).name; };
  ASSERT_EQ(merged.buyers.size(), 1U);
  EXPECT_EQ(name(merged.buyers[0]), "Council");
  ASSERT_EQ(merged.deals.size(), 2U);
  ASSERT_EQ(merged.deals[0].suppliers.size(), 1U) << "named in both releases, one supplier";
  EXPECT_EQ(name(merged.deals[0].suppliers[0]), "ACME");
  EXPECT_EQ(merged.parties[merged.deals[0].suppliers[0]].identifiers.size(), 1U);
  EXPECT_EQ(name(merged.deals[1].suppliers.at(0)), "Bolt");
}

TEST(NoticeMerge, An_id_that_each_notice_gives_anew_does_not_make_two_companies_one) {
  auto first = release("1", "2020-01-01"), second = release("2", "2020-01-02");
  first.parties = {party("org-1", "Acme Ltd")};
  first.deals = {award("a", 1)};
  first.deals[0].suppliers = {0};
  second.parties = {party("org-1", "Bolt PLC")};
  second.deals = {award("b", 2)};
  second.deals[0].suppliers = {0};
  const auto merged = merge_releases(std::vector{first, second}).release;
  ASSERT_EQ(merged.deals.size(), 2U);
  EXPECT_EQ(merged.parties.at(merged.deals[0].suppliers.at(0)).name, "Acme Ltd");
  EXPECT_EQ(merged.parties.at(merged.deals[1].suppliers.at(0)).name, "Bolt PLC");
}

TEST(NoticeMerge, A_list_without_ids_is_replaced_as_a_whole) {
  auto first = release("1", "2020-01-01"), second = release("2", "2020-01-02");
  first.deals = {award("", 1), award("", 2)};
  second.deals = {award("", 5)};
  first.tender_items = {{"1", "camera", {}, "10", "", {}}, {"2", "cable", {}, "", "", {}}};
  second.tender_items = {{"1", "", {}, "12", "", {}}};
  const auto merged = merge_releases(std::vector{first, second}).release;
  ASSERT_EQ(merged.deals.size(), 1U);
  EXPECT_EQ(merged.deals[0].value, pounds(5));
  ASSERT_EQ(merged.tender_items.size(), 2U) << "with ids, they are merged";
  EXPECT_EQ(merged.tender_items[0].description, "camera");
  EXPECT_EQ(merged.tender_items[0].quantity, "12");
}

TEST(NoticeMerge, A_null_takes_a_value_away) {
  auto first = release("1", "2020-01-01"), second = release("2", "2020-01-02");
  first.tender_value = pounds(9);
  first.deals = {award("a", 1), award("b", 2)};
  second.more = {{"null", "/tender/value"}, {"null", "/awards/a/value"}};
  const auto merged = merge_releases(std::vector{first, second}).release;
  EXPECT_EQ(merged.tender_value, Amount{});
  EXPECT_EQ(merged.deals.at(0).value, Amount{});
  EXPECT_EQ(merged.deals.at(1).value, pounds(2));
  EXPECT_TRUE(merged.more.empty());
}

TEST(NoticeMerge, A_currency_alone_does_not_take_the_sum_away) {
  auto first = release("1", "2020-01-01"), second = release("2", "2020-01-02");
  first.tender_value = pounds(9);
  second.tender_value.currency = "GBP";
  EXPECT_EQ(merge_releases(std::vector{first, second}).release.tender_value, pounds(9));
}

TEST(NoticeMerge, Nothing_makes_nothing) {
  EXPECT_EQ(merge_releases({}).release.deals.size(), 0U);
  EXPECT_TRUE(merge_releases({}).notes.empty());
}

}  // namespace
}  // namespace lenscap::assess
