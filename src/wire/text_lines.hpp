// wire/text_lines.hpp: lines of text and the white space around words, for every format that is made of them.
#pragma once
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace lenscap::wire {

/// `text` without the characters of `white` at either end; it still aliases the input when nothing is left. A loop of
/// its own: most texts have none or one of them, and find_first_not_of calls memchr for each character.
inline std::string_view trimmed(std::string_view text, std::string_view white = " \t\r\n") noexcept {
  const auto is_white = [white](char c) {
    for (const char w : white)
      if (c == w) return true;
    return false;
  };
  if (text.empty()) return text;
  std::size_t from = 0, to = text.size();
  while (from < to && is_white(text[from])) ++from;
  if (from == to) return text.substr(0, 0);
  while (is_white(text[to - 1])) --to;
  return text.substr(from, to - from);
}

/// The line at `at`, which moves behind its LF; a CR before it is no part of the line. Empty optional without an LF.
inline std::optional<std::string_view> next_line(std::string_view text, std::size_t& at) noexcept {
  const auto end = text.find('\n', at);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = text.substr(at, end - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  at = end + 1;
  return line;
}

/// A line of a file, whose last one may lack its LF, without what saved replies have behind it: CR, blanks, NUL.
inline std::string_view next_saved_line(std::string_view text, std::size_t& at) noexcept {
  const auto end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = end + 1;
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\0')) line.remove_suffix(1);
  return line;
}

}  // namespace lenscap::wire
