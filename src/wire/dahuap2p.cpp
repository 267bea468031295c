#include "wire/dahuap2p.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/http.hpp"

namespace lenscap::wire {
namespace {

constexpr std::string_view verbs[] = {"DHGET ", "DHPOST ", "NFGET ", "NFPOST "};
constexpr std::string_view services[] = {"/probe/", "/online/", "/info/", "/device/", "/relay/", "/p2p/", "/tcprelay/"};
constexpr std::string_view before_serial[] = {"/online/p2psrv/", "/probe/device/", "/info/device/", "/device/"};
constexpr std::size_t shortest_serial = 10, longest_serial = 32;

namespace ptcp {
constexpr std::size_t header = 24, type = 24, length = 25, realm = 28, padding = 32, data = 36;
constexpr std::uint8_t payload = 0x10, status = 0x12, heartbeat = 0x13, first_common = 0x17, authenticated = 0x1a,
                       last_common = 0x1b;
constexpr std::uint32_t opening = 0x00030100;
}  // namespace ptcp

bool is_serial(std::string_view text) {
  return text.size() >= shortest_serial && text.size() <= longest_serial &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

/// The value of a header line as sent: the HTTP reader leaves those that carry credentials empty.
std::string_view raw_header(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    if (line.size() > name.size() && line[name.size()] == ':' && same_name(line.substr(0, name.size()), name))
      return line.substr(name.size() + 1);
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return {};
}

/// Whether X-WSSE names `serial` as the one who authenticates. The name itself goes no further.
bool authenticates_as(std::string_view head, std::string_view serial) {
  constexpr std::string_view key = "Username=\"";
  std::string_view wsse = raw_header(head, "X-WSSE");
  const std::size_t at = wsse.find(key);
  if (at == std::string_view::npos) return false;
  wsse.remove_prefix(at + key.size());
  return wsse.starts_with(serial) && wsse.substr(serial.size()).starts_with('"');
}

/// The side that answers inside the tunnel is the device.
std::string_view answer_inside(std::string_view data) {
  if (data.starts_with("RTSP/1.")) return "RTSP answer";
  if (data.starts_with("HTTP/1.")) return "HTTP answer";
  return {};
}

}  // namespace

std::optional<DahuaP2pRequest> parse_dahua_p2p_request(std::string_view bytes) noexcept {
  const auto verb = std::find_if(std::begin(verbs), std::end(verbs), [&](auto v) { return bytes.starts_with(v); });
  if (verb == std::end(verbs)) return std::nullopt;
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  std::string_view target = line.substr(verb->size());
  const std::size_t blank = target.find(' ');
  if (blank == std::string_view::npos || !target.substr(blank).starts_with(" HTTP/1.")) return std::nullopt;
  target = target.substr(0, blank);
  if (std::none_of(std::begin(services), std::end(services), [&](auto s) { return target.starts_with(s); }))
    return std::nullopt;
  DahuaP2pRequest out;
  out.path = target.substr(0, target.rfind('/') + 1);  // what follows may be a token
  for (const std::string_view prefix : before_serial) {
    if (!target.starts_with(prefix)) continue;
    std::string_view serial = target.substr(prefix.size());
    serial = serial.substr(0, serial.find_first_of("/?"));
    if (!is_serial(serial)) continue;
    out.path = prefix;
    out.serial = serial;
    target = target.substr(0, prefix.size());
  }
  const std::string_view head = bytes.substr(0, bytes.find("\r\n\r\n"));
  std::string_view role = raw_header(head, "X-ToUType");
  role.remove_prefix(std::min(role.find_first_not_of(' '), role.size()));
  out.client = role.starts_with("Client");
  out.own = !out.serial.empty() && !out.client && (role.starts_with("Device") || authenticates_as(head, out.serial));
  return out;
}

std::optional<Ptcp> parse_ptcp(std::span<const std::byte> bytes) noexcept {
  using namespace ptcp;
  if (bytes.size() < header || !as_text(bytes).starts_with("PTCP")) return std::nullopt;
  Ptcp out;
  if (bytes.size() == header) return out;
  if (bytes.size() == header + 4 && be32(bytes, type) == opening) return out;
  if (bytes.size() < data || be32(bytes, padding) != 0) return std::nullopt;
  out.type = u8(bytes, type);
  const std::string_view inside = as_text(bytes.subspan(data));
  if (out.type >= first_common && out.type <= last_common) {
    // A signature may follow that the length leaves out.
    if (be32(bytes, realm) != 0) return std::nullopt;
    if (out.type == authenticated) out.what = "authenticated";
  } else {
    if (out.type < payload || out.type > heartbeat || be24(bytes, length) != inside.size()) return std::nullopt;
    if (out.type == status && inside == "CONN") out.what = "connected";
    if (out.type == payload) out.what = answer_inside(inside);
  }
  out.from_device = !out.what.empty();
  return out;
}

}  // namespace lenscap::wire
