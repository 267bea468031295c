// assess/name_words.hpp: the words of data/names/ compiled: what a word of a name is and how much it tells.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/name_words.hpp"

namespace lenscap::assess {

/// Hash and equality that look up a view among strings.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// What is known of one word. Words that are not known are rare ones: distinctive.
struct Word {
  std::string same_as;           ///< the spelling that stands for all: "technologies" → "technology"; empty: itself
  float weight = 1;              ///< 0..1: how much it tells, by how many names hold it
  bool common = false;           ///< a word of the language: a misprint of it is no other common word
  bool number = false;           ///< `same_as` are its digits
  std::uint8_t legal_words = 0;  ///< of the longest legal form that ends with it; 0: none does
  bool legal_plain = false;      ///< "ltd", "co": never part of a name, wherever it stands
  bool stop = false;
  std::uint8_t place_words = 0;  ///< of the longest place that begins with it; 0: none does
};

/// A place by its key: "zhejiang", "germany", "europe".
struct Place {
  std::string key;
  knowledge::WordKind kind{};
};

/// II to XXXIX, as they number funds and plants. A single letter is none: "X", "V".
bool is_roman(std::string_view text);

/// Weight of a word that `names` of the counted names hold: 1 for one that stands in one, 0 for one that stands in all.
float weight_of(std::uint32_t names);

class NameVocabulary {
 public:
  explicit NameVocabulary(const std::vector<knowledge::NameWords>& entries);

  /// Null for a rare word.
  const Word* word(std::string_view text) const {
    const auto found = words_.find(text);
    return found == words_.end() ? nullptr : &found->second;
  }
  /// Whether the words, joined by single spaces, are a legal form.
  bool is_legal(std::string_view phrase) const { return legal_.contains(phrase); }
  const Place* place(std::string_view phrase) const {
    const auto found = places_.find(phrase);
    return found == places_.end() ? nullptr : &found->second;
  }
  /// The country that `text` means (a name in any known language, or ISO 3166), as places name it; empty for none.
  std::string country(std::string_view text) const;
  /// The longest known word that `han` begins with, and its meaning: "技术" → "technology". Empty meaning: a legal
  /// form. `place`: places count. Null when there is none.
  const std::string* han_word(std::string_view han, bool place, std::size_t& bytes) const;

 private:
  void add_legal(const std::string& form, bool plain);
  void add_place(const std::string& line, knowledge::WordKind kind);

  TextMap<Word> words_;
  TextSet legal_;
  TextMap<Place> places_;
  TextMap<std::string> countries_;  ///< code → English name
  TextMap<std::string> han_, han_places_;
  std::size_t longest_han_ = 0;  ///< in bytes
};

}  // namespace lenscap::assess
