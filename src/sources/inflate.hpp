// sources/inflate.hpp: a gzip or deflate body of an HTTP message, bounded. Source: RFC 1951, RFC 1952, RFC 9110
// section 8.4.1.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lenscap::sources {

/// Longest text that comes out: a bomb costs this much and no more.
inline constexpr std::size_t most_inflated = 1024 * 1024;

/// What `body` holds, as far as it goes: a cut or damaged body gives the part before. Empty when it is neither gzip nor
/// zlib.
std::optional<std::string> inflate_body(std::string_view body);

}  // namespace lenscap::sources
