// wire/url.hpp: an address split into its parts.  Source: RFC 3986 3 and appendix B
//
// User and password are seen but never handed out. To keep or show an address or its path, pass it through
// mask_credentials (wire/secrets.hpp): cameras put credentials into paths and queries as well.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lenscap::wire {

/// All views alias the input.
struct Url {
  std::string_view scheme;          ///< "rtsp"; as sent
  bool user_info = false;           ///< a user or password stands before the host
  std::string_view host;            ///< IPv6 without its brackets
  std::uint16_t port = 0;           ///< 0 = not given, or not a number from 1 to 65535
  std::string_view path;            ///< with its leading '/'; empty when there is none
  std::string_view query;           ///< without '?'
  std::string_view path_and_query;  ///< from the path's '/' up to a fragment
};

/// Splits "scheme://host…". Empty when `text` does not begin with a scheme, "://" and a host, or holds control
/// characters.
std::optional<Url> parse_url(std::string_view text) noexcept;

/// `text` with its %XX read. `changed` says whether there were any; a '%' without two digits stays.
std::string percent_decode(std::string_view text, bool& changed);

}  // namespace lenscap::wire
