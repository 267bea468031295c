// model/ascii.hpp: letters, digits and blanks of ASCII, in text of any language: other bytes are left as they are, and
// the user's locale has no say.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace lenscap::model {

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// False for no text.
constexpr bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// Without those of `blanks` that stand before and behind it.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
  const auto from = text.find_first_not_of(blanks);
  return from == text.npos ? std::string_view() : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// Letters in lower case, digits, and what is no ASCII: "Supplier name" and "supplier_name" are one.
inline std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (const char low = lower_ascii(c); (low >= 'a' && low <= 'z') || is_digit(c) || (c & 0x80) != 0) out += low;
  return out;
}

}  // namespace lenscap::model
