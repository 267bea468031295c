// Which processes belong together, why, and how sure that is.
#include <gtest/gtest.h>

#include "assess/contract_builder.hpp"

namespace lenscap::test::contract_links_test {
namespace {

using assess::LinkKind;

TEST(ContractLinks, What_the_publisher_relates_is_strong) {
  const Assessed a(
      {ReleaseBuilder("frame", "2024-01-01").buyer("Consortium").deal("1", "S", "1000"),
       ReleaseBuilder("call", "2024-02-01").buyer("School").deal("1", "S", "10").related("framework", "frame")});
  ASSERT_EQ(a.links.size(), 1u);
  EXPECT_EQ(a.links[0].kind, LinkKind::framework);
  EXPECT_TRUE(a.links[0].strong);
  EXPECT_EQ(a.ledger.texts[a.ledger.processes[a.links[0].to].ocid], "frame");
}

TEST(ContractLinks, Every_relationship_of_the_standard_has_its_kind) {
  const std::vector<std::pair<std::string, LinkKind>> all = {{"framework", LinkKind::framework},
                                                             {"planning", LinkKind::planning},
                                                             {"prior", LinkKind::prior},
                                                             {"renewalProcess", LinkKind::renewal},
                                                             {"parent", LinkKind::parent},
                                                             {"replacementProcess", LinkKind::replacement},
                                                             {"subContract", LinkKind::subcontract},
                                                             {"unsuccessfulProcess", LinkKind::unsuccessful},
                                                             {"x_cousin", LinkKind::related}};
  for (const auto& [word, kind] : all) {
    const Assessed a({ReleaseBuilder("one", "2024-01-01").buyer("A"),
                      ReleaseBuilder("two", "2024-02-01").buyer("B").related(word, "one")});
    ASSERT_EQ(a.links.size(), 1u) << word;
    EXPECT_EQ(a.links[0].kind, kind) << word;
  }
}

TEST(ContractLinks, A_prior_notice_that_is_not_here_is_named_and_ties_those_who_share_it) {
  const Assessed a(
      {ReleaseBuilder("one", "2019-04-01").buyer("A").related("planning", "2018/S 001-000001", "EU-OJ"),
       ReleaseBuilder("two", "2019-04-02").buyer("B").related("planning", "2018/S 001-000001", "EU-OJ"),
       ReleaseBuilder("three", "2019-04-03").buyer("C").related("planning", "2018/S 009-000009", "EU-OJ")});
  ASSERT_EQ(a.links.size(), 4u) << "three name a notice outside, two of them the same one";
  std::size_t outside = 0;
  for (const auto& link : a.links)
    outside += link.to == assess::no_row && a.ledger.texts[link.outside].starts_with("2018/S");
  EXPECT_EQ(outside, 3u);
}

TEST(ContractLinks, A_TED_notice_is_found_by_its_number_in_the_Official_Journal) {
  const Assessed a(
      {ReleaseBuilder("TED 2014/S 134-239815", "2014-07-01").buyer("A"),
       ReleaseBuilder("ocds-x-1", "2015-01-01").buyer("A").related("planning", "2014/S 134-239815", "EU-OJ")});
  ASSERT_EQ(a.links.size(), 1u);
  EXPECT_NE(a.links[0].to, assess::no_row);
}

TEST(ContractLinks, Processes_that_name_each_other_in_a_circle_are_linked_once_each_and_totals_end) {
  const Assessed a({ReleaseBuilder("one", "2024-01-01")
                        .buyer("A")
                        .deal("1", "S", "10")
                        .related("framework", "two")
                        .related("framework", "one"),
                    ReleaseBuilder("two", "2024-01-01")
                        .buyer("A")
                        .deal("1", "S", "20")
                        .related("framework", "one")
                        .related("framework", "one")});
  EXPECT_EQ(a.links.size(), 2u);
  EXPECT_EQ(a.ceiling(), "30.00") << "each says the other is its framework: neither is spending";
}

TEST(ContractLinks, A_framework_named_in_words_only_is_possible) {
  Release frame = ReleaseBuilder("frame", "2023-01-01").buyer("CCS").more("tender.hasFrameworkAgreement", "true");
  frame.reference = "RM6098";
  Release call =
      ReleaseBuilder("call", "2024-01-01").buyer("School").title("Laptops under RM6098").deal("1", "S", "10");
  call.method_details = "Call-off from a framework agreement";
  Release other = ReleaseBuilder("other", "2024-01-01").buyer("Town").title("Laptops, RM6098").deal("1", "S", "10");
  const Assessed a({frame, call, other});
  ASSERT_EQ(a.links.size(), 1u) << "the third speaks of the number, and is no call-off";
  EXPECT_FALSE(a.links[0].strong);
  EXPECT_STREQ(a.links[0].reasons[0].key, "same_reference");
  EXPECT_EQ(a.ledger.texts[a.links[0].reasons[0].detail], "RM6098");
}

TEST(ContractLinks, Frameworks_that_share_a_word_are_not_each_others_and_a_standard_is_no_reference) {
  Release one = ReleaseBuilder("one", "2023-01-01")
                    .buyer("A")
                    .title("Bricks 2343rn, RM6098")
                    .more("tender.hasFrameworkAgreement", "true");
  Release two = ReleaseBuilder("two", "2023-01-01")
                    .buyer("B")
                    .title("Pipes 2343rn, RM6098")
                    .more("tender.hasFrameworkAgreement", "true");
  EXPECT_TRUE(Assessed({one, two}).links.empty());
  Release first = ReleaseBuilder("first", "2024-01-01").buyer("C").title("To ISO9001 and 2014/24/EU");
  Release second = ReleaseBuilder("second", "2024-01-01").buyer("D").title("To ISO9001 and 2014/24/EU");
  first.method_details = second.method_details = "Call-off from a framework agreement";
  EXPECT_TRUE(Assessed({first, second}).links.empty());
  first.title = second.title = "Parking under ESPO 509_23";
  const Assessed a({first, second});
  ASSERT_EQ(a.links.size(), 1u) << "their framework is not here";
  EXPECT_EQ(a.links[0].kind, LinkKind::related);
}

TEST(ContractLinks, Same_buyer_supplier_and_class_in_turn_is_a_possible_renewal_and_less_is_nothing) {
  const auto contract = [](const char* ocid, const char* buyer, const char* supplier, const char* from,
                           const char* until, const char* cpv) {
    return ReleaseBuilder(ocid, from).buyer(buyer).deal("1", supplier, "10", from).period(from, until).item("x", cpv);
  };
  const Assessed a({contract("one", "A", "S", "2020-01-01", "2021-12-31", "35125300"),
                    contract("two", "A", "S", "2022-01-01", "2023-12-31", "35125100"),
                    contract("later", "A", "S", "2025-01-01", "2025-12-31", "35125300"),
                    contract("other buyer", "B", "S", "2022-01-01", "2023-12-31", "35125300"),
                    contract("other supplier", "A", "T", "2022-01-01", "2023-12-31", "35125300"),
                    contract("other class", "A", "S", "2022-01-01", "2023-12-31", "45000000")});
  ASSERT_EQ(a.links.size(), 1u);
  EXPECT_EQ(a.links[0].kind, LinkKind::renewal);
  EXPECT_FALSE(a.links[0].strong);
  EXPECT_EQ(a.ledger.texts[a.ledger.processes[a.links[0].from].ocid], "two");
}

TEST(ContractLinks, Vehicles_of_one_maker_are_linked_by_who_owns_them_and_by_no_name_alone) {
  const Assessed a(
      {ReleaseBuilder("one", "2017-01-01")
           .buyer("Pishan")
           .deal("1", "Pishan Haishi Yong'an Electronic Technology Co., Ltd.", ""),
       ReleaseBuilder("two", "2017-01-01").buyer("Moyu").deal("1", "Moyu Haishi Electronic Technology Co., Ltd.", ""),
       ReleaseBuilder("three", "2017-01-01").buyer("Else").deal("1", "Moyu Electronic Technology Co., Ltd.", "")});
  ASSERT_EQ(a.links.size(), 1u);
  EXPECT_EQ(a.links[0].kind, LinkKind::same_group);
  ASSERT_EQ(a.links[0].reason_count, 2);
  EXPECT_EQ(a.ledger.texts[a.links[0].reasons[0].detail], "hikvision");
  EXPECT_EQ(a.ledger.texts[a.links[0].reasons[1].detail], "haishi");
}

TEST(ContractLinks, The_company_that_signs_in_the_winners_place_is_a_project_vehicle) {
  Release r = ReleaseBuilder("one", "2017-01-01")
                  .buyer("Pishan")
                  .deal("1", "Hangzhou Hikvision System Technology Co., Ltd.", "335990000", "2017", "", "CNY")
                  .deal("c1", "Pishan Haishi Yong'an Electronic Technology Co., Ltd.", "", "", "1");
  Assessed a({r});
  const auto within = assess::links_within(a.ledger, 0, a.screened, a.k, made_asks());
  ASSERT_EQ(within.size(), 1u);
  EXPECT_EQ(within[0].kind, LinkKind::project_vehicle);
  EXPECT_TRUE(within[0].strong) << "one maker stands behind both";
  r.parties[1].name = "Somebody Else Ltd";
  Assessed b({r});
  const auto without = assess::links_within(b.ledger, 0, b.screened, b.k, made_asks());
  ASSERT_EQ(without.size(), 1u);
  EXPECT_FALSE(without[0].strong) << "that two companies stand there is no proof that one owns the other";
}

TEST(ContractLinks, Lots_joint_supply_and_amendments_are_ties_within_a_process) {
  Assessed a(
      {ReleaseBuilder("one", "2024-01-01").buyer("A").deal("1", "S", "10").deal("2", "T", "20").together_with("U"),
       ReleaseBuilder("one", "2024-02-01", "awardUpdate").buyer("A").deal("1", "S", "15")});
  std::set<LinkKind> kinds;
  for (const auto& link : assess::links_within(a.ledger, 0, a.screened, a.k, made_asks())) kinds.insert(link.kind);
  EXPECT_EQ(kinds, (std::set{LinkKind::same_process, LinkKind::lots, LinkKind::joint_supply, LinkKind::amendment}));
}

TEST(ContractLinks, Words_that_every_name_has_tie_nobody) {
  EXPECT_EQ(assess::shared_elements("Moyu Haishi Electronic Technology Co., Ltd.",
                                    "PISHAN HAISHI ELECTRONIC TECHNOLOGY CO LTD"),
            std::vector<std::string>{"haishi"});
  EXPECT_TRUE(assess::shared_elements("Acme Security Services Limited", "Bolt Security Services Ltd").empty());
  EXPECT_TRUE(assess::shared_elements("", "").empty());
}

}  // namespace
}  // namespace lenscap::test::contract_links_test
