#include "assess/contract_days.hpp"

#include <chrono>

namespace lenscap::assess {

namespace {

int digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return text.empty() ? -1 : number;
}

std::int32_t last_of_month(int year, int month) {
  return number_of(month == 12 ? model::Date{year + 1, 1, 1} : model::Date{year, month + 1, 1}) - 1;
}

}  // namespace

std::int32_t number_of(const model::Date& day) {
  const std::chrono::sys_days days = std::chrono::year{day.year} /
                                     std::chrono::month(static_cast<unsigned>(day.month)) /
                                     std::chrono::day(static_cast<unsigned>(day.day));
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

model::Date date_of(std::int32_t number) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{number}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

Days days_of(const std::string& text) {
  const int year = text.size() < 4 ? -1 : digits(std::string_view(text).substr(0, 4));
  if (year < 1900 || year > 2199) return {};
  if (text.size() == 4) return {number_of({year, 1, 1}), number_of({year, 12, 31})};
  if (text.size() == 7 && text[4] == '-') {
    const int month = digits(std::string_view(text).substr(5));
    if (month < 1 || month > 12) return {};
    return {number_of({year, month, 1}), last_of_month(year, month)};
  }
  const auto date = model::parse_date(text.substr(0, 10));
  if (!date) return {};
  const std::int32_t number = number_of(*date);
  return {number, number};
}

Days days_of(const model::NoticeDate& date) { return days_of(date.day.empty() ? date.as_written : date.day); }

std::string to_string(const Days& days) {
  if (!days.stated()) return {};
  const model::Date first = date_of(days.first), last = date_of(days.last);
  const std::string text = model::to_string(first);
  if (days.exact()) return text;
  if (days == days_of(text.substr(0, 4))) return text.substr(0, 4);
  if (days == days_of(text.substr(0, 7))) return text.substr(0, 7);
  return text + ".." + model::to_string(last);
}

Order order(const Days& days, const std::optional<model::Date>& start) {
  if (!days.stated()) return Order::unknown;
  if (!start || days.first >= number_of(*start)) return Order::after;
  return days.last < number_of(*start) ? Order::before : Order::unknown;
}

}  // namespace lenscap::assess
