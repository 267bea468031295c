// model/time.hpp: instants and dates. No clock is read here: findings never depend on today.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lenscap::model {

/// Nanoseconds since 1970-01-01T00:00:00Z; good for 1678 to 2262. `no_time` where evidence carries none.
using Nanos = std::int64_t;
inline constexpr Nanos no_time = INT64_MIN;
inline constexpr Nanos nanos_per_second = 1'000'000'000;

/// A calendar day, proleptic Gregorian. Ordered as days are.
struct Date {
  int year = 0;
  int month = 0;  ///< 1..12
  int day = 0;    ///< 1..31
  auto operator<=>(const Date&) const = default;
};

/// "2026-11-24"; empty optional for anything else, or for a day that does not exist.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(const Date& date);

/// Whether `day` lies in a period; its first and last day are within, and an end that is not known holds every day.
constexpr bool within(const std::optional<Date>& from, const std::optional<Date>& until, const Date& day) {
  return (!from || *from <= day) && (!until || day <= *until);
}

/// The UTC day that holds `when`.
Date day_of(Nanos when);

/// "2023-06-13T19:14:35.123456Z" (UTC, microseconds); "" for no_time.
std::string to_iso(Nanos when);

}  // namespace lenscap::model
