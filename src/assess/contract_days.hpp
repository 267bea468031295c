// assess/contract_days.hpp: when something happened, as exactly as a notice says it: "2019-03-28" is a day, "2017" is
// any day of that year. A rule's start is compared with the whole span, so that a year never passes for its first day.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "model/contract.hpp"
#include "model/time.hpp"

namespace lenscap::assess {

/// First and last day it can have been, in days since 1970-01-01.
struct Days {
  static constexpr std::int32_t none = INT32_MIN;
  std::int32_t first = none, last = none;
  bool stated() const { return first != none; }
  bool exact() const { return stated() && first == last; }
  bool operator==(const Days&) const = default;
};

/// A day, or what is left of one: a year ("2017") or a month ("2017-05"). Years 1900 to 2199; else not stated.
Days days_of(const model::NoticeDate& date);
Days days_of(const std::string& day);  ///< the first ten characters of an RFC 3339 date, or less

std::int32_t number_of(const model::Date& day);
model::Date date_of(std::int32_t number);
/// "2019-03-28", "2017-05", "2017", "2017-03-04..2017-05-06"; "" for none.
std::string to_string(const Days& days);

enum class Order : std::uint8_t { before, after, unknown };
/// Before `start`, on or after it, or not known: no date, or a span that holds both.
Order order(const Days& days, const std::optional<model::Date>& start);

}  // namespace lenscap::assess
