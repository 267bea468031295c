// sources/notice_values.hpp: amounts, days, codes and company numbers as notices write them.
// Source: ISO 8601 / RFC 3339 (days), ISO 4217 (hundredths), Commission Regulation (EC) 213/2008 (CPV check digit),
// Companies House, "Uniform Resource Identifiers": company numbers have eight characters.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/contract.hpp"

namespace lenscap::sources {

/// A decimal number with sign, point and exponent ("1.9e9"), as JSON, XML and tables write it: hundredths, rounded half
/// away from zero. Empty when it is none, or beyond 64 bits.
std::optional<std::int64_t> hundredths_of(std::string_view number);

/// The number in a text of a table: "£1,234.50", "(1,234.50)", "1 234,50", "$-5". Empty when it is not plain which
/// mark is the decimal one ("1,234" is one thousand).
std::string plain_number(std::string_view text);

/// Beyond this no contract was ever let: one quadrillion of any unit.
inline constexpr std::int64_t absurd_hundredths = 100'000'000'000'000'000;

/// Fills `hundredths` and `unread` from `as_written`.
void settle(model::Amount& amount);

/// "2019-03-28" of "2019-03-28T23:59:59+01:00", "2019-03-28+01:00", "20190328" or "2019-03-28 …"; the day must be one.
/// Empty `day` otherwise.
model::NoticeDate iso_day(std::string_view written);

/// Day of "9/8/2016" in the order that `month_first` says. Empty when it is none.
std::string slash_day(std::string_view written, bool month_first);

/// "35125300" of "35125300-2".
std::string_view without_check_digit(std::string_view code);

/// "05916042" of "5916042", "OC301234" of "oc301234". Empty when it has no such form.
std::string company_number(std::string_view written);

}  // namespace lenscap::sources
