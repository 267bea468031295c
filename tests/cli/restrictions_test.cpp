// The program asked about rules, and given editions of lists.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/program.hpp"
#include "views/schema.hpp"

namespace lenscap::test::restrictions_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

const views::test::Schema& schema() {
  static const views::test::Schema published(Json::parse(std::ifstream(LENSCAP_ROOT "/docs/restrictions.schema.json")));
  return published;
}

Json asked(const std::vector<std::string>& arguments) {
  const Ran ran = run(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Json document = Json::parse(ran.out);
  if (arguments.front() == "restrictions")
    for (const std::string& problem : schema().problems(document)) ADD_FAILURE() << problem;
  return document;
}

/// The answer of one rule, of the first party that has one.
Json answer_of(const Json& document, const std::string& rule) {
  for (const auto& party : document["parties"])
    for (const auto& answer : party["answers"])
      if (answer["rule"] == rule) return answer;
  return nullptr;
}

TEST(Restrictions_verb, Megvii_is_on_1260H_in_June_2024_and_off_it_in_February_2025) {
  const auto june =
      asked({"restrictions", "--party", "Megvii", "--for", "us-dod", "--on", "2024-06-30", "--json", "-"});
  EXPECT_EQ(answer_of(june, "us-dod-1260h")["status"], "listed_not_forbidden");
  const auto february =
      asked({"restrictions", "--party", "Megvii", "--for", "us-dod", "--on", "2025-02-01", "--json", "-"});
  EXPECT_EQ(answer_of(february, "us-dod-1260h")["status"], "was_until");
  EXPECT_EQ(answer_of(february, "us-dod-1260h")["date"], "2025-01-06");
}

TEST(Restrictions_verb, A_council_that_buys_Hikvision_is_not_bound_in_any_script_or_width) {
  for (const char* name :
       {"Hikvision", "HIKVISION", "海康威视", "ＨＩＫＶＩＳＩＯＮ", "Hangzhou Hikvision Digital Technology Company"}) {
    const auto document = asked(
        {"restrictions", "--party", name, "--for", "uk-council", "--act", "buy", "--on", "2024-06-01", "--json", "-"});
    EXPECT_EQ(document["parties"][0]["id"], "hikvision") << name;
    EXPECT_EQ(answer_of(document, "uk-sensitive-2022")["status"], "does_not_bind") << name;
  }
}

TEST(Restrictions_verb, Whether_the_affiliates_rule_came_back_is_unknown_and_said) {
  const auto document = asked({"restrictions", "--on", "2026-11-20", "--json", "-"});
  bool seen = false;
  for (const auto& rule : document["rules"])
    for (const auto& party : rule["parties"])
      if (rule["id"] == "us-bis-affiliates" && party["from"] == "2026-11-10") {
        seen = true;
        EXPECT_EQ(party["holds"], "unknown");
      }
  EXPECT_TRUE(seen);
  const Ran ran = run({"restrictions", "--for", "exporter", "--on", "2026-11-20"});
  EXPECT_NE(ran.out.find("not known here"), std::string::npos);
  EXPECT_NE(ran.out.find("old."), std::string::npos) << "how old the knowledge is";
}

TEST(Restrictions_verb, What_changed_between_two_days_is_told) {
  const auto document = asked({"restrictions", "--diff", "2024-12-31", "2025-02-01", "--json", "-"});
  const auto& changes = document["changes"];
  EXPECT_TRUE(std::any_of(changes.begin(), changes.end(), [](const Json& c) {
    return c["change"] == "ended" && c["rule"] == "us-dod-1260h" && c["day"] == "2025-01-06";
  }));
}

TEST(Restrictions_verb, The_schema_holds_for_each_of_the_three_forms_and_notices_what_is_changed) {
  const Json rules = asked({"restrictions", "--for", "uk-council", "--on", "2018-01-01", "--json", "-"}),
             lorex = asked({"restrictions", "--party", "Lorex", "--on", "2024-01-01", "--json", "-"}),
             diff = asked({"restrictions", "--diff", "2015-01-01", "2026-11-20", "--json", "-"});
  ASSERT_FALSE(lorex["parties"][0]["restrictions"].empty());
  Json renamed = rules, reworded = lorex, without = lorex, of_another = diff, mixed = rules;
  renamed["rules"][0]["name"] = renamed["rules"][0]["title"];
  renamed["rules"][0].erase("title");
  reworded["parties"][0]["restrictions"][0]["status"] = "bans";
  without["parties"][0]["answers"][0].erase("says_not");
  of_another["changes"][0]["change"] = "moved";
  mixed["parties"] = Json::array();
  for (const Json& changed : {renamed, reworded, without, of_another, mixed})
    EXPECT_FALSE(schema().problems(changed).empty());
}

TEST(Restrictions_verb, What_it_cannot_answer_it_refuses_with_what_would_help) {
  const Ran unknown = run({"restrictions", "--party", "Hikvsion"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("Hikvision"), std::string::npos) << unknown.err;
  EXPECT_EQ(run({"restrictions", "--for", "nobody"}).code, 2);
  EXPECT_EQ(run({"restrictions", "--on", "2024-02-30"}).code, 2);
  EXPECT_EQ(run({"restrictions", "--diff", "2025-01-01"}).code, 2);
  EXPECT_EQ(run({"restrictions", "--diff", "2025-01-01", "2024-01-01"}).code, 2);
  EXPECT_EQ(run({"restrictions", "--diff", "2024-01-01", "2025-01-01", "--party", "Megvii"}).code, 2);
}

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "lenscap-import-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(pattern.data()));
    folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return (folder / name).string();
  }
  std::filesystem::path folder;
};

TEST_F(Import, An_edition_becomes_entries_that_load_hold_and_answer) {
  const std::string list =
      write("el-2025-03-01.tsv",
            "list\tgroup\tname\nEL\tA\tDAHUA TECHNOLOGY\nEL\tB\tQUAYSIDE OPTICS CO., LTD.\nEL\tB\tQUAYSIDE\n");
  std::filesystem::create_directory(folder / "mine");
  const std::string mine = (folder / "mine").string();
  const Ran ran = run({"knowledge", "import", list, "-o", mine + "/el.toml"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("lacks"), std::string::npos) << "the short list lacks most of the real one";
  EXPECT_EQ(run({"knowledge", "test", mine}).code, 0);
  const auto found = asked({"restrictions", "--knowledge", mine, "--party", "Quayside Optics Co Ltd", "--for",
                            "exporter", "--act", "supply", "--on", "2025-06-01", "--json", "-"});
  EXPECT_EQ(answer_of(found, "us-bis-el")["status"], "restricted_if");
  // What was known of Dahua stays; what the edition lacks is unknown from its day on.
  const auto dahua = asked({"restrictions", "--knowledge", mine, "--party", "Dahua", "--for", "exporter", "--act",
                            "supply", "--on", "2019-10-08", "--json", "-"});
  EXPECT_EQ(answer_of(dahua, "us-bis-el")["status"], "restricted_from");
  const auto tiandy =
      asked({"restrictions", "--knowledge", mine, "--party", "Tiandy", "--on", "2025-06-01", "--json", "-"});
  bool unknown = false;
  for (const auto& row : tiandy["parties"][0]["restrictions"])
    unknown |= row["rule"] == "us-bis-el" && row["holds"] == "unknown";
  EXPECT_TRUE(unknown);
}

TEST_F(Import, Two_editions_of_any_table_are_compared_by_names) {
  const std::string before = write("old.csv", "Company,Since\nAlpha Co.,2020-01-01\nBeta Co.,2020-01-01\n");
  const std::string now = write("new.csv", "Company,Since\nBETA CO.,2020-01-01\nGamma Co.,2024-01-01\n");
  const auto document =
      asked({"knowledge", "import", now, "--previous", before, "--map", "Company=name", "--map", "Since=from", "--list",
             "ours", "--on", "2024-05-01", "--source", "https://example.org/list", "--json", "-"});
  const auto& list = document["lists"][0];
  EXPECT_EQ(list["rule"], "list-ours");
  EXPECT_EQ(list["added"][0]["name"], "Gamma Co.");
  EXPECT_EQ(list["added"][0]["line"], 3);
  EXPECT_EQ(list["lacking"][0]["name"], "Alpha Co.");
  EXPECT_EQ(list["respelled"], 1);
}

TEST_F(Import, What_cannot_be_imported_is_refused_with_what_would_help) {
  const std::string unknown = write("x.csv", "Firma,Ort\nAcme,Leeds\n");
  const Ran ran = run({"knowledge", "import", unknown});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("Firma"), std::string::npos) << ran.err;
  EXPECT_EQ(run({"knowledge", "import", unknown, "--map", "Firma=name", "--list", "x"}).code, 2) << "no day";
  EXPECT_EQ(run({"knowledge", "import", unknown, "--map", "Firma=name", "--list", "x", "--on", "2024-01-01"}).code, 2)
      << "no source";
  EXPECT_EQ(run({"knowledge", "import", (folder / "none.csv").string()}).code, 2);
  EXPECT_EQ(
      run({"knowledge", "import", write("e-2024-01-01.csv", "list\tgroup\tname\nEL\t1\tAcme Co.\n"), "--list", "DPL"})
          .code,
      2);
}

}  // namespace
}  // namespace lenscap::test::restrictions_test
