// lenscap screen, as its users run it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "views/schema.hpp"

namespace lenscap::test::screen_test {
namespace {

namespace fs = std::filesystem;

const views::test::Schema& schema() {
  static const views::test::Schema published(
      nlohmann::json::parse(std::ifstream(LENSCAP_ROOT "/docs/screen.schema.json")));
  return published;
}

struct Screen : ::testing::Test {
  Screen() { fs::create_directories(folder); }
  ~Screen() override { fs::remove_all(folder); }
  std::string folder = (fs::temp_directory_path() / ("lenscap-screen-" + std::to_string(::getpid()))).string();

  std::string file(const std::string& name, const std::string& text) const {
    const std::string path = folder + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  static nlohmann::json json(const std::vector<std::string>& arguments) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    const auto document = nlohmann::json::parse(ran.out);
    for (const std::string& problem : schema().problems(document)) ADD_FAILURE() << problem;
    return document;
  }
};

constexpr const char* suppliers =
    "Supplier name,Country,Item description\n"
    "Hangzhou Hikvision Digital Technology Co.; Ltd,CN,\n"
    "Safe Homes,GB,4 x DS-2CD2143G2-I\n"
    "\xef\xbc\xa8ikvision,,\n"
    "X,,\n"
    "Dahua,,\n"
    "Kirklees Council,GB,\n";

TEST_F(Screen, Every_row_gets_one_result_with_the_stable_names) {
  const auto out = json({"screen", file("s.csv", suppliers), "--json", "-"});
  ASSERT_EQ(out["results"].size(), 6u);
  for (const auto& row : out["results"])
    for (const char* key : {"row", "name", "verdict", "party", "rule", "reason"}) EXPECT_TRUE(row.contains(key)) << key;
  EXPECT_EQ(out["results"][0]["verdict"], "is");
  EXPECT_EQ(out["results"][1]["verdict"], "sells");
  EXPECT_EQ(out["results"][2]["verdict"], "is");
  EXPECT_EQ(out["results"][4]["verdict"], "may_be");
  EXPECT_EQ(out["results"][5]["verdict"], "not");
  EXPECT_EQ(out["input"]["columns"][0]["taken_for"], "name");
}

TEST_F(Screen, The_schema_holds_for_every_form_of_input_and_notices_what_is_changed) {
  EXPECT_EQ(json({"screen", file("one.json", R"({"name":"Hikvision","items":[{"description":"DS-2CD2143G2-I"}]})"),
                  "--json", "-"})["input"]["form"],
            "JSON");
  EXPECT_EQ(json({"screen", file("l.jsonl", "{\"name\":\"Dahua\"}\nnone\n"), "--json", "-"})["input"]["form"],
            "JSON lines");
  EXPECT_EQ(
      json({"screen", file("o.json", R"({"ocid":"x","parties":[{"name":"Acme"}]})"), "--json", "-"})["input"]["form"],
      "OCDS");
  EXPECT_EQ(json({"screen", file("n.txt", "Hikvisi?n\nDahua \"Technology\n"), "--json", "-"})["input"]["form"],
            "lines");
  const auto out = json({"screen", file("s.csv", std::string(suppliers) + "Acme,GB\n"), "--json", "-"});
  auto renamed = out, reworded = out, without = out, of_another = out;
  renamed["results"][0]["label"] = renamed["results"][0]["party"];
  renamed["results"][0].erase("party");
  reworded["results"][0]["verdict"] = "guilty";
  without["results"][0]["others"] = nlohmann::json::array({{{"verdict", "not"}}});
  of_another["results"][0]["reasons"][0]["key"] = "hearsay";
  for (const auto& changed : {renamed, reworded, without, of_another}) EXPECT_FALSE(schema().problems(changed).empty());
}

TEST_F(Screen, Rows_beyond_what_one_thread_takes_keep_their_order) {
  std::string names;
  for (int i = 1; i <= 1201; ++i)
    names += i == 3 || i == 600 || i == 1201 ? "EZVIZ\n" : fmt::format("Parish Council {}\n", i);
  const auto out = json({"screen", file("many.txt", names), "--json", "-"});
  EXPECT_EQ(out["lenscap"], "screen");
  EXPECT_EQ(out["schema"], 1);
  ASSERT_EQ(out["results"].size(), 1201u);
  std::vector<int> found;
  for (std::size_t i = 0; i < 1201; ++i) {
    const auto& row = out["results"][i];
    EXPECT_EQ(row["row"], i + 1);
    if (row["verdict"] == "owned_by") found.push_back(row["row"]);
    else EXPECT_EQ(row["name"], fmt::format("Parish Council {}", i + 1));
  }
  EXPECT_EQ(found, (std::vector<int>{3, 600, 1201}));
}

TEST_F(Screen, Lines_on_a_terminal_fit_it_and_end_with_what_to_do_next) {
  const std::string path = file("s.csv", suppliers);
  const Ran ran = run({"screen", path});
  std::istringstream lines(ran.out);
  std::size_t shown = 0;
  std::string first, line;
  std::getline(lines, first);  // names the file, whose path is as long as it is
  for (; std::getline(lines, line); ++shown)
    if (line.find('`') == line.npos) EXPECT_LE(line.size(), 80u) << line;
  EXPECT_GT(shown, 10u);
  EXPECT_NE(ran.out.find("lenscap who PARTY"), std::string::npos);
  EXPECT_EQ(run({"screen", file("clean.txt", "Kirklees Council\n")}).out.find("lenscap who PARTY"), std::string::npos);
}

TEST_F(Screen, Pairs_are_answered_in_their_order) {
  const auto out = json({"screen", "--pairs",
                         file("p.csv", "name1,name2\nSiemens AG,SiemensAG\n,\nBP p.l.c.,BD p.l.c.\n"), "--json", "-"});
  ASSERT_EQ(out["results"].size(), 3u);
  EXPECT_EQ(out["results"][0]["verdict"], "is");
  EXPECT_EQ(out["results"][1]["verdict"], "not");
  EXPECT_EQ(out["results"][2]["verdict"], "not");
}

TEST_F(Screen, A_decision_is_kept_and_ends_when_an_entry_behind_it_changes) {
  const std::string input = file("s.csv", suppliers);
  ASSERT_EQ(run({"screen", input, "--decide", "6=not", "--by", "A. Person", "--reason", "another company"}).code, 0);
  const auto kept = json({"screen", input, "--json", "-"})["results"][4];
  EXPECT_EQ(kept["verdict"], "not");
  EXPECT_EQ(kept["decision"]["by"], "A. Person");
  std::string text;
  {
    std::ifstream in(input + ".decisions.toml");
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  const auto digest = text.find("maker:dahua ") + 12;
  text[digest] = text[digest] == '0' ? '1' : '0';
  std::ofstream(input + ".decisions.toml") << text;
  const auto changed = json({"screen", input, "--json", "-"})["results"][4];
  EXPECT_EQ(changed["verdict"], "may_be");
  EXPECT_FALSE(changed.contains("decision"));
  EXPECT_NE(changed["reason"].get<std::string>().find("has changed since"), std::string::npos);
}

TEST_F(Screen, Who_asks_decides_which_rule_is_shown) {
  const std::string input = file("s.csv", suppliers);
  EXPECT_TRUE(json({"screen", input, "--for", "uk-council", "--json", "-"})["results"][0]["rule"].is_null());
  EXPECT_FALSE(json({"screen", input, "--for", "us-federal", "--json", "-"})["results"][0]["rule"].is_null());
}

TEST_F(Screen, Wrong_usage_is_told_what_to_do) {
  EXPECT_EQ(run({"screen"}).code, 2);
  EXPECT_EQ(run({"screen", file("e.csv", "")}).code, 2);
  EXPECT_EQ(run({"screen", file("s.csv", suppliers), "--column", "none"}).code, 2);
  EXPECT_EQ(run({"screen", file("s.csv", suppliers), "--decide", "99=not", "--by", "A", "--reason", "b"}).code, 2);
  EXPECT_EQ(run({"screen", file("s.csv", suppliers), "--decide", "6=not"}).code, 2);
  EXPECT_EQ(run({"screen", file("s.csv", suppliers), "--json", "-", "--csv", "-"}).code, 2);
}

TEST_F(Screen, The_place_in_a_JSON_document_is_a_pointer_without_what_turns_text_round) {
  const auto path = file("keys.json", "{\"a/b\xe2\x80\xae~\": [{\"name\": \"Hikvision\"}]}");
  const Ran ran = run({"screen", path, "--json", "-"});
  EXPECT_EQ(nlohmann::json::parse(ran.out)["results"][0]["place"], "/a~1b\\u202e~0/0");
}

}  // namespace
}  // namespace lenscap::test::screen_test
