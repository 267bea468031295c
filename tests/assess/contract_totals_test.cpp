// Each sum once, in its own currency, with everything that is left out.
#include <gtest/gtest.h>

#include "assess/contract_builder.hpp"

namespace lenscap::test::contract_totals_test {
namespace {

using assess::SumKind;

TEST(ContractTotals, A_contract_counts_in_place_of_its_award) {
  const Assessed a({ReleaseBuilder("x", "2024-01-01")
                        .buyer("A")
                        .deal("1", "S", "100")
                        .deal("c1", "S", "90", "", "1")
                        .deal("c2", "S", "20", "", "1")});
  EXPECT_EQ(a.sum(), "110.00");
  EXPECT_EQ(a.left_out("award_of_contract"), 1u);
}

TEST(ContractTotals, Contracts_without_a_sum_leave_the_award_standing) {
  const Assessed none(
      {ReleaseBuilder("x", "2024-01-01").buyer("A").deal("1", "S", "100").deal("c1", "S", "", "", "1")});
  EXPECT_EQ(none.sum(), "100.00");
  const Assessed some({ReleaseBuilder("x", "2024-01-01")
                           .buyer("A")
                           .deal("1", "S", "100")
                           .deal("c1", "S", "90", "", "1")
                           .deal("c2", "S", "", "", "1")});
  EXPECT_EQ(some.sum(), "100.00") << "90 and an unknown sum are not 90";
  const Assessed unstated({ReleaseBuilder("x", "2024-01-01")
                               .buyer("A")
                               .deal("1", "S", "")
                               .deal("c1", "S", "90", "", "1")
                               .deal("c2", "S", "", "", "1")});
  EXPECT_EQ(unstated.sum(), "90.00");
  EXPECT_EQ(unstated.left_out("not_stated"), 1u);
}

TEST(ContractTotals, A_ceiling_stands_beside_its_call_offs_and_not_in_the_sum) {
  const Assessed a(
      {ReleaseBuilder("frame", "2024-01-01").buyer("CCS").estimate("5000000").deal("1", "S", "4000000"),
       ReleaseBuilder("call 1", "2024-02-01").buyer("A").deal("1", "S", "100").related("framework", "frame"),
       ReleaseBuilder("call 2", "2024-02-01").buyer("B").deal("1", "S", "200").related("framework", "frame")});
  EXPECT_EQ(a.sum(), "300.00");
  EXPECT_EQ(a.ceiling(), "4000000.00") << "the framework's own award; the estimate was of the same money";
  EXPECT_EQ(a.left_out("framework_ceiling"), 1u);
}

TEST(ContractTotals, A_possible_framework_changes_no_sum) {
  Release frame = ReleaseBuilder("frame", "2023-01-01").buyer("CCS").deal("1", "S", "500");
  frame.reference = "RM6098";
  Release call = ReleaseBuilder("call", "2024-01-01").buyer("A").title("RM6098").deal("1", "S", "10");
  call.method_details = "Call-off from a framework agreement";
  const Assessed a({frame, call});
  ASSERT_EQ(a.links.size(), 1u);
  EXPECT_EQ(a.sum(), "510.00");
}

TEST(ContractTotals, What_is_written_where_nothing_is_meant_is_no_sum) {
  const auto kind = [](const std::string& written) {
    assess::Interned texts;
    return assess::kind_of(assess::sum_of(amount(written), texts));
  };
  for (const char* no_sum :
       {"0", "0.00", "0.01", "1", "1.00", "99999", "999999", "9999999", "999999.99", "99999999.00"})
    EXPECT_EQ(kind(no_sum), SumKind::placeholder) << no_sum;
  for (const char* a_sum : {"0.02", "1.01", "2", "9", "99", "999", "9999", "99998", "999990", "199999"})
    EXPECT_EQ(kind(a_sum), SumKind::stated) << a_sum;
  EXPECT_EQ(kind("-5"), SumKind::negative);
  EXPECT_EQ(kind("1000000000000000"), SumKind::absurd);
  EXPECT_EQ(kind("900000000000001"), SumKind::stated);
  assess::Interned texts;
  EXPECT_EQ(assess::kind_of(assess::sum_of({}, texts)), SumKind::unstated);
  model::Amount unread;
  unread.unread = true;
  unread.as_written = "1e30";
  EXPECT_EQ(assess::kind_of(assess::sum_of(unread, texts)), SumKind::absurd);
  unread.as_written = "on request";
  EXPECT_EQ(assess::kind_of(assess::sum_of(unread, texts)), SumKind::unstated);
}

TEST(ContractTotals, Each_reason_to_leave_a_sum_out_is_counted) {
  const Assessed a({ReleaseBuilder("1", "2024-01-01").buyer("A").deal("1", "S", "0"),
                    ReleaseBuilder("2", "2024-01-01").buyer("A").deal("1", "S", "-50"),
                    ReleaseBuilder("3", "2024-01-01").buyer("A").deal("1", "S", "5000000000000000"),
                    ReleaseBuilder("4", "2024-01-01").buyer("A").deal("1", "S", "70").status("cancelled"),
                    ReleaseBuilder("5", "2024-01-01").buyer("A").deal("1", "S", "80").status("unsuccessful"),
                    ReleaseBuilder("6", "2024-01-01").buyer("A").deal("1", "S", "90").status("pending"),
                    ReleaseBuilder("7", "2024-01-01").buyer("A").deal("1", "S", ""),
                    ReleaseBuilder("8", "2024-01-01").buyer("A").deal("1", "S", "100").status("terminated")});
  EXPECT_EQ(a.sum(), "100.00") << "what ended early was bought";
  for (const char* why : {"placeholder", "negative", "absurd", "cancelled", "unsuccessful", "pending", "not_stated"})
    EXPECT_EQ(a.left_out(why), 1u) << why;
  EXPECT_EQ(a.totals.left_out.at("cancelled").sums.at("GBP"), 7000);
}

TEST(ContractTotals, Currencies_are_never_mixed) {
  const Assessed a({ReleaseBuilder("1", "2024-01-01")
                        .buyer("A")
                        .deal("1", "S", "10", "", "", "GBP")
                        .deal("2", "S", "20", "", "", "EUR"),
                    ReleaseBuilder("2", "2024-01-01").buyer("A").deal("1", "S", "30", "", "", ""),
                    ReleaseBuilder("3", "2024-01-01").buyer("A").deal("1", "S", "40", "", "", "EUR"),
                    ReleaseBuilder("3", "2024-02-01", "awardUpdate").buyer("A").deal("1", "S", "50", "", "", "GBP")});
  EXPECT_EQ(a.sum("GBP"), "60.00");
  EXPECT_EQ(a.sum("EUR"), "20.00");
  EXPECT_EQ(a.sum(""), "30.00");
  EXPECT_EQ(a.left_out("other_currency"), 1u) << "one award in two currencies";
}

TEST(ContractTotals, Transactions_of_an_award_add_up_and_may_take_back) {
  const auto transaction = [](const char* award, const char* number, const char* sum, const char* date) {
    return ReleaseBuilder(award, date, "contract")
        .id(std::string(award) + number)
        .buyer("Treasury")
        .more("usaspending.modification", number)
        .deal(award, "S", sum, date, "", "USD");
  };
  const Assessed a({transaction("A1", "0", "1000", "2016-01-01"), transaction("A1", "1", "-400", "2016-03-01"),
                    transaction("A1", "2", "0", "2016-04-01"), transaction("A1", "1", "-400", "2016-03-01"),
                    transaction("A2", "3", "-50", "2016-01-01"), transaction("A3", "1", "0", "2016-01-01")});
  EXPECT_EQ(a.sum("USD"), "550.00") << "600 of A1, minus 50 of A2; a row that stands twice counts once";
  EXPECT_EQ(a.left_out("net_negative"), 1u);
  EXPECT_EQ(a.left_out("nothing_left"), 1u);
  EXPECT_EQ(a.ledger.repeated, 1u);
}

TEST(ContractTotals, A_sum_is_converted_only_by_a_rate_whose_days_hold_its_date) {
  const auto k = made_knowledge();
  const auto usd = [&](std::int64_t hundredths, const char* currency, const char* when) {
    const auto c = assess::convert(hundredths, currency, "USD", assess::days_of(std::string(when)), k);
    return c ? assess::to_decimal(c->hundredths) : std::string("none");
  };
  EXPECT_EQ(usd(33'599'000'000, "CNY", "2017"), "49725465.82");  // 335990000 / 6.7569 = 49725465.819…
  EXPECT_EQ(usd(33'599'000'000, "CNY", "2017-05-06"), "49725465.82");
  EXPECT_EQ(usd(33'599'000'000, "CNY", "2018"), "none");
  EXPECT_EQ(usd(33'599'000'000, "CNY", ""), "none");
  EXPECT_EQ(usd(100'00, "GBP", "2020-01-01"), "128.29");
  EXPECT_EQ(usd(-100'00, "GBP", "2020-01-01"), "-128.29");
  EXPECT_EQ(usd(100'00, "EUR", "2020-01-01"), "none");
}

TEST(ContractTotals, A_total_of_many_large_sums_stays_exact) {
  std::vector<Release> releases;
  for (int i = 0; i < 2000; ++i)
    releases.push_back(ReleaseBuilder("p" + std::to_string(i), "2024-01-01")
                           .buyer("A")
                           .deal("1", "S", "900000000000001.01", "", "", "COP"));
  const Assessed a(releases);
  EXPECT_EQ(a.sum("COP"), "1800000000000002020.00");  // beyond 64 bits of hundredths
  EXPECT_EQ(assess::to_decimal(-5), "-0.05");
  EXPECT_EQ(assess::to_decimal(0), "0.00");
}

TEST(ContractTotals, Several_awards_of_one_sum_are_said_to_be_so) {
  const Assessed a(
      {ReleaseBuilder("x", "2024-01-01").buyer("A").deal("1", "S", "400").deal("2", "T", "400").deal("3", "U", "400")});
  EXPECT_EQ(a.sum(), "1200.00");
  EXPECT_EQ(a.left_out("same_sum_repeated"), 1u) << "may be one ceiling, written at each supplier";
}

TEST(ContractTotals, A_sum_that_awards_share_counts_once_where_the_publishers_total_shows_it) {
  const auto lots = [](const char* total, const char* currency = "GBP") {
    return Assessed({ReleaseBuilder("x", "2024-01-01")
                         .buyer("A")
                         .deal("1", "S", "250")
                         .deal("2", "T", "250")
                         .deal("3", "U", "50")
                         .deal("4", "V", "50")
                         .awarded(total, currency)});
  };
  EXPECT_EQ(lots("300").sum(), "300.00");
  EXPECT_EQ(lots("300").left_out("shared_sum"), 2u);
  EXPECT_EQ(lots("600").sum(), "600.00") << "the publisher adds each";
  EXPECT_EQ(lots("400").sum(), "600.00") << "a total of neither kind decides nothing";
  EXPECT_EQ(lots("300", "EUR").sum(), "600.00") << "nor does one in another currency";
  EXPECT_EQ(lots("600").left_out("shared_sum"), 0u);
}

TEST(ContractTotals, Two_lots_of_one_sum_are_two_ceilings) {
  Release r = ReleaseBuilder("x", "2024-01-01")
                  .buyer("A")
                  .deal("1", "S", "250")
                  .deal("2", "T", "250")
                  .deal("3", "U", "250")
                  .deal("4", "V", "250")
                  .awarded("500");
  for (std::size_t i = 0; i < r.deals.size(); ++i) r.deals[i].lots = {i < 2 ? "1" : "2"};
  const Assessed a({r});
  EXPECT_EQ(a.sum(), "500.00");
  EXPECT_EQ(a.left_out("shared_sum"), 2u);
}

TEST(ContractTotals, Lots_that_share_one_sum_with_all_of_the_notice_have_it_once) {
  Release r = ReleaseBuilder("x", "2024-01-01").buyer("A").deal("1", "S", "250").deal("2", "T", "250").awarded("250");
  r.deals[0].lots = {"1"};
  r.deals[1].lots = {"2"};
  const Assessed a({r});
  EXPECT_EQ(a.sum(), "250.00");
  EXPECT_EQ(a.left_out("shared_sum"), 1u);
}

}  // namespace
}  // namespace lenscap::test::contract_totals_test
