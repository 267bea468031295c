// One party in JSON, on a terminal and as a graph.
#include "views/who.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "schema.hpp"

namespace lenscap::views::who_test {
namespace {

using nlohmann::json;

const knowledge::Knowledge& shipped() {
  static const knowledge::Knowledge k = [] {
    auto loaded = knowledge::load_builtin();
    if (!loaded) ADD_FAILURE() << model::to_line(loaded.error());
    return loaded ? std::move(*loaded) : knowledge::Knowledge{};
  }();
  return k;
}

assess::Who ask(std::string_view name, model::Date on, const knowledge::Knowledge& k = shipped()) {
  const auto found = assess::find_parties(k, name);
  if (found.empty()) ADD_FAILURE() << "nobody is " << name;
  return found.empty() ? assess::Who{} : assess::who_is(k, found.front(), on);
}

/// Two organisations; the share of the one in the other is not known, and its name is hostile.
knowledge::Knowledge hostile() {
  knowledge::Knowledge k;
  knowledge::Organisation a, b;
  a.id = "a", a.name = "A \"quoted\" \\ \x1b[31m Ltd", a.kind = "company";
  b.id = "b", b.name = "B Ltd", b.kind = "company";
  knowledge::Holding holding;
  holding.owner = "a", holding.certainty = "reported", holding.note = "so it \x1b[2J says";
  b.owners.push_back(holding);
  k.organisations = {a, b};
  return k;
}

TEST(WhoJson, Every_party_meets_the_schema) {
  const test::Schema schema(json::parse(std::ifstream(LENSCAP_ROOT "/docs/who.schema.json")));
  std::vector<std::string> ids = {"FiberHome Technologies Group"};
  for (const auto& one : shipped().organisations) ids.push_back(one.id);
  for (const auto& one : shipped().lookalikes) ids.push_back(one.id);
  for (const auto& one : shipped().brands) ids.push_back(one.id);
  for (const auto& one : shipped().makers) ids.push_back(one.id);
  for (const std::string& id : ids) {
    const json document = json::parse(to_who_json(ask(id, {2024, 5, 1}), shipped(), id));
    for (const std::string& problem : schema.problems(document)) ADD_FAILURE() << id << " " << problem;
  }
}

TEST(WhoJson, A_share_that_is_not_known_is_an_interval_and_its_statement_null) {
  const auto k = hostile();
  const json document = json::parse(to_who_json(ask("b", {2024, 5, 1}, k), k, "b"));
  EXPECT_EQ(document["owners"][0]["least"], 0);
  EXPECT_EQ(document["owners"][0]["most"], 100);
  EXPECT_EQ(document["owners"][0]["half"], "not_known");
  EXPECT_TRUE(document["holdings"][0]["share"].is_null());
  EXPECT_EQ(document["owner_not_known"], 100);
}

TEST(WhoJson, The_same_question_has_the_same_bytes) {
  EXPECT_EQ(to_who_json(ask("hikvision", {2024, 5, 1}), shipped(), "hikvision"),
            to_who_json(ask("hikvision", {2024, 5, 1}), shipped(), "hikvision"));
}

TEST(WhoTerminal, Says_the_share_the_way_and_the_rule) {
  const std::string text = to_who_terminal(ask("Lorex Technology Inc.", {2021, 3, 1}), shipped(), {false, 80});
  for (const char* part :
       {"Lorex Technology Inc.", "Dahua Europe B.V.: 100 %", "Zhejiang Dahua Technology Co., Ltd.: 100 %",
        "through Dahua Europe B.V.", "us-889-a1a", "Owners on 2021-03-01"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(WhoTerminal, Says_of_a_look_alike_whom_it_is_not) {
  const std::string text = to_who_terminal(ask("DAHUA ELECTRONICS CORPORATION", {2021, 3, 1}), shipped(), {false, 80});
  EXPECT_NE(text.find("Not Zhejiang Dahua Technology Co., Ltd."), std::string::npos) << text;
  EXPECT_EQ(text.find("Owners on"), std::string::npos);
}

TEST(WhoTerminal, Says_that_a_common_word_decides_nothing) {
  const std::string text = to_who_terminal(ask("大华", {2021, 3, 1}), shipped(), {false, 80});
  EXPECT_NE(text.find("Found by a common word"), std::string::npos) << text;
}

TEST(WhoViews, A_hostile_name_moves_no_cursor_and_ends_no_string) {
  const auto k = hostile();
  const auto who = ask("b", {2024, 5, 1}, k);
  EXPECT_EQ(to_who_terminal(who, k, {false, 80}).find('\x1b'), std::string::npos);
  EXPECT_EQ(to_who_json(who, k, "b\x1b").find('\x1b'), std::string::npos);
  const std::string dot = to_who_dot(who, k);
  EXPECT_EQ(dot.find('\x1b'), std::string::npos);
  EXPECT_NE(dot.find(R"(label="A \"quoted\" \\ )"), std::string::npos) << dot;
}

TEST(WhoDot, An_arrow_leads_from_owner_to_owned_and_is_dashed_without_a_share) {
  const auto k = hostile();
  EXPECT_NE(to_who_dot(ask("b", {2024, 5, 1}, k), k).find(R"("a" -> "b" [label="?", style=dashed];)"),
            std::string::npos);
  const std::string dot = to_who_dot(ask("lorex-technology", {2021, 3, 1}), shipped());
  EXPECT_NE(dot.find(R"("dahua-europe" -> "lorex-technology" [label="100 %"];)"), std::string::npos) << dot;
  EXPECT_NE(dot.find(R"("dahua" -> "dahua-europe" [label="100 %"];)"), std::string::npos) << dot;
}

}  // namespace
}  // namespace lenscap::views::who_test
