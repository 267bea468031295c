// assess/restriction_period.hpp: days from–until, both included, either end open. Rules, listings and ownerships all
// are.
#pragma once
#include <optional>

#include "model/time.hpp"

namespace lenscap::assess {

struct Period {
  std::optional<model::Date> from, until;  ///< first and last day; nullopt = open
};

/// The days in both; nullopt when there is none.
std::optional<Period> overlap(const Period& a, const Period& b);

/// The day after, across ends of months and years.
model::Date day_after(const model::Date& date);

}  // namespace lenscap::assess
