#include "wire/hanwha.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

namespace answer {
constexpr std::size_t kind = 0x00, mac = 0x13, ipv4 = 0x25, mask = 0x35, gateway = 0x45, model = 0x6d, http_port = 0x78,
                      url = 0x85, alias = 0x105, full_model = 0x125, device_type = 0x145;
constexpr std::size_t mac_size = 18, ipv4_size = 16, model_size = 10, url_size = 128, long_text_size = 32;
constexpr std::uint8_t short_form = 0x0b, long_form = 0x0c;
}  // namespace answer

/// SND-6083, XNV-8082R: capitals, digits, hyphens, slashes.
bool is_model(std::string_view text) {
  return text.size() >= 3 && text[0] >= 'A' && text[0] <= 'Z' && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
         });
}

}  // namespace

std::optional<HanwhaDevice> parse_hanwha(std::span<const std::byte> bytes) noexcept {
  using namespace answer;
  const bool is_long = bytes.size() == hanwha_long_size;
  if (bytes.size() != hanwha_size && !is_long) return std::nullopt;
  if (u8(bytes, kind) != (is_long ? long_form : short_form)) return std::nullopt;
  HanwhaDevice out;
  out.mac = field_text(bytes, mac, mac_size);
  out.ipv4_address = field_text(bytes, ipv4, ipv4_size);
  out.ipv4_mask = field_text(bytes, mask, ipv4_size);
  out.ipv4_gateway = field_text(bytes, gateway, ipv4_size);
  out.http_port = le16(&bytes[http_port]);
  out.model = field_text(bytes, model, model_size);
  out.url = field_text(bytes, url, url_size);
  if (!is_mac_text(out.mac) || !is_ipv4_text(out.ipv4_address) || !is_ipv4_text(out.ipv4_mask)) return std::nullopt;
  if (!out.ipv4_gateway.empty() && !is_ipv4_text(out.ipv4_gateway)) return std::nullopt;
  if (!is_model(out.model)) return std::nullopt;
  if (!out.url.empty() && !(out.url.starts_with("http") && is_plain_text(out.url))) return std::nullopt;
  if (!is_long) return out;
  if (const std::string_view full = field_text(bytes, full_model, long_text_size); is_model(full)) out.model = full;
  if (const std::string_view text = field_text(bytes, alias, long_text_size); is_plain_text(text)) out.alias = text;
  out.device_type = u8(bytes, device_type);
  out.device_type_raw = as_text(bytes.subspan(device_type, 1));
  return out;
}

}  // namespace lenscap::wire
