#include "assess/restriction_period.hpp"

#include <chrono>

namespace lenscap::assess {

std::optional<Period> overlap(const Period& a, const Period& b) {
  Period both = a;
  if (b.from && (!both.from || *both.from < *b.from)) both.from = b.from;
  if (b.until && (!both.until || *b.until < *both.until)) both.until = b.until;
  if (both.from && both.until && *both.until < *both.from) return std::nullopt;
  return both;
}

model::Date day_after(const model::Date& date) {
  using namespace std::chrono;
  const year_month_day next{
      sys_days{year{date.year} / month{static_cast<unsigned>(date.month)} / day{static_cast<unsigned>(date.day)}} +
      days{1}};
  return {static_cast<int>(next.year()), static_cast<int>(static_cast<unsigned>(next.month())),
          static_cast<int>(static_cast<unsigned>(next.day()))};
}

}  // namespace lenscap::assess
