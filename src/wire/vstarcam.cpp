#include "wire/vstarcam.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint32_t asks = 0x44480101, answers = 0x44480108;

namespace answer {
constexpr std::size_t ipv4 = 0x04, mask = 0x14, gateway = 0x24, mac = 0x54, port = 0x5a, uid = 0x5c, name = 0x7c,
                      firmware = 0xcc;
constexpr std::size_t ipv4_size = 16, text_size = 32, firmware_size = 16;
constexpr std::size_t shortest = firmware + firmware_size, longest = 1024;
}  // namespace answer

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Letters and digits; hyphens may part them.
bool is_uid(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

bool is_vstarcam_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() == 4 && be32(bytes, 0) == asks;
}

std::optional<VstarcamDevice> parse_vstarcam(std::span<const std::byte> bytes) noexcept {
  using namespace answer;
  if (bytes.size() < shortest || bytes.size() > longest || be32(bytes, 0) != answers) return std::nullopt;
  VstarcamDevice out;
  out.ipv4_address = field_text(bytes, ipv4, ipv4_size);
  out.ipv4_mask = field_text(bytes, mask, ipv4_size);
  out.ipv4_gateway = field_text(bytes, gateway, ipv4_size);
  out.mac = be48(bytes, mac);
  out.mac_raw = as_text(bytes.subspan(mac, 6));
  out.http_port = le16(&bytes[port]);
  const std::string_view device_id = field_text(bytes, uid, text_size);
  out.name = field_text(bytes, name, text_size);
  out.firmware = field_text(bytes, firmware, firmware_size);
  if (!is_ipv4_text(out.ipv4_address) || !is_ipv4_text(out.ipv4_mask)) return std::nullopt;
  if (!out.ipv4_gateway.empty() && !is_ipv4_text(out.ipv4_gateway)) return std::nullopt;
  if (!is_mac_of_one(out.mac) || out.http_port == 0 || !is_uid(device_id)) return std::nullopt;
  if (!is_plain_text(out.name) || !is_plain_text(out.firmware)) return std::nullopt;
  const auto letters = std::find_if_not(device_id.begin(), device_id.end(), is_letter) - device_id.begin();
  out.uid_prefix = device_id.substr(0, static_cast<std::size_t>(letters));
  return out;
}

}  // namespace lenscap::wire
