// assess/name_form.hpp: a name taken apart: legal form away, places told apart, every other word with what it weighs.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "assess/name_fold.hpp"
#include "assess/name_words.hpp"

namespace lenscap::assess {

enum class TokenKind : std::uint8_t { word, number, place };

/// One word of a name. Its letters are `size` bytes of NameForm::text from `at`.
struct NameToken {
  std::uint16_t at = 0, size = 0;
  TokenKind kind = TokenKind::word;
  bool beside = false;  ///< a place that says where, not who: before the name (Chinese usage), in brackets, a region
  bool common = false;
  float weight = 1;
  std::uint32_t letters = 0;  ///< letters_in() of it
};

/// Which letters stand in a word, a bit each (some share one). An edit changes two bits at most, so that words whose
/// bits differ more are no misprints of each other.
constexpr std::uint32_t letters_in(std::string_view word) {
  std::uint32_t bits = 0;
  for (const char c : word) bits |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31);
  return bits;
}

/// Whether more than `most` bits are set; few are asked for, and not every processor that this runs on counts them.
constexpr bool more_bits(std::uint32_t bits, int most) {
  for (; bits != 0 && most > 0; --most) bits &= bits - 1;
  return bits != 0;
}

/// Words of a name beyond these are not compared (FoldNotes::cut).
inline constexpr std::size_t most_tokens = 32;

/// Tokens stand in `text` one after the other without gaps, so that words joined differently are equal there.
class NameForm {
 public:
  std::string text;
  std::array<NameToken, most_tokens> tokens;
  std::size_t count = 0;
  float weight = 0;  ///< of the tokens that are not beside
  std::string core;  ///< letters of the tokens that are not beside
  bool has_legal = false;
  std::string han;  ///< Chinese letters that are no known word: pinyin alone does not tell 大华 from 达华
  FoldNotes notes;

  std::string_view of(std::size_t i) const { return std::string_view(text).substr(tokens[i].at, tokens[i].size); }
  /// Tokens `i` and the next as one word.
  std::string_view pair(std::size_t i) const {
    return std::string_view(text).substr(tokens[i].at, tokens[i].size + tokens[i + 1].size);
  }
  bool empty() const { return count == 0; }
};

/// Takes names apart; keeps its working memory from one name to the next. One a thread.
class NameReader {
 public:
  explicit NameReader(const NameVocabulary& vocabulary) : vocabulary_(vocabulary) {}
  /// `out` is overwritten. Empty when the name has no letter or digit.
  void read(std::string_view name, NameForm& out);

 private:
  struct Piece {
    std::uint16_t at = 0, size = 0;  ///< in letters_
    bool bracketed = false;
    bool gone = false;  ///< legal form or small word
    const Word* word = nullptr;
  };
  void take_han(std::string_view han, bool bracketed);
  void add(std::string_view text, bool bracketed);
  std::string_view of(const Piece& piece) const { return std::string_view(letters_).substr(piece.at, piece.size); }
  /// The pieces `begin` to `end` as a phrase.
  std::string_view phrase(std::size_t begin, std::size_t end);
  bool take_legal();
  void put(NameForm& out);
  std::size_t put_place(std::size_t i, NameForm& out);
  std::size_t put_number(std::size_t i, NameForm& out);
  void put_token(NameForm& out, std::string_view text, NameToken token);

  const NameVocabulary& vocabulary_;
  FoldedName folded_;
  std::string letters_, phrase_, han_;
  std::array<Piece, most_tokens> pieces_;
  std::size_t count_ = 0;
  bool cut_ = false, han_legal_ = false;
};

}  // namespace lenscap::assess
