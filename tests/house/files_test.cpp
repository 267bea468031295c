// Files as people meet them: short enough to read, free of the places where they were made, and complete in pairs.
#include <gtest/gtest.h>

#include <set>

#include "house/tree.hpp"

namespace lenscap::house::files_test {
namespace {

constexpr std::size_t longest = 350;  // lines; docs/design.md

bool program_text(const std::string& name) {
  return ends_in_one_of(name, {".cpp", ".hpp", ".sh", ".mjs", ".js", ".html", ".cmake", "/dev", "/lenscap"});
}

TEST(Files, No_file_of_code_is_longer_than_350_lines) {
  std::size_t seen = 0;
  for (const auto& file : files_below("")) {
    if (!written_by_hand(file) || !program_text("/" + file)) continue;
    const std::string text = text_of(root() / file);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    ++seen;
    EXPECT_LE(lines, longest) << file;
  }
  EXPECT_GT(seen, 200u);
}

TEST(Files, Nothing_names_the_machine_it_was_made_on_or_a_host_that_serves_packages) {
  // Joined here, so that this file does not hold them itself.
  const std::vector<std::string> places = {
      std::string("/work") + "/",     std::string("/ro") + "ot/",          std::string("/ho") + "me/",
      std::string("/tmp") + "/build", std::string("deb.") + "debian",      std::string("registry.") + "npmjs",
      std::string("pypi.") + "org",   std::string("security.") + "debian", std::string("local") + "host:",
  };
  for (const auto& file : files_below("")) {
    if (!written_by_hand(file)) continue;
    const std::string text = text_of(root() / file);
    for (const auto& place : places) EXPECT_EQ(text.find(place), std::string::npos) << file << " names " << place;
  }
}

TEST(Files, Nothing_is_left_for_later) {
  const std::vector<std::string> marks = {std::string("TO") + "DO", std::string("FIX") + "ME"};
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  for (const auto& file : files_below("")) {
    if (!written_by_hand(file)) continue;
    const std::string text = text_of(root() / file);
    for (const auto& mark : marks)
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const bool inside_a_word = (at > 0 && letter(text[at - 1])) || letter(text[at + mark.size()]);
        EXPECT_TRUE(inside_a_word) << file << " holds " << mark;
      }
  }
}

TEST(Files, Every_fuzz_target_has_a_corpus_and_every_corpus_a_target) {
  std::set<std::string> targets, corpora;
  for (const auto& file : files_below("fuzz")) {
    const std::string corpus = "fuzz/corpus/", end = "_fuzz.cpp";
    if (file.ends_with(end)) targets.insert(file.substr(5, file.size() - 5 - end.size()));
    if (file.starts_with(corpus))
      corpora.insert(file.substr(corpus.size(), file.find('/', corpus.size()) - corpus.size()));
  }
  EXPECT_GT(targets.size(), 10u);
  EXPECT_EQ(targets, corpora);
}

TEST(Files, The_check_that_dev_fuzz_planted_takes_out_is_still_there_once) {
  const std::string script = text_of(root() / "tools/house/fuzz.sh"), key = "check='";
  const auto at = script.find(key) + key.size();
  const std::string check = script.substr(at, script.find('\'', at) - at);
  const std::string parser = text_of(root() / "src/wire/dhcp.cpp");
  const auto first = parser.find(check);
  ASSERT_NE(first, std::string::npos) << check;
  EXPECT_EQ(parser.find(check, first + 1), std::string::npos);
}

}  // namespace
}  // namespace lenscap::house::files_test
