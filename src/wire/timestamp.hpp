// wire/timestamp.hpp: instants as logs write them, in nanoseconds since 1970-01-01T00:00:00Z.
// Source: RFC 3339 5.6 (date-time; a log may leave the colon out of its offset, or the whole offset)
//
// No floating point: a log of microseconds keeps them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace lenscap::wire {

/// "1300475167.096535": seconds with up to nine places; further ones are cut. Empty for anything else, and for what
/// 63 bits of nanoseconds do not hold.
std::optional<std::int64_t> parse_seconds(std::string_view text) noexcept;

/// "2021-06-06T15:58:31.793839+0200", "…Z", "…+02:00"; without an offset it is taken as UTC.
std::optional<std::int64_t> parse_date_time(std::string_view text) noexcept;

/// A number of decimal digits and nothing else.
std::optional<std::uint64_t> parse_count(std::string_view text) noexcept;

}  // namespace lenscap::wire
