// assess/name_split.hpp: a folded name into words: where they end, what stands in brackets.
//
// Apostrophes, and '?' where a character was lost, join: "is'vision", "xi?an". Dots between single letters join
// ("s.p.a.", "j.p."), and so does a dot before a domain's ending ("amazon.com"); any other dot parts.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::assess {

struct RawWord {
  std::string_view text;   ///< letters and digits alone; Han in a word of its own
  bool bracketed = false;  ///< inside ( ), [ ] or the full-width forms
  bool han = false;
};

namespace split {

inline bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
inline bool wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Punctuation that is left beyond ASCII: UTF-8 of U+2010..U+206F, U+3000..U+303F and U+00B7, U+02BC, U+02BB.
inline std::size_t punctuation(std::string_view text, bool& joins) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  joins = false;
  if (byte(0) == 0xe2 && (byte(1) == 0x80 || byte(1) == 0x81)) {
    joins = byte(1) == 0x80 && (byte(2) == 0x98 || byte(2) == 0x99);  // ‘ ’
    return 3;
  }
  if (byte(0) == 0xe3 && byte(1) == 0x80) return 3;
  if (byte(0) == 0xc2) return 2;
  if (byte(0) == 0xca) {
    joins = true;
    return 2;
  }
  return 0;
}

inline bool domain_ending(std::string_view text) {
  for (const std::string_view ending : {"com", "net", "org", "io", "ru", "cn"})
    if (text == ending) return true;
  return false;
}

}  // namespace split

/// Calls `each` with every word in order. The views live as long as the call.
template <class Each>
void for_each_word(std::string_view text, Each each) {
  std::string word;  // letters since the last gap; short: no memory is claimed for it
  int depth = 0;
  std::size_t segment = 0;  // where in `word` the letters after the last dot begin
  const auto flush = [&] {
    if (!word.empty()) each(RawWord{word, depth > 0, false});
    word.clear();
    segment = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (split::plain(c)) {
      word += c;
      ++i;
    } else if (c == '\'' || c == '`' || (c == '?' && !word.empty())) {
      ++i;
    } else if (c == '.' && !word.empty()) {
      std::size_t end = ++i;
      while (end < text.size() && split::plain(text[end])) ++end;
      const std::string_view next = text.substr(i, end - i);
      const bool initials = word.size() - segment <= 2 && next.size() <= 2 && word.size() - segment + next.size() < 4;
      if (next.empty() || !(initials || split::domain_ending(next))) flush();
      else segment = word.size();
    } else if (split::wide(c)) {
      bool joins = false;
      if (const std::size_t bytes = split::punctuation(text.substr(i), joins)) {
        if (!joins) flush();
        i += bytes;
        continue;
      }
      flush();
      const std::size_t begin = i;
      while (i < text.size() && split::wide(text[i]) && !split::punctuation(text.substr(i), joins)) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) ++i;
      }
      each(RawWord{text.substr(begin, i - begin), depth > 0, true});
    } else {
      flush();
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && depth > 0) --depth;
      ++i;
    }
  }
  flush();
}

}  // namespace lenscap::assess
