// The published schemas of screen, contracts and restrictions list the words that the code can say, each of them and no
// other; and the checker of schemas checks what it says it does.
#include "views/schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "assess/contract_links.hpp"
#include "assess/restriction.hpp"
#include "assess/restriction_diff.hpp"
#include "assess/rule_party.hpp"
#include "sources/screen_input.hpp"

namespace lenscap::views::schema_test {
namespace {

using nlohmann::json;
using Words = std::set<std::string>;

/// The texts of the enum at `pointer`; null stands in an enum where a name may be without a word.
Words listed(const std::string& name, const char* pointer) {
  const json schema = json::parse(std::ifstream(LENSCAP_ROOT "/docs/" + name + ".schema.json"));
  Words words;
  for (const json& word : schema.at(json::json_pointer(pointer)))
    if (!word.is_null()) words.insert(word.get<std::string>());
  return words;
}

/// to_string() of every value up to `last`.
template <class Enum>
Words said(Enum last) {
  Words words;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (const auto word = to_string(static_cast<Enum>(i)); !word.empty()) words.emplace(word);
  return words;
}

/// The keys of a table of words: of `name = … ;` in a file of src/views/.
Words told(const std::string& file, const std::string& name) {
  std::ifstream in(LENSCAP_ROOT "/src/views/" + file);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const auto at = text.find(" " + name + " =");
  const std::string table = at == text.npos ? "" : text.substr(at, text.find(";\n", at) - at);
  const std::regex key(R"re(\{"([a-z_]+)",)re");
  Words words;
  for (std::sregex_iterator it(table.begin(), table.end(), key), end; it != end; ++it) words.insert((*it)[1]);
  EXPECT_GT(words.size(), 2u) << file << " has no table " << name;
  return words;
}

TEST(Schema, Of_screen_has_every_word_of_the_code) {
  EXPECT_EQ(listed("screen", "/$defs/verdict/enum"), said(assess::ScreenVerdict::not_them));
  EXPECT_EQ(listed("screen", "/properties/input/properties/columns/items/properties/taken_for/enum"),
            said(sources::ScreenColumn::identifier));
  Words keys = told("screen_words.cpp", "sentences");
  keys.merge(told("screen_words.cpp", "about_rules"));
  EXPECT_EQ(listed("screen", "/$defs/reasons/items/properties/key/enum"), keys);
  EXPECT_EQ(listed("screen", "/$defs/decide/enum"), told("screen_words.cpp", "deciders"));
}

TEST(Schema, Of_contracts_has_every_word_of_the_code) {
  EXPECT_EQ(listed("contracts", "/$defs/link/properties/kind/enum"), said(assess::LinkKind::related));
  EXPECT_EQ(listed("contracts", "/$defs/sum/properties/kind/enum"), said(assess::SumKind::stated));
  EXPECT_EQ(listed("contracts", "/$defs/deal/properties/status/enum"), said(assess::DealStatus::other));
  EXPECT_EQ(listed("contracts", "/properties/totals/properties/left_out/items/properties/why/enum"),
            told("contracts_words.cpp", "left_out_table"));
  EXPECT_EQ(listed("contracts", "/$defs/note_key/enum"), told("contracts_words.cpp", "note_table"));
  EXPECT_EQ(listed("contracts", "/$defs/date_kind/enum"), told("contracts_words.cpp", "date_table"));
  EXPECT_EQ(listed("contracts", "/$defs/pattern_key/enum"), told("contracts_words.cpp", "innocent_table"));
  EXPECT_EQ(listed("contracts", "/$defs/answer/properties/verdict/enum"), listed("screen", "/$defs/verdict/enum"));
  EXPECT_EQ(listed("contracts", "/$defs/answer/properties/reasons/items/properties/key/enum"),
            listed("screen", "/$defs/reasons/items/properties/key/enum"));
  EXPECT_EQ(listed("contracts", "/$defs/answer/properties/decide/enum"), listed("screen", "/$defs/decide/enum"));
}

TEST(Schema, Of_restrictions_has_every_word_of_the_code) {
  EXPECT_EQ(listed("restrictions", "/$defs/answer/properties/status/enum"), said(assess::Status::not_restricted));
  EXPECT_EQ(listed("restrictions", "/$defs/holds/enum"), said(assess::Holds::unknown));
  EXPECT_EQ(listed("restrictions", "/$defs/named/properties/kind/enum"), said(assess::NamedKind::written));
  EXPECT_EQ(listed("restrictions", "/$defs/change/properties/change/enum"), said(assess::RuleChange::unknown));
}

TEST(Schema, An_unknown_keyword_is_a_problem_even_where_no_value_is) {
  const json inside = {{"type", "object"}, {"properties", {{"a", {{"items", {{"maxItems", 3}}}}}}}};
  EXPECT_EQ(test::Schema(inside).problems(json::object()).size(), 1u);
  const json of_a_choice = {{"oneOf", {{{"type", "null"}}, {{"$ref", "#/$defs/b"}}}},
                            {"$defs", {{"b", {{"type", "string"}, {"not", 1}}}}}};
  EXPECT_EQ(test::Schema(of_a_choice).problems(nullptr).size(), 1u);
  const json name = {{"properties", {{"maxItems", {{"type", "null"}}}}}};
  EXPECT_TRUE(test::Schema(name).problems({{"maxItems", nullptr}}).empty()) << "a property may be called so";
}

TEST(Schema, Of_several_forms_exactly_one_is_met) {
  const json forms = {
      {"oneOf", {{{"type", "string"}}, {{"type", "integer"}, {"minimum", 3}, {"maximum", 9}}, {{"const", 5}}}}};
  const test::Schema schema(forms);
  EXPECT_TRUE(schema.problems("text").empty());
  EXPECT_TRUE(schema.problems(4).empty());
  EXPECT_FALSE(schema.problems(2).empty());
  EXPECT_FALSE(schema.problems(10).empty());
  EXPECT_FALSE(schema.problems(5).empty()) << "two are met";
  EXPECT_FALSE(schema.problems(nullptr).empty());
}

}  // namespace
}  // namespace lenscap::views::schema_test
