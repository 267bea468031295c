#include "assess/word_names.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace lenscap::assess::word_names_test {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Empty when not kept: no test keeps nothing but the one that says so.
Numbers kept(const WordNames& words, std::uint64_t key, std::string_view word, std::uint8_t manner = 0) {
  const auto found = words.find(key, word, manner);
  return found ? Numbers(found->begin(), found->end()) : Numbers{};
}

TEST(WordNames, What_is_kept_is_found_again_by_word_and_manner) {
  WordNames words;
  EXPECT_FALSE(words.find(7, "camera", 0));
  const auto span = words.keep(7, "camera", 0, Numbers{3, 1});
  EXPECT_EQ(Numbers(span.begin(), span.end()), (Numbers{3, 1}));
  words.keep(7, "camera", 1, Numbers{4});
  EXPECT_EQ(kept(words, 7, "camera"), (Numbers{3, 1}));
  EXPECT_EQ(kept(words, 7, "camera", 1), Numbers{4});
  EXPECT_FALSE(words.find(7, "camera", 2));
}

TEST(WordNames, Words_of_one_key_are_told_apart_by_their_letters) {
  WordNames words;
  words.keep(5, "abcd", 0, Numbers{1});
  words.keep(5, "abce", 0, Numbers{2});
  words.keep(5, "abc", 0, Numbers{3});
  words.keep(5, "", 0, Numbers{4});
  EXPECT_EQ(kept(words, 5, "abcd"), Numbers{1});
  EXPECT_EQ(kept(words, 5, "abce"), Numbers{2});
  EXPECT_EQ(kept(words, 5, "abc"), Numbers{3});
  EXPECT_EQ(kept(words, 5, ""), Numbers{4});
  EXPECT_FALSE(words.find(5, "abcdabcd", 0));
}

TEST(WordNames, Words_made_to_have_one_key_are_answered_rightly_or_looked_for_anew) {
  WordNames words;
  std::size_t known = 0;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const std::string word = std::to_string(i);
    const auto span = words.keep(77, word, 0, Numbers{i});
    EXPECT_EQ(Numbers(span.begin(), span.end()), Numbers{i});
    if (const auto found = words.find(77, word, 0)) {
      EXPECT_EQ(Numbers(found->begin(), found->end()), Numbers{i});
      ++known;
    }
  }
  EXPECT_GT(known, 0u);
  EXPECT_LT(known, 200u) << "else one look goes through all of them";
}

TEST(WordNames, That_nothing_was_found_is_kept_too) {
  WordNames words;
  words.keep(9, "parish", 0, {});
  const auto found = words.find(9, "parish", 0);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
}

TEST(WordNames, Too_many_words_are_forgotten_together_and_what_comes_after_is_kept) {
  WordNames words;
  constexpr std::uint32_t many = 1 << 17;
  for (std::uint32_t i = 0; i < many; ++i) words.keep(i, std::to_string(i), 0, Numbers{i});
  EXPECT_EQ(kept(words, 0, "0"), Numbers{0});
  EXPECT_EQ(kept(words, many - 1, std::to_string(many - 1)), Numbers{many - 1});
  words.keep(many, "one more", 0, Numbers{many});
  EXPECT_FALSE(words.find(0, "0", 0));
  EXPECT_EQ(kept(words, many, "one more"), Numbers{many});
}

TEST(WordNames, A_list_longer_than_all_that_may_be_kept_is_whole) {
  WordNames words;
  Numbers all((1 << 22) + 1);
  std::iota(all.begin(), all.end(), 0u);
  words.keep(1, "short", 0, Numbers{1});
  EXPECT_EQ(words.keep(2, "ltd", 0, all).size(), all.size());
  EXPECT_EQ(kept(words, 2, "ltd"), all);
}

}  // namespace
}  // namespace lenscap::assess::word_names_test
