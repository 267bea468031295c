#include "assess/name_fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

namespace lenscap::assess {
namespace {

bool upper_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool lower_letter(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// Where "SiemensAG" is two words: a small letter, then two to four capitals that end the word.
bool capitals_begin(std::string_view text, std::size_t at) {
  if (at == 0 || !lower_letter(text[at - 1])) return false;
  std::size_t end = at;
  while (end < text.size() && upper_letter(text[end])) ++end;
  return end - at >= 2 && end - at <= 4 && (end == text.size() || (!lower_letter(text[end]) && !digit(text[end])));
}

void fold_ascii(std::string_view name, FoldedName& out) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (upper_letter(c)) {
      if (capitals_begin(name, i)) out.text += ' ';
      out.text += static_cast<char>(c + ('a' - 'A'));
    } else {
      if (c == '?' && i > 0 && i + 1 < name.size() && name[i - 1] != ' ' && name[i + 1] != ' ') out.notes.lost = true;
      out.text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
}

using Transform = std::unique_ptr<icu::Transliterator>;

/// Made once and used by all threads: a transform does not change when it is used. Null when ICU lacks its data; then
/// the letters stay as they are.
Transform make_transform(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  Transform made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  return U_SUCCESS(status) ? std::move(made) : nullptr;
}

const icu::Transliterator* to_latin() {
  // Russian names are romanised as English papers do it (zh, sh, ch), not with the carons of ISO 9.
  static const Transform made = make_transform("[^[:Han:]]; Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower");
  return made.get();
}
const icu::Transliterator* latin_plain() {
  static const Transform made = make_transform("Latin-ASCII; Lower");
  return made.get();
}
const icu::Transliterator* to_simplified() {
  static const Transform made = make_transform("Traditional-Simplified");
  return made.get();
}
const icu::Transliterator* to_pinyin() {
  static const Transform made = make_transform("Han-Latin; Latin-ASCII; Lower");
  return made.get();
}

/// Letters of other alphabets that look like one of a to z, with that letter (UTS #39).
const std::unordered_map<UChar32, char>& look_alikes() {
  static const auto made = [] {
    std::unordered_map<UChar32, char> letters;
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status), &uspoof_close);
    const auto skeleton = [&](UChar32 c) {
      icu::UnicodeString out;
      uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(c), out, &status);
      return out;
    };
    std::vector<std::pair<icu::UnicodeString, char>> plain;
    for (char c = 'a'; c <= 'z'; ++c)
      for (const char form : {c, static_cast<char>(c - 'a' + 'A')}) plain.emplace_back(skeleton(form), c);
    for (UChar32 c = 0x370; c < 0x590; ++c) {  // Greek, Coptic, Cyrillic, Armenian
      if (!u_isalpha(c)) continue;
      for (const UChar32 form : {c, u_toupper(c)})
        for (const auto& [look, letter] : plain)
          if (skeleton(form) == look) letters.emplace(u_foldCase(c, U_FOLD_CASE_DEFAULT), letter);
    }
    return letters;
  }();
  return made;
}

enum class Alphabet : std::uint8_t { latin, han, like_latin, other };

Alphabet alphabet_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_LATIN:
      return Alphabet::latin;
    case USCRIPT_HAN:
      return Alphabet::han;
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARMENIAN:
      return Alphabet::like_latin;
    default:
      return Alphabet::other;
  }
}

/// Makes a word that mixes Latin with letters that only look Latin, Latin throughout. In a word where some letter looks
/// like none, nothing is done: it may be meant.
bool make_one_alphabet(icu::UnicodeString& text) {
  bool changed = false;
  for (std::int32_t begin = 0; begin < text.length();) {
    std::int32_t end = begin;
    bool latin = false, others = false, all = true;
    for (UChar32 c; end < text.length() && u_isalpha(c = text.char32At(end)); end += U16_LENGTH(c)) {
      const Alphabet alphabet = alphabet_of(c);
      latin |= alphabet == Alphabet::latin;
      if (alphabet != Alphabet::like_latin) continue;
      others = true;
      all &= look_alikes().contains(c);
    }
    if (latin && others && all) {
      for (std::int32_t i = begin; i < end; ++i)  // all of these alphabets lie in the first plane
        if (const auto found = look_alikes().find(text.charAt(i)); found != look_alikes().end())
          text.setCharAt(i, static_cast<UChar>(found->second));
      changed = true;
    }
    begin = end + 1;
  }
  return changed;
}

void fold_unicode(std::string_view name, FoldedName& out) {
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  bool other = false, han = false;
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (c == 0xfffd) {
      out.notes.lost = true;
      continue;
    }
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      out.notes.invisible = true;
      continue;
    }
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    out.notes.width |= (width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH) && u_isalnum(c);
    const Alphabet alphabet = alphabet_of(c);
    han |= alphabet == Alphabet::han;
    other |= u_isalpha(c) && (alphabet == Alphabet::like_latin || alphabet == Alphabet::other);
    kept += u_iscntrl(c) ? UChar32(' ') : c;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normal = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_SUCCESS(status)) text = normal->normalize(kept, status);
  else text = kept.foldCase();
  if (other && make_one_alphabet(text)) out.notes.look_alike = true;
  if (han)
    if (const auto* simplify = to_simplified()) simplify->transliterate(text);
  if (const auto* latin = other || han ? to_latin() : latin_plain()) latin->transliterate(text);
  out.notes.transliterated = other && !out.notes.look_alike;
  text.toUTF8String(out.text);
}

}  // namespace

void fold_name(std::string_view name, FoldedName& out) {
  out.text.clear();
  out.notes = {};
  if (name.size() > longest_name) {
    out.notes.cut = true;
    name = name.substr(0, longest_name);
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xc0) == 0x80) name.remove_suffix(1);
    if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xc0) name.remove_suffix(1);
  }
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) fold_ascii(name, out);
  else fold_unicode(name, out);
}

std::string han_to_latin(std::string_view han) {
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(han.data(), static_cast<std::int32_t>(han.size())));
  if (const auto* pinyin = to_pinyin()) pinyin->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  std::erase_if(out, [](char c) { return !lower_letter(c) && !digit(c) && static_cast<unsigned char>(c) < 0x80; });
  return out;
}

}  // namespace lenscap::assess
