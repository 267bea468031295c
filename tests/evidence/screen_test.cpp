// Real buyers, suppliers, item texts and sanctioned parties of other kinds: none of them is a maker of cameras.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/program.hpp"

namespace lenscap::test::screen_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

Json screened(const std::string& path) {
  const Ran ran = run({"screen", path, "--json", "-"});
  auto document = Json::parse(ran.out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << ran.err;
  return document.is_discarded() ? Json() : document;
}

class ScreenEvidence : public ::testing::TestWithParam<std::pair<const char*, std::size_t>> {};

TEST_P(ScreenEvidence, No_row_is_taken_for_a_restricted_party) {
  const auto& [file, rows] = GetParam();
  if (!std::filesystem::exists(evidence_path(file))) GTEST_SKIP() << file << " is not here";
  const Json c = screened(evidence_path(file));
  EXPECT_GE(c["results"].size(), rows);
  for (const auto& row : c["results"])
    EXPECT_EQ(row["verdict"], "not") << row["row"] << ": " << row["name"] << " " << row["party"] << " "
                                     << row["reason"];
}

// The rows are those of the files (releases, lines), by their own descriptions: at least a name each.
INSTANTIATE_TEST_SUITE_P(
    Files, ScreenEvidence,
    ::testing::Values(std::pair<const char*, std::size_t>{"contracts/uk/contracts-finder-2025-01-23.package.json", 54},
                      std::pair<const char*, std::size_t>{"contracts/uk/contracts-finder-2025-03-11.jsonl", 55},
                      std::pair<const char*, std::size_t>{"contracts/uk/public-contracts-scotland-2019-04.jsonl", 58},
                      std::pair<const char*, std::size_t>{"contracts/uk/sell2wales-2025-02.jsonl", 58},
                      std::pair<const char*, std::size_t>{"contracts/other/colombia-secop-2021-03.package.json", 65},
                      std::pair<const char*, std::size_t>{"contracts/us/usaspending-treasury-2016.csv", 126},
                      std::pair<const char*, std::size_t>{"lists/ofac-sdn-entities.csv", 1000}));

TEST(ScreenEvidencePlanted, A_row_planted_among_them_is_found) {
  const std::string path = evidence_path("contracts/us/usaspending-treasury-2016.csv");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  std::string text = bytes_of(path);
  const std::string supplier = "JOHN SHORB LANDSCAPING INCORPORATED";
  ASSERT_NE(text.find(supplier), text.npos);
  for (auto at = text.find(supplier); at != text.npos; at = text.find(supplier))
    text.replace(at, supplier.size(), "Hikvision USA Inc.");
  const Folder folder;
  std::ofstream(folder.path() + "/planted.csv") << text;
  std::vector<std::string> found;
  const Json c = screened(folder.path() + "/planted.csv");
  for (const auto& row : c["results"])
    if (row["verdict"] != "not")
      found.push_back(row["name"].get<std::string>() + " " + row["verdict"].get<std::string>());
  EXPECT_EQ(found, std::vector<std::string>{"Hikvision USA Inc. owned_by"});
}

}  // namespace
}  // namespace lenscap::test::screen_test
