#include "wire/timestamp.hpp"

#include <charconv>

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::int64_t nanos = 1'000'000'000;
constexpr std::int64_t last_second = INT64_MAX / nanos - 1;
constexpr std::size_t places = 9;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Digits behind the point, as nanoseconds; those beyond the ninth are cut. Moves `at` behind them.
std::int64_t fraction(string_view text, std::size_t& at) {
  std::int64_t value = 0;
  std::size_t seen = 0;
  for (; at < text.size() && digit(text[at]); ++at)
    if (seen < places) {
      value = value * 10 + (text[at] - '0');
      ++seen;
    }
  for (; seen < places; ++seen) value *= 10;
  return value;
}

/// `count` digits at `at`; -1 when they are none. Moves `at` behind them.
int number(string_view text, std::size_t& at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (const std::size_t end = at + count; at < end; ++at) {
    if (!digit(text[at])) return -1;
    value = value * 10 + (text[at] - '0');
  }
  return value;
}

bool skip(string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
std::int64_t days(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400, of_era = y % 400;
  const std::int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

}  // namespace

std::optional<std::uint64_t> parse_count(string_view text) noexcept {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_seconds(string_view text) noexcept {
  const auto point = text.find('.');
  const auto whole = parse_count(text.substr(0, point));
  if (!whole || *whole > static_cast<std::uint64_t>(last_second)) return std::nullopt;
  std::int64_t below = 0;
  if (point != string_view::npos) {
    std::size_t at = point + 1;
    below = fraction(text, at);
    if (at != text.size()) return std::nullopt;
  }
  return static_cast<std::int64_t>(*whole) * nanos + below;
}

std::optional<std::int64_t> parse_date_time(string_view text) noexcept {
  std::size_t at = 0;
  const int year = number(text, at, 4);
  const bool dash1 = skip(text, at, '-');
  const int month = number(text, at, 2);
  const bool dash2 = skip(text, at, '-');
  const int day = number(text, at, 2);
  const bool between = skip(text, at, 'T') || skip(text, at, ' ');
  const int hour = number(text, at, 2);
  const bool colon1 = skip(text, at, ':');
  const int minute = number(text, at, 2);
  const bool colon2 = skip(text, at, ':');
  const int second = number(text, at, 2);
  if (!dash1 || !dash2 || !between || !colon1 || !colon2) return std::nullopt;
  if (year < 1970 || year > 2261 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
  const std::int64_t below = skip(text, at, '.') ? fraction(text, at) : 0;
  std::int64_t offset = 0;
  if (at < text.size() && !skip(text, at, 'Z')) {
    const bool west = text[at] == '-';
    if (!west && text[at] != '+') return std::nullopt;
    ++at;
    const int hours = number(text, at, 2);
    skip(text, at, ':');
    const int minutes = number(text, at, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * 60 * (west ? -1 : 1);
  }
  if (at != text.size()) return std::nullopt;
  const std::int64_t seconds = days(year, month, day) * 86'400 + (hour * 60 + minute) * 60 + second - offset;
  if (seconds < 0) return std::nullopt;
  return seconds * nanos + below;
}

}  // namespace lenscap::wire
