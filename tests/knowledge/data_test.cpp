// The committed data/: sound by its own examples, and held by words that it did not write itself
// (expected_claims*.toml).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "files.hpp"
#include "knowledge/document.hpp"
#include "knowledge/matcher.hpp"
#include "knowledge/registry.hpp"

namespace lenscap::knowledge::data_test {
namespace {

const std::string root = LENSCAP_ROOT;

Knowledge committed() {
  auto k = load_directory(root + "/data");
  if (!k) ADD_FAILURE() << model::to_line(k.error());
  return k.value_or(Knowledge{});
}

/// The files of expected words, in the order of their names.
std::vector<std::string> files_of_words() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(root + "/tests/knowledge")) {
    const std::string name = file.path().filename().string();
    if (name.starts_with("expected_claims") && name.ends_with(".toml")) names.push_back("tests/knowledge/" + name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The rows of one table of all of them.
std::vector<Value> rows(std::string_view table) {
  std::vector<Value> all;
  for (const std::string& name : files_of_words()) {
    const auto text = read_file(root + "/" + name, name, max_document_bytes);
    const auto document = text ? parse_document(*text, name) : tl::unexpected(text.error());
    if (!document) {
      ADD_FAILURE() << model::to_line(document.error());
      continue;
    }
    const auto at = std::find(document->keys.begin(), document->keys.end(), table) - document->keys.begin();
    if (at == static_cast<std::ptrdiff_t>(document->keys.size())) continue;
    const auto& items = document->items[static_cast<std::size_t>(at)].items;
    all.insert(all.end(), items.begin(), items.end());
  }
  return all;
}

const Value* get(const Value& row, std::string_view key) {
  const auto at = std::find(row.keys.begin(), row.keys.end(), key);
  return at == row.keys.end() ? nullptr : &row.items[static_cast<std::size_t>(at - row.keys.begin())];
}

std::string text(const Value& row, std::string_view key) { return get(row, key) ? get(row, key)->text : std::string(); }
bool flag(const Value& row, std::string_view key) { return get(row, key) && get(row, key)->integer != 0; }

std::set<std::string> texts(const Value& row, std::string_view key) {
  std::set<std::string> found;
  if (const Value* list = get(row, key))
    for (const Value& item : list->items) found.insert(item.text);
  return found;
}

/// "maker=dahua", for every claim on the row's words.
std::set<std::string> claims_on(Matcher& matcher, const Value& row) {
  std::set<std::string> claims;
  const auto kind = model::find_kind(text(row, "kind"));
  if (!kind) ADD_FAILURE() << "line " << row.line << ": no such kind";
  if (!kind) return claims;
  for (const Match& match : matcher.match(*kind, text(row, "value")))
    for (const auto& claim : match.claims) claims.insert(std::string(to_string(claim.kind)) + "=" + claim.value);
  return claims;
}

bool is_about(const std::string& claim, const std::string& kind) { return claim.starts_with(kind + "="); }

/// What a row finds wrong with the claims on its words; empty when they are as expected.
std::string complaint(Matcher& matcher, const Value& row) {
  const std::set<std::string> claims = claims_on(matcher, row), expected = texts(row, "claims");
  for (const std::string& claim : expected)
    if (!claims.contains(claim)) return "does not claim " + claim;
  for (const std::string& kind : texts(row, "never"))
    for (const std::string& claim : claims)
      if (is_about(claim, kind)) return "claims " + claim;
  for (const std::string& claim : claims)
    for (const std::string& wanted : expected)
      if (is_about(wanted, "maker") && is_about(claim, "maker") && claim != wanted) return "claims also " + claim;
  return {};
}

TEST(CommittedData, Passes_its_own_examples_and_names_only_what_exists) {
  for (const model::Error& error : check(committed())) ADD_FAILURE() << model::to_line(error);
}

TEST(CommittedData, Says_of_real_words_what_is_known_of_their_devices) {
  const Knowledge k = committed();
  Matcher matcher(k);
  for (const Value& row : rows("words")) {
    const std::string wrong = complaint(matcher, row);
    EXPECT_EQ(wrong, "") << "line " << row.line << ": " << text(row, "kind") << " '" << text(row, "value") << "'";
  }
}

TEST(CommittedData, No_signature_file_can_be_deleted_unnoticed) {
  const Knowledge whole = committed();
  const std::vector<Value> words = rows("words");
  std::set<std::string> files;
  for (const Signature& signature : whole.signatures) files.insert(signature.file);
  ASSERT_FALSE(files.empty());
  for (const std::string& file : files) {
    Knowledge without = whole;
    std::erase_if(without.signatures, [&](const Signature& signature) { return signature.file == file; });
    Matcher matcher(without);
    const bool noticed =
        std::any_of(words.begin(), words.end(), [&](const Value& row) { return !complaint(matcher, row).empty(); });
    EXPECT_TRUE(noticed) << file << ": write a row of tests/knowledge/expected_claims*.toml that needs it";
  }
}

TEST(CommittedData, Knows_whose_cloud_hosts_are) {
  const Knowledge k = committed();
  const Matcher matcher(k);
  for (const Value& row : rows("host")) {
    const Endpoint* endpoint = matcher.endpoint(text(row, "name"));
    EXPECT_EQ(endpoint == nullptr, flag(row, "none")) << text(row, "name");
    if (!endpoint) continue;
    for (const auto& [key, stated] : {std::pair{"maker", endpoint->maker}, std::pair{"brand", endpoint->brand}})
      EXPECT_TRUE(!get(row, key) || text(row, key) == stated) << text(row, "name") << ": " << key << " " << stated;
  }
}

TEST(CommittedData, Knows_whose_labels_are) {
  const Knowledge k = committed();
  for (const Value& row : rows("label")) {
    bool house = false;
    const Maker* maker = k.maker_of_label(text(row, "text"), house);
    EXPECT_EQ(maker ? maker->id : "", text(row, "maker")) << text(row, "text");
    EXPECT_EQ(house, flag(row, "house")) << text(row, "text");
  }
}

TEST(CommittedData, Words_are_read_from_every_file_of_them) {
  const auto files = files_of_words();
  EXPECT_GE(files.size(), 2u);
  EXPECT_GT(rows("words").size(), 80u);
}

TEST(CommittedData, Names_organisations_as_the_address_registry_prints_them) {
  const auto tsv = read_file(root + "/data/registry/oui.tsv", "oui.tsv", 16 << 20);
  ASSERT_TRUE(tsv);
  std::set<std::string, std::less<>> printed;
  for (std::size_t at = 0; at < tsv->size(); at = tsv->find('\n', at) + 1)
    printed.insert(tsv->substr(at, tsv->find('\t', at) - at));
  const auto expect_printed = [&](const auto& entries) {
    for (const auto& e : entries)
      for (const std::string& name : e.organisations)
        EXPECT_TRUE(printed.contains(name)) << e.file << ", line " << e.line << ": '" << name << "'";
  };
  const Knowledge k = committed();
  expect_printed(k.makers);
  expect_printed(k.brands);
  expect_printed(k.components);
}

}  // namespace
}  // namespace lenscap::knowledge::data_test
