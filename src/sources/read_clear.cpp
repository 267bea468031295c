// What a device tells of itself to the outside without encryption, for anyone on the way to read: that it does, and to
// whom. The value is the peer; nothing of what was told is kept or shown.
//
// Told by the names of parameters that cameras and their clouds use, by the device's own hardware address, and by
// an Authorization header (RFC 7617: Basic is the password itself). Only requests: what a server answers is the peer's.
#include <algorithm>
#include <array>

#include "model/ascii.hpp"
#include "sources/dialogue.hpp"
#include "wire/http.hpp"
#include "wire/secrets.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

constexpr std::size_t most_looked_at = 4096;  // bytes of a body
constexpr std::size_t least_serial = 6;       // characters of a value that can be a serial number

constexpr auto serial_names = std::to_array<std::string_view>({"serial", "serialno", "serialnumber", "sn", "devid",
                                                               "deviceid", "devserial", "deviceserial", "uuid", "mac",
                                                               "macaddr", "macaddress", "camid", "cameraid", "did"});
constexpr auto location_names =
    std::to_array<std::string_view>({"lat", "latitude", "lon", "lng", "longitude", "location", "geo", "gps"});

bool alnum(char c) { return (model::lower_ascii(c) >= 'a' && model::lower_ascii(c) <= 'z') || (c >= '0' && c <= '9'); }
bool blank(char c) { return c == ' ' || c == '\t' || c == '"' || c == '\''; }

/// The name before an '=' or ':' at `sign`, lower case, without '_' and '-'; empty when there is none.
std::string name_before(std::string_view text, std::size_t sign) {
  constexpr std::size_t longest = 24;
  std::size_t end = sign;
  while (end > 0 && blank(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < longest &&
         (alnum(text[begin - 1]) || text[begin - 1] == '_' || text[begin - 1] == '-'))
    --begin;
  std::string name;
  for (const char c : text.substr(begin, end - begin))
    if (c != '_' && c != '-') name += model::lower_ascii(c);
  return name;
}

std::size_t value_length(std::string_view text, std::size_t sign) {
  std::size_t at = sign + 1;
  while (at < text.size() && blank(text[at])) ++at;
  const std::size_t begin = at;
  while (at < text.size() && (alnum(text[at]) || text[at] == '.' || text[at] == ':' || text[at] == '-')) ++at;
  return at - begin;
}

struct ClearTold {
  bool serial = false, location = false;
};

void look_for_names(std::string_view text, ClearTold& told) {
  for (std::size_t at = text.find_first_of("=:"); at != std::string_view::npos; at = text.find_first_of("=:", at + 1)) {
    const std::string name = name_before(text, at);
    const std::size_t length = name.empty() ? 0 : value_length(text, at);
    if (length >= least_serial)
      told.serial |= std::find(serial_names.begin(), serial_names.end(), name) != serial_names.end();
    if (length >= 3)
      told.location |= std::find(location_names.begin(), location_names.end(), name) != location_names.end();
  }
}

/// The twelve digits of the hardware address, with any separators.
bool holds_address(std::string_view text, model::Mac mac) {
  std::string digits, wanted;
  for (const char c : to_string(mac))
    if (c != ':') wanted += c;
  for (const char c : text)
    if (alnum(c)) digits += model::lower_ascii(c);
    else if (c != ':' && c != '-' && c != '.') digits += ' ';
  return digits.find(wanted) != std::string::npos;
}

}  // namespace

void tell_clear(const Teller& t, const wire::HttpMessage& head, std::string_view body, const model::Ip& peer) {
  if (peer.family == 0 || peer.inside() || peer.multicast() || t.subject() == model::no_host) return;
  const std::string whom = to_string(peer);
  const std::string_view line = head.target.substr(0, most_looked_at);
  const std::string_view told_to = body.substr(0, most_looked_at);
  ClearTold told;
  look_for_names(line, told);
  look_for_names(told_to, told);
  const model::Mac mac = t.ledger().row(t.subject()).mac;
  told.serial |= mac.identifies() && (holds_address(line, mac) || holds_address(told_to, mac));
  const bool basic = std::any_of(head.headers().begin(), head.headers().end(), [](const wire::HttpHeader& h) {
    return wire::same_name(h.name, "Authorization") || wire::same_name(h.name, "Proxy-Authorization");
  });
  const bool credentials = basic || !wire::find_secrets(line).empty() || !wire::find_secrets(told_to).empty();
  // The method stands for the request: what follows it is not to be shown.
  const auto tell = [&](model::Kind what, bool so, std::string_view place) {
    if (so) t.tell_decoded(what, whom, head.method, "address that the request went to", place);
  };
  tell(kind("clear.serial"), told.serial, "request over HTTP without TLS");
  tell(kind("clear.location"), told.location, "request over HTTP without TLS");
  tell(kind("clear.credentials"), credentials, "request over HTTP without TLS");
}

}  // namespace lenscap::sources
