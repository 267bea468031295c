// docs/protocols.md and the code name the same readers, tests, observations, golden messages and evidence.
#include <fnmatch.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "house/tree.hpp"
#include "model/kind.hpp"

namespace lenscap::house::protocols_test {
namespace {

using Names = std::set<std::string>;
using Cells = std::vector<std::string>;

std::string page() { return text_of(root() / "docs/protocols.md"); }
bool exists(const std::string& file) { return std::filesystem::exists(root() / file); }

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
  return from == std::string::npos ? "" : text.substr(from, to - from + 1);
}

std::vector<std::string> split(const std::string& text, char between) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, between);) parts.push_back(trimmed(part));
  return parts;
}

/// The words in `…` of a cell or of the page.
std::vector<std::string> in_backticks(const std::string& text) {
  static const std::regex expression("`([^`]+)`");
  std::vector<std::string> words;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) words.push_back((*it)[1]);
  return words;
}

/// The rows below headings of so many columns, without the headings.
std::vector<Cells> rows(std::size_t columns) {
  std::vector<Cells> all;
  bool inside = false;
  std::istringstream lines(page());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("|---")) inside = true;
    else if (!line.starts_with("| ")) inside = false;
    else if (auto cells = split(line.substr(1), '|'); inside && cells.size() == columns) all.push_back(cells);
  }
  return all;
}

struct Row {
  std::string protocol, file, test;
  Names evidence, prefixes;
  std::vector<std::string> golden, real;
};

std::vector<Row> protocols() {
  std::vector<Row> all;
  for (const Cells& c : rows(9)) {
    Row row{c[0], c[4], c[6], {}, {}, in_backticks(c[7]), split(c[8], ',')};
    for (std::string* name : {&row.file, &row.test}) *name = in_backticks(*name).empty() ? "" : in_backticks(*name)[0];
    for (const auto& name : split(c[2], ',')) row.evidence.insert(name);
    for (const auto& kinds : in_backticks(c[3])) row.prefixes.insert(kinds.substr(0, kinds.find('.')));
    all.push_back(row);
  }
  return all;
}

/// Which classes the kinds of `prefix` are of.
Names classes_of(const std::string& prefix) {
  Names classes;
  for (const auto& kind : model::all_kinds())
    if (kind.name.starts_with(prefix + ".")) classes.insert(std::string(to_string(kind.evidence)));
  return classes;
}

TEST(Protocols, Every_file_of_wire_stands_on_the_page_once) {
  const std::string text = page(), heading = "## What the readers share";
  ASSERT_NE(text.find(heading), std::string::npos);
  const auto from = text.find(heading);
  std::multiset<std::string> named;
  for (const Row& row : protocols()) named.insert(row.file);
  for (const auto& name : in_backticks(text.substr(from, text.find("\n\n", from + heading.size() + 2) - from)))
    named.insert(name);
  std::multiset<std::string> there;
  for (const auto& file : files_below("src/wire"))
    if (file.ends_with(".hpp")) there.insert(file.substr(9, file.size() - 9 - 4));
  EXPECT_GT(there.size(), 80u);
  EXPECT_EQ(named, there);
}

TEST(Protocols, Each_is_held_by_a_fuzz_target_with_seeds_and_by_a_test) {
  EXPECT_GT(protocols().size(), 60u);
  for (const Row& row : protocols()) {
    EXPECT_TRUE(exists("fuzz/" + row.file + "_fuzz.cpp")) << row.protocol;
    EXPECT_FALSE(files_below("fuzz/corpus/" + row.file).empty()) << row.protocol;
    const std::string test = "tests/wire/" + row.test + "_test.cpp";
    ASSERT_TRUE(exists(test)) << row.protocol;
    EXPECT_NE(text_of(root() / test).find("wire/" + row.file + ".hpp"), std::string::npos) << test << " " << row.file;
  }
}

TEST(Protocols, Evidence_is_of_the_classes_that_the_kinds_have) {
  std::map<std::string, Names> told;
  for (const Row& row : protocols()) {
    Names possible = {"none"};
    for (const auto& prefix : row.prefixes) {
      ASSERT_FALSE(classes_of(prefix).empty()) << row.protocol << ": no kinds " << prefix;
      possible.merge(classes_of(prefix));
      told[prefix].insert(row.evidence.begin(), row.evidence.end());
    }
    for (const auto& name : row.evidence) EXPECT_TRUE(possible.contains(name)) << row.protocol << ": " << name;
  }
  for (const auto& kind : model::all_kinds()) {
    const std::string prefix(kind.name.substr(0, kind.name.find('.')));
    ASSERT_TRUE(told.contains(prefix)) << kind.name << " is told by no protocol of the page";
    const std::string name(to_string(kind.evidence));
    EXPECT_TRUE(name == "none" || told[prefix].contains(name)) << kind.name << " counts as " << name;
  }
}

TEST(Protocols, Every_golden_message_belongs_to_one_and_every_one_named_exists) {
  Names messages;
  for (const auto& file : files_below("tests/golden"))
    if (file.ends_with(".hex")) messages.insert(file.substr(13, file.size() - 13 - 4));
  EXPECT_GT(messages.size(), 100u);
  Names named;
  for (const Row& row : protocols())
    for (const auto& form : row.golden) {
      Names fit;
      for (const auto& name : messages)
        if (::fnmatch(form.c_str(), name.c_str(), 0) == 0) fit.insert(name);
      EXPECT_FALSE(fit.empty()) << row.protocol << ": no message " << form;
      named.merge(fit);
    }
  EXPECT_EQ(named, messages);
}

TEST(Protocols, Evidence_that_a_row_names_is_described_below) {
  Names described = {"–", "all"};
  for (const Cells& cells : rows(3)) described.insert(cells[0]);
  EXPECT_GT(described.size(), 10u);
  Names used;
  for (const Row& row : protocols())
    for (const auto& name : row.real) {
      EXPECT_TRUE(described.contains(name)) << row.protocol << ": " << name;
      used.insert(name);
    }
  for (const auto& name : described) EXPECT_TRUE(used.contains(name)) << name << " is named by no protocol";
}

}  // namespace
}  // namespace lenscap::house::protocols_test
