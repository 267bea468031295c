#include "model/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace lenscap::model {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto number = [&](std::size_t at, std::size_t len) {
    int value = -1;
    auto [end, ec] = std::from_chars(text.data() + at, text.data() + at + len, value);
    return ec == std::errc() && end == text.data() + at + len ? value : -1;
  };
  Date date{number(0, 4), number(5, 2), number(8, 2)};
  if (date.year < 0 || date.month < 0 || date.day < 0) return std::nullopt;
  std::chrono::year_month_day ymd{std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
                                  std::chrono::day(static_cast<unsigned>(date.day))};
  if (!ymd.ok()) return std::nullopt;
  return date;
}

std::string to_string(const Date& date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

Date day_of(Nanos when) {
  using namespace std::chrono;
  sys_time<nanoseconds> point{nanoseconds(when)};
  year_month_day ymd{floor<days>(point)};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::string to_iso(Nanos when) {
  if (when == no_time) return {};
  using namespace std::chrono;
  sys_time<nanoseconds> point{nanoseconds(when)};
  const auto midnight = floor<days>(point);
  const auto micros = duration_cast<microseconds>(floor<microseconds>(point) - midnight).count();
  const year_month_day day{midnight};
  std::string text = "0000-00-00T00:00:00.000000Z";  // by hand: findings tell of it twice each; years are 1677 to 2262
  const auto put = [&](std::size_t at, std::size_t digits, std::int64_t value) {
    for (std::size_t i = at + digits; i-- > at; value /= 10) text[i] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<int>(day.year()));
  put(5, 2, static_cast<unsigned>(day.month()));
  put(8, 2, static_cast<unsigned>(day.day()));
  put(11, 2, micros / 3'600'000'000);
  put(14, 2, micros / 60'000'000 % 60);
  put(17, 2, micros / 1'000'000 % 60);
  put(20, 6, micros % 1'000'000);
  return text;
}

}  // namespace lenscap::model
