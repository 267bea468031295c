// The index finds what comparing with every name finds: no more, no less.
#include "assess/name_index.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "knowledge/knowledge.hpp"

namespace lenscap::assess::name_index_test {
namespace {

/// The same numbers on every machine.
struct Numbers {
  std::uint64_t state = 2463534242u;
  std::size_t below(std::size_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::size_t>(state % n);
  }
};

std::string altered(std::string name, Numbers& numbers) {
  for (std::size_t times = numbers.below(3); times > 0 && name.size() > 3; --times) {
    const std::size_t at = numbers.below(name.size() - 1);
    switch (numbers.below(5)) {
      case 0:
        name.erase(at, 1);
        break;
      case 1:
        name.insert(at, 1, static_cast<char>('a' + numbers.below(26)));
        break;
      case 2:
        std::swap(name[at], name[at + 1]);
        break;
      case 3:
        if (const auto gap = name.find(' '); gap != name.npos) name.erase(gap, 1);
        break;
      default:
        name.insert(at, 1, ' ');
    }
  }
  return name;
}

TEST(NameIndex, It_finds_exactly_what_comparing_with_each_finds) {
  const auto k = knowledge::load_builtin();
  ASSERT_TRUE(k);
  const NameVocabulary vocabulary(k->name_words);
  NameReader reader(vocabulary);
  NameForm form;
  std::vector<std::string> names;
  std::ifstream in(LENSCAP_ROOT "/data/registry/oui.tsv");
  for (std::string line; names.size() < 3000 && std::getline(in, line);)
    if (!line.starts_with('#')) names.push_back(line.substr(0, line.find('\t')));
  for (const auto& maker : k->makers) names.insert(names.end(), maker.own.begin(), maker.own.end());
  NameIndex index;
  for (const auto& name : names) {
    reader.read(name, form);
    index.add(form);
  }
  index.build();
  NameIndex::Scratch scratch;
  std::vector<NameHit> fast, slow;
  Numbers numbers;
  std::size_t hits = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string asked = altered(names[numbers.below(names.size())], numbers);
    reader.read(asked, form);
    index.find(form, scratch, fast);
    index.find_slowly(form, slow);
    hits += slow.size();
    ASSERT_EQ(fast.size(), slow.size()) << asked;
    for (std::size_t n = 0; n < fast.size(); ++n) EXPECT_EQ(fast[n].name, slow[n].name) << asked;
  }
  EXPECT_GT(hits, 300u);
}

TEST(NameIndex, An_index_of_nothing_and_a_name_of_nothing_find_nothing) {
  const NameVocabulary vocabulary({});
  NameReader reader(vocabulary);
  NameForm form;
  NameIndex empty;
  empty.build();
  NameIndex::Scratch scratch;
  std::vector<NameHit> hits;
  reader.read("Hikvision", form);
  empty.find(form, scratch, hits);
  EXPECT_TRUE(hits.empty());
  NameIndex one;
  one.add(form);
  one.build();
  reader.read("", form);
  NameIndex::Scratch other;
  one.find(form, other, hits);
  EXPECT_TRUE(hits.empty());
}

}  // namespace
}  // namespace lenscap::assess::name_index_test
