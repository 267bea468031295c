// Which releases are one process, and what it is in its newest state.
#include <gtest/gtest.h>

#include "assess/contract_builder.hpp"

namespace lenscap::test::contract_ledger_test {
namespace {

TEST(ContractLedger, One_ocid_of_29_buyers_is_29_processes) {
  std::vector<Release> releases;
  for (int i = 0; i < 29; ++i)
    for (int n = 0; n < 3; ++n)
      releases.push_back(ReleaseBuilder("ocds-h6vhtk-02874c", "2025-01-0" + std::to_string(n + 1))
                             .buyer("Utility " + std::to_string(i))
                             .deal("a" + std::to_string(n), "Installer", "10"));
  const Assessed a(releases);
  ASSERT_EQ(a.ledger.processes.size(), 29u);
  for (const auto& p : a.ledger.processes) {
    EXPECT_EQ(p.notice_count, 3u);
    EXPECT_EQ(p.parts, 29u);
  }
  EXPECT_EQ(a.ledger.notes.at("ocid_of_several_buyers"), 1u);
  EXPECT_TRUE(a.links.empty()) << "an ocid alone links nothing";
}

TEST(ContractLedger, A_chain_of_123_versions_of_one_buyer_stays_one_process) {
  std::vector<Release> releases;
  for (int n = 0; n < 123; ++n)
    releases.push_back(
        ReleaseBuilder("taxi", "2025-01-01", "tenderUpdate").id(std::to_string(n)).buyer("Town Council"));
  const Assessed a(releases);
  ASSERT_EQ(a.ledger.processes.size(), 1u);
  EXPECT_EQ(a.ledger.processes[0].notice_count, 123u);
}

TEST(ContractLedger, Buyers_that_overlap_join_and_a_release_without_a_buyer_follows_the_only_group) {
  const Assessed joined({ReleaseBuilder("x", "2025-01-01").buyer("A").buyer("B"),
                         ReleaseBuilder("x", "2025-01-02").buyer("B").buyer("C"),
                         ReleaseBuilder("x", "2025-01-03").buyer("C"), ReleaseBuilder("x", "2025-01-04")});
  EXPECT_EQ(joined.ledger.processes.size(), 1u);
  const Assessed apart({ReleaseBuilder("x", "2025-01-01").buyer("A"), ReleaseBuilder("x", "2025-01-02").buyer("B"),
                        ReleaseBuilder("x", "2025-01-03")});
  EXPECT_EQ(apart.ledger.processes.size(), 3u) << "whose it is, nothing says";
}

TEST(ContractLedger, The_newest_release_speaks_last_whatever_order_they_came_in) {
  std::vector<Release> releases = {ReleaseBuilder("x", "2025-03-01", "awardUpdate").buyer("A").deal("1", "S", "300"),
                                   ReleaseBuilder("x", "2025-01-01").buyer("A").deal("1", "S", "100", "2025-01-01"),
                                   ReleaseBuilder("x", "2025-02-01", "awardUpdate").buyer("A").deal("1", "S", "")};
  for (int i = 0; i < 6; ++i) {
    std::next_permutation(releases.begin(), releases.end(),
                          [](const Release& a, const Release& b) { return a.date.day < b.date.day; });
    const Assessed a(releases);
    ASSERT_EQ(a.ledger.states.size(), 1u);
    EXPECT_EQ(a.sum(), "300.00");
    EXPECT_EQ(a.ledger.states[0].first_value.hundredths, 10000);
    EXPECT_EQ(to_string(a.ledger.states[0].date), "2025-01-01") << "what a newer release leaves out stays";
    EXPECT_EQ(a.left_out("earlier_state"), 2u);
  }
}

TEST(ContractLedger, A_release_that_stands_twice_is_counted_and_adds_nothing) {
  const Release one = ReleaseBuilder("x", "2025-01-01").id("r1").buyer("A").deal("1", "S", "100");
  const Assessed a({one, one, one});
  EXPECT_EQ(a.ledger.repeated, 2u);
  EXPECT_EQ(a.sum(), "100.00");
}

TEST(ContractLedger, A_notice_of_the_Official_Journal_is_one_in_whatever_form_it_is_published) {
  const Release ted =
      ReleaseBuilder("TED 2022/S 030-078165", "2022-02-11").id("2022/S 030-078165").buyer("A").deal("1", "S", "100");
  const Release eforms =
      ReleaseBuilder("eforms 7c1f", "2022-02-11").id("2022/S 030-078165").buyer("A").deal("CON-1", "S", "100");
  const Release other =
      ReleaseBuilder("eforms 7c1f", "2022-03-11").id("2022/S 049-130000").buyer("A").deal("CON-2", "S", "7");
  const Assessed a({ted, eforms, other});
  EXPECT_EQ(a.ledger.processes.size(), 2u);
  EXPECT_EQ(a.ledger.repeated, 1u);
  EXPECT_EQ(a.sum(), "107.00");
}

TEST(ContractLedger, One_company_number_is_one_company_however_it_is_written) {
  ReleaseBuilder first("x", "2025-01-01"), second("y", "2025-01-01"), third("z", "2025-01-01");
  first.party("WCL UK Ltd", "GB-COH", "07689604");
  second.party("WCL UK Limited t/a Everything ICT", "GB-COH", "7689604");
  third.party("Another Ltd", "GB-COH", "07689605");
  const Assessed a({first, second, third});
  ASSERT_EQ(a.ledger.parties.size(), 2u);
  EXPECT_EQ(a.ledger.parties[0].other_names.size(), 1u);
}

TEST(ContractLedger, One_name_with_two_company_numbers_is_two_companies) {
  ReleaseBuilder first("x", "2025-01-01"), second("y", "2025-01-01"), third("z", "2025-01-01");
  first.party("Acme Security Limited", "GB-COH", "00000001");
  second.party("ACME SECURITY LTD.", "GB-COH", "00000002");
  third.party("Acme Security Ltd");
  const Assessed a({first, second, third});
  EXPECT_EQ(a.ledger.parties.size(), 2u) << "the third, without a number, is one of them";
}

TEST(ContractLedger, A_number_that_the_service_made_up_is_no_company_number) {
  EXPECT_EQ(assess::register_number("GB-CFS", "307567"), "");
  EXPECT_EQ(assess::register_number("GB-COH", "7689604"), "07689604");
  EXPECT_EQ(assess::register_number("GB-COH", "oc 123456"), "OC123456");
  EXPECT_EQ(assess::register_number("GB-COH", "SC12345"), "SC012345");
  EXPECT_EQ(assess::register_number("GB-COH", "123456789"), "") << "of nine digits: a tax number";
  EXPECT_EQ(assess::register_number("GB-COH", "N/A"), "");
  EXPECT_EQ(assess::register_number("GB-COH", "00000000"), "");
}

TEST(ContractLedger, A_year_is_no_day) {
  using assess::Order;
  const auto year = assess::days_of(std::string("2017"));
  EXPECT_EQ(to_string(year), "2017");
  EXPECT_FALSE(year.exact());
  EXPECT_EQ(assess::order(year, model::Date{2017, 6, 1}), Order::unknown);
  EXPECT_EQ(assess::order(year, model::Date{2018, 1, 1}), Order::before);
  EXPECT_EQ(assess::order(year, model::Date{2017, 1, 1}), Order::after);
  EXPECT_EQ(to_string(assess::days_of(std::string("2024-02"))), "2024-02");
  EXPECT_EQ(assess::days_of(std::string("2024-02")).last, assess::number_of({2024, 2, 29}));
  for (const char* none : {"", "x", "0000-00-00", "2024-13", "2024-02-30", "99", "n.a."})
    EXPECT_FALSE(assess::days_of(std::string(none)).stated()) << none;
}

}  // namespace
}  // namespace lenscap::test::contract_ledger_test
