// fuzz/name_fuzz.cpp: any bytes as a name: within its bounds, equal to itself, and found in an index that holds it.
#include <cstdlib>

#include "assess/name_index.hpp"
#include "knowledge/knowledge.hpp"

using namespace lenscap::assess;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto knowledge = lenscap::knowledge::load_builtin();
  static const NameVocabulary vocabulary(knowledge->name_words);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  NameReader reader(vocabulary);
  NameForm whole, half;
  reader.read(text, whole);
  reader.read(text.substr(0, size / 2), half);
  if (whole.count > most_tokens || (size > longest_name && !whole.notes.cut)) std::abort();
  std::size_t letters = 0;
  for (std::size_t i = 0; i < whole.count; ++i) letters += whole.of(i).size();
  if (letters != whole.text.size()) std::abort();
  if (!whole.empty() && compare_names(whole, whole).bond != NameBond::same) std::abort();
  NameIndex index;
  index.add(whole);
  index.build();
  NameIndex::Scratch scratch;
  std::vector<NameHit> fast, slow;
  for (const NameForm* asked : {&whole, &half}) {
    index.find(*asked, scratch, fast);
    index.find_slowly(*asked, slow);
    if (fast.size() != slow.size()) std::abort();
  }
  return 0;
}
