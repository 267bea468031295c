#include "sources/notice_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "model/ascii.hpp"

namespace lenscap::sources {

using std::string;
using std::string_view;

namespace {

int whole_number(string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_day(int year, int month, int day) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

std::optional<std::int64_t> hundredths_of(string_view text) {
  text = model::trimmed(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  string_view mantissa = text;
  int exponent = 0;
  if (const auto e = text.find_first_of("eE"); e != string_view::npos) {
    mantissa = text.substr(0, e);
    string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (error != std::errc{} || end != power.data() + power.size() || exponent < -400 || exponent > 400) return {};
  }
  const auto point = mantissa.find('.');
  const string_view whole = mantissa.substr(0, point);
  const string_view part = point == string_view::npos ? string_view{} : mantissa.substr(point + 1);
  if (whole.empty() && part.empty()) return {};
  if ((!whole.empty() && !model::all_digits(whole)) || (!part.empty() && !model::all_digits(part))) return {};

  // Digit i of whole+part stands for 10^(whole.size() - 1 - i + exponent); hundredths end at 10^-2.
  const auto digits = static_cast<std::int64_t>(whole.size() + part.size());
  const std::int64_t kept = static_cast<std::int64_t>(whole.size()) + exponent + 2;
  const auto digit = [&](std::int64_t i) {
    if (i < 0 || i >= digits) return 0;
    const auto at = static_cast<std::size_t>(i);
    return (at < whole.size() ? whole[at] : part[at - whole.size()]) - '0';
  };
  std::int64_t value = 0;
  for (std::int64_t i = 0; i < kept; ++i) {
    if (i >= digits && value == 0) break;  // only zeros follow
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit(i), &value)) return {};
  }
  if (digit(kept) >= 5 && __builtin_add_overflow(value, 1, &value)) return {};
  return negative ? -value : value;
}

string plain_number(string_view text) {
  text = model::trimmed(text);
  const bool bracketed = text.starts_with('(') && text.ends_with(')');
  string marks;  // digits and marks, without currency signs and spaces
  bool negative = bracketed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (model::is_digit(c) || c == '.' || c == ',') marks += c;
    else if (c == '-' && marks.empty()) negative = true;
    else if (model::is_digit(text.back()) && !marks.empty() && c != ' ' && c != '\'' &&
             static_cast<unsigned char>(c) < 0x80)
      return {};  // a letter between digits is no amount
  }
  const auto dot = marks.rfind('.'), comma = marks.rfind(',');
  constexpr auto none = string::npos;
  char decimal = '.';
  if (dot != none && comma != none) decimal = dot > comma ? '.' : ',';
  else if (comma != none) decimal = marks.find(',') == comma && marks.size() - comma - 1 != 3 ? ',' : '.';
  else if (dot != none && marks.find('.') != dot) decimal = ',';
  string out = negative ? "-" : "";
  bool seen = false;
  for (const char c : marks) {
    if (model::is_digit(c)) out += c;
    else if (c == decimal && !seen) {
      out += '.';
      seen = true;
    } else if (c == decimal) {
      return {};
    }
  }
  return marks.empty() || out == "-" ? string{} : out;
}

void settle(model::Amount& amount) {
  if (amount.as_written.empty()) return;
  const auto value = hundredths_of(amount.as_written);
  amount.hundredths = value.value_or(0);
  amount.unread = !value;
}

model::NoticeDate iso_day(string_view written) {
  model::NoticeDate date{{}, string(written)};
  const string_view s = model::trimmed(written);
  if (s.size() >= 10 && s[4] == '-' && s[7] == '-' && model::all_digits(s.substr(0, 4)) &&
      model::all_digits(s.substr(5, 2)) && model::all_digits(s.substr(8, 2)) &&
      (s.size() == 10 || !model::is_digit(s[10])) &&
      is_day(whole_number(s.substr(0, 4)), whole_number(s.substr(5, 2)), whole_number(s.substr(8, 2))))
    date.day = s.substr(0, 10);
  else if (s.size() == 8 && model::all_digits(s) &&
           is_day(whole_number(s.substr(0, 4)), whole_number(s.substr(4, 2)), whole_number(s.substr(6))))
    date.day = fmt::format("{}-{}-{}", s.substr(0, 4), s.substr(4, 2), s.substr(6));
  return date;
}

string slash_day(string_view written, bool month_first) {
  string_view s = model::trimmed(written);
  s = s.substr(0, s.find_first_of(" T"));
  std::array<int, 3> part{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto end = i < 2 ? s.find_first_of("/.-") : s.size();
    if (end == string_view::npos || end == 0 || end > 4 || !model::all_digits(s.substr(0, end))) return {};
    if (i == 2 && end != 4) return {};
    part[i] = whole_number(s.substr(0, end));
    s.remove_prefix(i < 2 ? end + 1 : end);
  }
  const int month = month_first ? part[0] : part[1], day = month_first ? part[1] : part[0];
  return is_day(part[2], month, day) ? fmt::format("{:04}-{:02}-{:02}", part[2], month, day) : string{};
}

string_view without_check_digit(string_view code) {
  code = model::trimmed(code);
  if (code.size() == 10 && code[8] == '-' && model::is_digit(code[9]) && model::all_digits(code.substr(0, 8)))
    code.remove_suffix(2);
  return code;
}

string company_number(string_view written) {
  string out;
  for (const char c : model::trimmed(written)) {
    if (c == ' ') continue;
    out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  const auto letters = static_cast<std::size_t>(
      std::find_if(out.begin(), out.end(), [](char c) { return c < 'A' || c > 'Z'; }) - out.begin());
  const bool society = out.size() == 8 && letters == 2 && out[7] >= 'A' && out[7] <= 'Z';  // "IP12345R"
  const string_view digits = string_view(out).substr(letters, out.size() - letters - (society ? 1 : 0));
  if (letters > 2 || letters == 1 || out.size() > 8 || !model::all_digits(digits)) return {};
  out.insert(letters, 8 - out.size(), '0');
  return out;
}

}  // namespace lenscap::sources
