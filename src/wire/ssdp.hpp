// wire/ssdp.hpp: SSDP, UDP 1900: the discovery of UPnP.
// Source: UPnP Device Architecture 1.1, 1.2 (advertisement), 1.3 (search); the head is HTTP's (wire/http.hpp)
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/http.hpp"

namespace lenscap::wire {

enum class SsdpKind : std::uint8_t {
  alive,   ///< NOTIFY ssdp:alive or ssdp:update
  byebye,  ///< NOTIFY ssdp:byebye
  search,  ///< M-SEARCH: a question, says nothing about a device
  answer   ///< 200 OK to a search
};

/// All views alias the datagram; empty = not there. Other distinctive headers are in `head`.
struct Ssdp {
  SsdpKind kind = SsdpKind::search;
  std::string_view target;  ///< NT or ST
  std::string_view usn;
  std::string_view server;
  std::string_view location;      ///< address of the description; may carry credentials (wire/secrets.hpp)
  std::string_view user_agent;    ///< of a search
  std::string_view x_user_agent;  ///< Dahua: "redsonic"
  HttpMessage head;
};

/// Reads one datagram. Empty when it is not SSDP.
std::optional<Ssdp> parse_ssdp(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
