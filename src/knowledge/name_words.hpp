// knowledge/name_words.hpp: words of names and what they are (data/names/), and how articles are called (data/items/).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/entry.hpp"
#include "model/case.hpp"

namespace lenscap::knowledge {

enum class WordKind : std::uint8_t {
  legal,    ///< legal forms: "Co., Ltd."
  stop,     ///< small words: "of"
  place,    ///< provinces and cities that begin names
  region,   ///< larger or smaller than a country, and short forms of countries: "Europe", "UK"
  country,  ///< by ISO 3166
  number,   ///< written numbers
  same,     ///< spellings of one word: "technologies", "tech"
  han,      ///< what Chinese words of names mean: 技术
  common    ///< how many names of the counted lists hold the word
};

/// TOML [[name_words]]: id, kind, words, source, date. A word of `legal` and `stop` stands alone; all others are
/// "key: form; form", and `common` is "word: count".
struct NameWords : Entry {
  WordKind kind{};
  std::vector<std::string> words;
  bool operator==(const NameWords&) const = default;
};

/// How a maker writes its articles in titles, offers and invoices. TOML [[item_form]]: id, match, maker or brand,
/// limit, source, date, examples, not.
struct ItemForm : Entry {
  std::string match;  ///< RE2, searched anywhere in the text in capitals
  std::string maker;  ///< maker id, or
  std::string brand;  ///< a label: "HiLook"
  /// possible: others write their articles so too; the text then needs a second clue.
  model::Confidence limit = model::Confidence::confirmed;
  std::vector<std::string> examples;
  std::vector<std::string> not_examples;
  bool operator==(const ItemForm&) const = default;
};

}  // namespace lenscap::knowledge
