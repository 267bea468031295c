#include "wire/dvrip.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace discovery {
constexpr std::size_t section2_length = 0x02, mark = 0x04, protocol_version = 0x10, section3_length = 0x14,
                      version = 0x20, host_name = 0x28, ipv4 = 0x38, mask = 0x3c, gateway = 0x40, http_port = 0x5e,
                      https_port = 0x60, tcp_port = 0x62, udp_port = 0x68, section2 = 0x78;
constexpr std::size_t host_name_size = 16, mac_size = 17, search_size = 32;
constexpr std::uint32_t answer_mark = 0x58;
}  // namespace discovery

namespace control {
constexpr std::size_t kind = 0, body_length = 4, zero = 12, whole_length = 16, zero2 = 20, login_mark = 24, zero3 = 28,
                      trailer = 30;
constexpr std::uint32_t answers_login = 0x0600f900;
constexpr std::uint16_t client_trailer = 0xa1aa;
}  // namespace control

const std::uint8_t* octets(std::span<const std::byte> bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

std::string_view view(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes.data()) + at, size};
}

std::string_view until_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

bool is_mac(std::string_view text) {
  if (text.size() != discovery::mac_size) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (i % 3 == 2 ? c != ':' && c != '-' : !hex) return false;
  }
  return true;
}

/// The value of the line "key:value" in lines that end in CRLF, LF or NUL.
std::string_view line_value(std::string_view lines, std::string_view key) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find_first_of(std::string_view("\r\n\0", 3)), lines.size());
    const std::string_view line = lines.substr(0, end);
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == ':') {
      const std::string_view value = line.substr(key.size() + 1);
      return value.substr(std::min(value.find_first_not_of(' '), value.size()));
    }
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return {};
}

std::optional<DvripKind> kind_of(std::span<const std::byte> bytes) {
  const std::uint8_t* const p = octets(bytes);
  switch (be16(p + control::kind)) {
    case 0xa000:
    case 0xa005:
      if (be16(p + control::trailer) == control::client_trailer) return DvripKind::login;
      return std::nullopt;
    case 0xa001:
      if (be16(p + control::trailer) == control::client_trailer) return DvripKind::realm_request;
      return std::nullopt;
    case 0xb000:
    case 0xb001: {
      if (be32(p + control::login_mark) == control::answers_login) return DvripKind::answer;
      constexpr std::string_view first = "Realm:";
      const std::string_view body = view(bytes, dvrip_header_size, bytes.size() - dvrip_header_size);
      const std::size_t seen = std::min(body.size(), first.size());
      if (le32(p + control::body_length) >= first.size() && body.substr(0, seen) == first.substr(0, seen))
        return DvripKind::answer;
      return std::nullopt;
    }
    case 0xf600:
      if (be16(p + 2) == 0 && le32(p + control::zero) == 0 && le32(p + control::zero2) == 0 &&
          le32(p + control::zero3) == 0 && le32(p + control::body_length) <= le32(p + control::whole_length))
        return DvripKind::json;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_dvrip_search(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() != discovery::search_size) return false;
  const std::uint8_t* const p = octets(bytes);
  if (p[0] != 0xa3 || p[1] != 0x01 || p[2] != 0 || p[3] > 1) return false;
  if (le32(p + discovery::protocol_version) != 2) return false;
  for (std::size_t i = 4; i < discovery::search_size; ++i)
    if (i != discovery::protocol_version && p[i] != 0) return false;
  return true;
}

std::optional<DvripDevice> parse_dvrip_device(std::span<const std::byte> bytes) noexcept {
  using namespace discovery;
  if (bytes.size() < section2) return std::nullopt;
  const std::uint8_t* const p = octets(bytes);
  if (p[0] != 0xb3 || le32(p + mark) != answer_mark || le32(p + protocol_version) != 2) return std::nullopt;
  const std::size_t size2 = p[section2_length];
  const std::size_t size3 = le16(p + section3_length);
  if (bytes.size() != section2 + size2 + size3) return std::nullopt;

  DvripDevice out;
  out.host_name = until_nul(view(bytes, host_name, host_name_size));
  for (std::size_t i = 0; i < out.version.size(); ++i) out.version[i] = le16(p + version + 2 * i);
  out.version_raw = view(bytes, version, 8);
  out.ipv4 = be32(p + ipv4);
  out.ipv4_raw = view(bytes, ipv4, 4);
  out.ipv4_mask = be32(p + mask);
  out.ipv4_gateway = be32(p + gateway);
  out.http_port = le16(p + http_port);
  out.https_port = le16(p + https_port);
  out.tcp_port = le16(p + tcp_port);
  out.udp_port = le16(p + udp_port);
  const std::string_view second = view(bytes, section2, size2);
  if (is_mac(second.substr(0, mac_size))) {
    out.mac = second.substr(0, mac_size);
    out.model = until_nul(second.substr(mac_size));
  }
  const std::string_view third = view(bytes, section2 + size2, size3);
  out.name = line_value(third, "Name");
  out.device = line_value(third, "Device");
  out.serial_no = line_value(third, "SerialNo");
  return out;
}

StreamLength dvrip_length(std::span<const std::byte> bytes) noexcept {
  if (bytes.empty()) return {StreamLength::Is::partial, 0};
  const std::uint8_t* const p = octets(bytes);
  if (p[0] != 0xa0 && p[0] != 0xb0 && p[0] != 0xf6) return {};
  if (bytes.size() < dvrip_header_size) return {StreamLength::Is::partial, 0};
  const std::uint32_t body = le32(p + control::body_length);
  if (body > dvrip_max_body || !kind_of(bytes)) return {};
  const std::size_t size = dvrip_header_size + body;
  return {bytes.size() < size ? StreamLength::Is::partial : StreamLength::Is::whole, size};
}

std::optional<DvripMessage> parse_dvrip_message(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = dvrip_length(bytes);
  if (found.is != StreamLength::Is::whole || found.length != bytes.size()) return std::nullopt;
  DvripMessage out;
  out.kind = *kind_of(bytes);
  const std::string_view body = view(bytes, dvrip_header_size, bytes.size() - dvrip_header_size);
  if (out.kind == DvripKind::answer) out.realm = line_value(body, "Realm");
  if (out.kind == DvripKind::json) {
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || body[first] != '{') return std::nullopt;
    out.json = body;
  }
  return out;
}

}  // namespace lenscap::wire
