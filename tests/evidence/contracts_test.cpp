// Real notices: sums and links, worked out beside by another program (Python's json, csv and decimal) from the same
// rules, and by eye. No real file names a restricted maker: what is found is planted, in copies made here.
#include <gtest/gtest.h>

#include <map>

#include "cli/program.hpp"

namespace lenscap::test::contracts_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

Json contracts(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "contracts");
  arguments.insert(arguments.end(), {"--json", "-"});
  const Ran ran = run(arguments);
  auto document = Json::parse(ran.out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << ran.err;
  return document.is_discarded() ? Json() : document;
}

/// "GBP 70785755.95 (31)", one currency after the other.
std::string sums(const Json& document) {
  std::string text;
  for (const auto& total : document["totals"]["counted"])
    text += (text.empty() ? "" : "; ") + (total["currency"].is_null() ? "" : total["currency"].get<std::string>()) +
            " " + total["sum"].get<std::string>() + " (" + std::to_string(total["count"].get<int>()) + ")";
  return text;
}

std::uint64_t left_out(const Json& document, const std::string& why) {
  for (const auto& left : document["totals"]["left_out"])
    if (left["why"] == why) return left["count"];
  return 0;
}

class ContractsEvidence : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string folder = evidence_path("contracts");
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the evidence is not here: " << folder;
  }
};

TEST_F(ContractsEvidence, Sums_per_currency_are_those_worked_out_beside) {
  const std::map<std::string, std::string> expected = {
      {"uk/contracts-finder-2025-01-23.package.json", "GBP 70785755.95 (31)"},
      {"uk/contracts-finder-2025-03-11.jsonl", "GBP 626876432.29 (47)"},
      {"uk/find-a-tender-0525b3.record-package.json", "GBP 395493.00 (1)"},
      {"uk/contracts-finder-native-69eb20f9.json", "GBP 49000.00 (1)"},
      {"uk/public-contracts-scotland-2019-04.jsonl", ""},
      {"uk/sell2wales-2025-02.jsonl", ""},
      {"other/colombia-secop-2021-03.package.json", "COP 3875971298.00 (63)"},
      {"other/paraguay-155220.record-package.json", "PYG 626953284.00 (7)"},
      {"other/mexico-cdmx-release-package-1.json", "MXN 1311264.00 (1)"},
      {"other/mexico-cdmx-release-package-2.json", "USD 75464.96 (1)"},
      {"other/fictional-ocds-213czf-000-00001-record.json", "GBP 11000000.00 (1)"},
      {"other/fictional-ocds-213czf-000-00001-04-award.json", ""},
      {"ted/22-091559.ted.xml", "EUR 214000.00 (1)"},     // six suppliers of one sum; VAL_TOTAL of the notice
      {"ted/21-000061.ted.xml", "GBP 300000000.00 (2)"},  // two lots, twelve suppliers
      {"ted/21-000061.eforms.xml", ""}};                  // the same, said to be a framework: a ceiling
  for (const auto& [file, sum] : expected)
    EXPECT_EQ(sums(contracts({evidence_path("contracts/" + file)})), sum) << file;
}

TEST_F(ContractsEvidence, Contracts_Finder_of_January_2025_by_hand) {
  const Json c = contracts({evidence_path("contracts/uk/contracts-finder-2025-01-23.package.json")});
  EXPECT_EQ(c["inputs"][0]["releases"], 54);
  EXPECT_EQ(c["processes"].size(), 51u) << "three ocids have two releases";
  EXPECT_EQ(c["totals"]["deals"], 32);
  EXPECT_EQ(left_out(c, "placeholder"), 1u);
}

TEST_F(ContractsEvidence, Colombias_contracts_count_and_their_awards_do_not) {
  const Json c = contracts({evidence_path("contracts/other/colombia-secop-2021-03.package.json")});
  EXPECT_EQ(c["processes"].size(), 65u);
  EXPECT_EQ(c["totals"]["deals"], 130);
  EXPECT_EQ(left_out(c, "award_of_contract"), 63u);
  EXPECT_EQ(left_out(c, "cancelled"), 4u) << "two awards and their two contracts";
}

TEST_F(ContractsEvidence, Scottish_notices_name_their_prior_notices_and_nothing_else_links_them) {
  const Json c = contracts({evidence_path("contracts/uk/public-contracts-scotland-2019-04.jsonl")});
  EXPECT_EQ(c["processes"].size(), 58u);
  std::size_t planning = 0;
  for (const auto& link : c["links"]) {
    planning += link["kind"] == "planning" && link["to"].is_null();
    EXPECT_EQ(link["kind"], "planning") << link["wording"];
  }
  EXPECT_EQ(planning, 11u);
}

TEST_F(ContractsEvidence, The_standards_own_example_is_one_process_from_planning_to_implementation) {
  std::vector<std::string> files;
  for (const char* step :
       {"06-implementation", "01-planning", "03-tenderAmendment", "05-contract", "02-tender", "04-award"})
    files.push_back(evidence_path(std::string("contracts/other/fictional-ocds-213czf-000-00001-") + step + ".json"));
  const Json c = contracts(files);
  ASSERT_EQ(c["processes"].size(), 1u);
  EXPECT_EQ(c["processes"][0]["releases"].size(), 6u);
  EXPECT_EQ(sums(c), "GBP 11000000.00 (1)") << "out of order, and each sum once";
}

TEST_F(ContractsEvidence, A_framework_of_twelve_suppliers_has_the_ceiling_that_its_notice_states) {
  const Json c = contracts({evidence_path("contracts/ted/21-000061.eforms.xml")});
  ASSERT_EQ(c["totals"]["ceilings"].size(), 1u);
  EXPECT_EQ(c["totals"]["ceilings"][0]["sum"], "300000000.00");
}

TEST_F(ContractsEvidence, No_real_notice_gives_a_finding) {
  for (const char* file : {"uk/contracts-finder-2025-01-23.package.json", "uk/contracts-finder-2025-03-11.jsonl",
                           "uk/find-a-tender-0525b3.record-package.json", "uk/contracts-finder-native-69eb20f9.json",
                           "uk/public-contracts-scotland-2019-04.jsonl", "uk/sell2wales-2025-02.jsonl",
                           "other/colombia-secop-2021-03.package.json", "other/paraguay-155220.record-package.json"}) {
    const Json c = contracts({evidence_path(std::string("contracts/") + file)});
    for (const auto& f : c["findings"]) ADD_FAILURE() << file << ": " << f["wording"];
  }
}

/// A copy of a real notice in which one name or text is replaced: planted, and marked so.
std::string planted(const Folder& folder, const std::string& from, const std::string& to) {
  std::string text = bytes_of(evidence_path("contracts/uk/contracts-finder-2025-03-11.jsonl"));
  std::size_t n = 0;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()), ++n)
    text.replace(at, from.size(), to);
  EXPECT_GT(n, 0u) << from;
  return folder.write("planted.jsonl", text);
}

/// The first award of the file, and its supplier's name.
std::string first_supplier() {
  std::istringstream lines(bytes_of(evidence_path("contracts/uk/contracts-finder-2025-03-11.jsonl")));
  for (std::string line; std::getline(lines, line);) {
    const Json release = Json::parse(line);
    for (const auto& award : release.value("awards", Json::array()))
      for (const auto& supplier : award.value("suppliers", Json::array())) return supplier["name"];
  }
  return {};
}

TEST_F(ContractsEvidence, A_planted_supplier_is_found_where_a_rule_binds_and_named_where_none_does) {
  const Folder folder;
  const auto file =
      planted(folder, Json(first_supplier()).dump(), "\"Hangzhou Hikvision Digital Technology Co., Ltd.\"");
  const Json federal = contracts({file, "--for", "us-federal"});
  ASSERT_FALSE(federal["findings"].empty());
  EXPECT_EQ(federal["findings"][0]["key"], "bought_after_rule");
  EXPECT_EQ(federal["findings"][0]["party"]["verdict"], "is");
  EXPECT_EQ(federal["findings"][0]["date_kind"], "award_date");
  const Json council = contracts({file, "--for", "uk-council"});
  ASSERT_FALSE(council["findings"].empty());
  for (const auto& f : council["findings"]) EXPECT_EQ(f["key"], "names_party") << f["wording"];
}

}  // namespace
}  // namespace lenscap::test::contracts_test
