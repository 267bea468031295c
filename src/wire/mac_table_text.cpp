#include "wire/mac_table_text.hpp"

#include <algorithm>

namespace lenscap::wire::mac_table {

namespace {

constexpr std::string_view blanks = " \t\r";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string_view next_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view next_word(std::string_view& line) {
  const auto from = line.find_first_not_of(blanks);
  if (from == std::string_view::npos) {
    line = {};
    return {};
  }
  const auto to = std::min(line.find_first_of(blanks, from), line.size());
  const std::string_view word = line.substr(from, to - from);
  line.remove_prefix(to);
  return word;
}

std::vector<std::string_view> words_of(std::string_view line, std::size_t most) {
  std::vector<std::string_view> words;
  for (auto word = next_word(line); !word.empty() && words.size() < most; word = next_word(line)) words.push_back(word);
  return words;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool holds_in_order(std::string_view line, std::initializer_list<std::string_view> words) {
  for (const std::string_view wanted : words) {
    std::string_view word = next_word(line);
    while (!word.empty() && !same_word(word, wanted)) word = next_word(line);
    if (word.empty()) return false;
  }
  return true;
}

std::optional<std::uint64_t> mac_of(std::string_view text, bool short_octets) {
  constexpr std::size_t longest = 17;
  if (text.size() < 11 || text.size() > longest) return {};
  // Groups of digits between marks: 6 of two, 3 of four, 2 of six, or one of twelve.
  std::uint64_t value = 0;
  std::size_t digits = 0, groups = 1, in_group = 0, group_size = 0;
  char mark = 0;
  for (const char c : text) {
    if (c == ':' || c == '-' || c == '.') {
      if (in_group == 0 || (mark != 0 && c != mark)) return {};
      if (!short_octets && group_size != 0 && in_group != group_size) return {};
      if (short_octets && digits % 2 != 0) ++digits;
      group_size = in_group;
      mark = c;
      in_group = 0;
      ++groups;
      continue;
    }
    const int digit = digit_of(c);
    if (digit < 0) return {};
    if (short_octets && in_group == 0) value <<= 8;
    if (short_octets) {
      if (in_group == 2) return {};
      const std::uint64_t octet = (value & 0xff) << 4 | static_cast<unsigned>(digit);
      value = (value & ~std::uint64_t{0xff}) | octet;
    } else {
      value = value << 4 | static_cast<unsigned>(digit);
      ++digits;
    }
    ++in_group;
  }
  if (in_group == 0) return {};
  if (short_octets) return groups == 6 && mark == ':' ? std::optional(value) : std::nullopt;
  if (digits != 12 || (group_size != 0 && in_group != group_size)) return {};
  const bool known = (groups == 6 && mark != '.') || (groups == 3 && mark == '.') || (groups == 2 && mark == '-') ||
                     (groups == 3 && mark == '-') || groups == 1;
  return known ? std::optional(value) : std::nullopt;
}

void add_row(MacTable& table, const MacTableRow& row) {
  const bool group = row.mac >> 40 & 1;
  if (row.mac == 0 || group || row.port.empty()) return;
  if (table.rows.size() == MacTable::most_rows) {
    ++table.left_out;
    return;
  }
  table.rows.push_back(row);
}

}  // namespace lenscap::wire::mac_table
