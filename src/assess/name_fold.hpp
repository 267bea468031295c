// assess/name_fold.hpp: a name as written, into plain letters that can be compared: one width, one case, no invisible
// characters, no letters of another alphabet that only look Latin, every script but Han in Latin letters.
//
// Han stays (in simplified characters): where a Chinese word ends is only known to who knows the words
// (name_words.hpp). Sources: Unicode UAX #15 (NFKC_Casefold), UTS #39 (confusables), UTS #35 (transforms), all through
// ICU.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lenscap::assess {

/// What was done to a name before it could be compared. Said with the answer, never silently.
struct FoldNotes {
  bool width = false;           ///< full-width or other compatibility letters
  bool invisible = false;       ///< zero-width characters
  bool look_alike = false;      ///< letters of two alphabets in one word: "Нikvision" with a Cyrillic Н
  bool transliterated = false;  ///< another script
  bool lost = false;            ///< '?' or U+FFFD inside a word: a character that somebody's program lost
  bool cut = false;             ///< longer than is compared
  bool operator==(const FoldNotes&) const = default;
};

/// More of a name than this many bytes, or than this many words, is not compared.
inline constexpr std::size_t longest_name = 1024;

struct FoldedName {
  std::string text;  ///< a-z, 0-9, Han, and punctuation as it stood
  FoldNotes notes;
};

/// Bytes that are no UTF-8 count as lost characters. `out` is overwritten; its memory is used again.
void fold_name(std::string_view name, FoldedName& out);

/// Han as pinyin without tones and gaps: "大华" → "dahua".
std::string han_to_latin(std::string_view han);

}  // namespace lenscap::assess
