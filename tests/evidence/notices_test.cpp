// The real contract notices of ../shared/evidence/contracts: numbers counted with jq and Python beside the program, and
// the same notice in two formats.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "cli/program.hpp"
#include "sources/notice_reading.hpp"

namespace lenscap::sources::notices_test {
namespace {

constexpr const char* uk[]{"uk/contracts-finder-2025-01-23.package.json", "uk/contracts-finder-2025-03-11.jsonl",
                           "uk/public-contracts-scotland-2019-04.jsonl", "uk/sell2wales-2025-02.jsonl"};

class Notices : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(path(uk[0]))) GTEST_SKIP() << "the evidence is not here: " << path(uk[0]);
  }
  static std::string path(const std::string& name) { return test::evidence_path("contracts/" + name); }
  static NoticeReading read(const std::string& name) {
    auto reading = read_file(path(name));
    EXPECT_EQ(reading.error, "") << name;
    EXPECT_TRUE(reading.counts.damage.empty()) << name;
    return reading;
  }
  static std::int64_t awarded(const NoticeReading& reading, model::Deal::Kind kind) {
    std::int64_t sum = 0;
    for (const auto& release : reading.releases)
      for (const auto& deal : release.deals) sum += deal.kind == kind ? deal.value.hundredths : 0;
    return sum;
  }
};

TEST_F(Notices, The_United_Kingdoms_releases_are_all_there_with_their_sums) {
  std::map<std::string, int> releases_of;
  std::size_t awards = 0, shared = 0, related = 0, suppliers = 0, unidentified = 0, without_value = 0, without_id = 0;
  std::set<std::string> numbers;
  for (const auto* name : uk) {
    const auto reading = read(name);
    for (const auto& release : reading.releases) {
      ++releases_of[release.ocid];
      related += release.related.empty() ? 0 : 1;
      without_value += release.tender_value.as_written.empty() ? 1 : 0;
      without_id += release.id.empty() ? 1 : 0;
      awards += release.deals.size();
      for (const auto& deal : release.deals) shared += deal.suppliers.size() > 1 ? 1 : 0;
      for (const auto& party : release.parties) {
        if (std::find(party.roles.begin(), party.roles.end(), "supplier") == party.roles.end()) continue;
        ++suppliers;
        if (party.identifiers.empty()) ++unidentified;
        else numbers.insert(party.identifiers[0].id);
      }
    }
  }
  EXPECT_EQ(releases_of.size(), 221U);
  EXPECT_EQ(std::count_if(releases_of.begin(), releases_of.end(), [](const auto& one) { return one.second == 2; }), 4);
  EXPECT_EQ(awards, 83U);
  EXPECT_EQ(shared, 7U);
  EXPECT_EQ(related, 26U);
  EXPECT_EQ(suppliers, 146U);
  EXPECT_EQ(unidentified, 88U);
  EXPECT_EQ(without_value, 60U);
  EXPECT_EQ(without_id, 58U) << "all of Scotland's, and no other";
  for (const std::string number : {"00454323", "07689604", "04103211"}) EXPECT_TRUE(numbers.contains(number)) << number;
  EXPECT_TRUE(numbers.contains("458577871")) << "no company number: kept as it is";
  EXPECT_EQ(awarded(read(uk[0]), model::Deal::Kind::award), 7'088'445'595);
  EXPECT_EQ(awarded(read(uk[1]), model::Deal::Kind::award), 62'687'643'229);
}

TEST_F(Notices, Records_give_what_is_there) {
  const auto find_a_tender = read("uk/find-a-tender-0525b3.record-package.json");
  ASSERT_EQ(find_a_tender.releases.size(), 1U);
  const auto& durham = find_a_tender.releases[0];
  EXPECT_EQ(durham.parties.at(durham.buyers.at(0)).name, "Durham County Council");
  ASSERT_EQ(durham.deals.size(), 2U);
  EXPECT_EQ(durham.deals[1].value.hundredths, 39'549'300) << "without VAT";
  EXPECT_EQ(durham.deals[1].suppliers, durham.deals[0].suppliers);
  EXPECT_EQ(durham.deals[0].items.at(0).classifications.at(0).id, "45000000") << "an additional one is one";
  EXPECT_EQ(read("other/mexico-cdmx-record-package_linked-releases.json").releases.size(), 2U);
  EXPECT_EQ(read("other/mexico-cdmx-record-package_versioned.json").releases.size(), 4U)
      << "its releases, not the versions";
  const auto paraguay = read("other/paraguay-155220.record-package.json");
  ASSERT_EQ(paraguay.releases.size(), 1U);
  EXPECT_EQ(paraguay.counts.contracts, 7U);
  EXPECT_EQ(awarded(paraguay, model::Deal::Kind::award), 62'695'330'000);
}

TEST_F(Notices, Publishers_extensions_do_no_harm) {
  const auto colombia = read("other/colombia-secop-2021-03.package.json");
  EXPECT_EQ(colombia.releases.size(), 65U);
  EXPECT_EQ(colombia.counts.awards, 65U);
  EXPECT_EQ(awarded(colombia, model::Deal::Kind::award), 1'976'822'866'800);
  for (const auto& release : colombia.releases)
    for (const auto& deal : release.deals) EXPECT_EQ(deal.value.currency, "COP");
}

/// What both formats must say of an award.
std::vector<std::string> awards_of(const model::Release& release) {
  std::vector<std::string> all;
  for (const auto& deal : release.deals) {
    if (deal.status != "active") continue;
    std::string line = deal.date.day + " " + deal.value.currency + " " + std::to_string(deal.value.hundredths);
    std::set<std::string> names;
    for (const auto at : deal.suppliers) names.insert(release.parties.at(at).name);
    for (const auto& name : names) line += " | " + name;
    all.push_back(line);
  }
  std::sort(all.begin(), all.end());
  return all;
}

TEST_F(Notices, TED_and_eForms_say_the_same_of_one_notice) {
  for (const std::string number : {"20-157543", "21-000061", "21-149886", "21-362579", "21-364180", "22-073124"}) {
    const auto ted = read("ted/" + number + ".ted.xml"), eforms = read("ted/" + number + ".eforms.xml");
    ASSERT_EQ(ted.releases.size(), 1U) << number;
    ASSERT_EQ(eforms.releases.size(), 1U) << number;
    const auto &a = ted.releases[0], &b = eforms.releases[0];
    EXPECT_EQ(awards_of(a), awards_of(b)) << number;
    EXPECT_EQ(a.id, b.id) << number;
    EXPECT_EQ(a.date.day, b.date.day) << number;
    EXPECT_EQ(a.title, b.title) << number;
    EXPECT_EQ(a.parties.at(a.buyers.at(0)).name, b.parties.at(b.buyers.at(0)).name) << number;
    EXPECT_EQ(a.classifications, b.classifications) << number;
  }
}

TEST_F(Notices, TEDs_awards_are_those_of_the_form) {
  const auto gps = read("ted/21-362579.ted.xml");
  EXPECT_EQ(awards_of(gps.releases.at(0)), std::vector<std::string>{"2021-06-15 EUR 122002000 | ITBinder GmbH"});
  EXPECT_EQ(gps.releases[0].related.at(0).id, "2020/S 078-183831");
  const auto poland = read("ted/22-086633.ted.xml");
  EXPECT_EQ(poland.releases.at(0).deals.size(), 8U);
  EXPECT_EQ(poland.releases[0].deals[7].status, "unsuccessful");
  EXPECT_EQ(poland.releases[0].deals[0].value.currency, "EUR") << "one award in another currency than the rest";
  EXPECT_EQ(poland.releases[0].deals[1].value, (model::Amount{5'723'100, "PLN", "57231.00"}));
}

TEST_F(Notices, USAspendings_transactions_add_up_by_award) {
  const auto treasury = read("us/usaspending-treasury-2016.csv");
  ASSERT_EQ(treasury.releases.size(), 126U);
  EXPECT_EQ(treasury.counts.notes.at("amount_negative"), 15U);
  std::map<std::string, std::vector<std::int64_t>> of_award;
  std::int64_t all = 0;
  std::size_t parents = 0;
  for (const auto& release : treasury.releases) {
    of_award[release.ocid].push_back(release.deals.at(0).value.hundredths);
    all += release.deals[0].value.hundredths;
    for (const auto& party : release.parties)
      parents += std::find(party.roles.begin(), party.roles.end(), "parentCompany") == party.roles.end() ? 0 : 1;
  }
  EXPECT_EQ(all, 1'345'975'250);
  EXPECT_EQ(of_award.size(), 125U);
  EXPECT_EQ(treasury.releases[0].place.row, 2U);
  EXPECT_EQ(treasury.releases[0].ocid, "CONT_IDV_TMHQ12C0043_2044");
  EXPECT_EQ(treasury.releases[0].date.day, "2016-09-08");
  EXPECT_EQ(parents, 46U) << "a company that is its own parent has none";
}

}  // namespace
}  // namespace lenscap::sources::notices_test
