// assess/name_compare.hpp: are two names one name? Word by word, by what each word tells.
//
// Jaro-Winkler and its like give 0.96 to "Zhejiang Dafa Technology" beside "Zhejiang Dahua Technology" and 0.00 to
// 海康威视 beside Hikvision, so no threshold over letters works. Here the words are paired (the same, joined or split,
// a misprint), and what was left over on either side decides.
#pragma once
#include <cstdint>
#include <string_view>

#include "assess/name_form.hpp"

namespace lenscap::assess {

enum class NameBond : std::uint8_t {
  none,
  part,  ///< what tells the second name stands in the first, with more or other words
  same
};

struct NameMatch {
  NameBond bond = NameBond::none;
  float left = 0, right = 0;  ///< 0..1: how much of each name, by weight, has its like in the other
  std::uint8_t edits = 0;     ///< letters that differ in words taken for the same
  bool joined = false;        ///< words that the other joins or splits
  bool other_word = false;    ///< both have a word that the other lacks: "Railway", "Railroad"
  bool other_place = false;   ///< of these, both are places, or both are numbers
  bool acronym = false;       ///< one is the initials of the other
};

/// Shares that make a name the same, and a part.
inline constexpr float same_share = 0.8F, part_share = 0.75F;
/// A name that weighs less ("Electronics Company") is the same only as one of the same words, and never a part.
inline constexpr float light_name = 0.75F;

/// How many letters may differ between two words of `shorter` letters or more, still to be taken for a misprint.
constexpr int most_edits(std::size_t shorter) { return shorter < 3 ? 0 : shorter < 9 ? 1 : 2; }

/// Letters to insert, remove, replace or exchange with their neighbour; `most` + 1 when more.
int edits_between(std::string_view a, std::string_view b, int most);

/// Whether token `i` of `a` may be a misprint of token `j` of `b`, with the letters that differ; else 0.
int misprint(const NameForm& a, std::size_t i, const NameForm& b, std::size_t j);

/// `none` when either is empty. `right` is the party's name where one is.
NameMatch compare_names(const NameForm& left, const NameForm& right);

}  // namespace lenscap::assess
