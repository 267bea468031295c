#include "wire/fixed_field.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool is_plain_text(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

bool is_ipv4_text(std::string_view text) noexcept {
  int parts = 0;
  for (std::size_t at = 0; at <= text.size(); ++parts) {
    const std::string_view part = text.substr(at, text.find('.', at) - at);
    if (part.empty() || part.size() > 3) return false;
    int value = 0;
    for (const char c : part) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    if (value > 255) return false;
    at += part.size() + 1;
  }
  return parts == 4;
}

bool is_mac_text(std::string_view text) noexcept {
  constexpr std::size_t size = 17;
  if (text.size() != size) return false;
  std::uint64_t mac = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (i % 3 == 2) {
      if (text[i] != text[2] || (text[i] != ':' && text[i] != '-')) return false;
      continue;
    }
    const int digit = hex_value(text[i]);
    if (digit < 0) return false;
    mac = mac << 4 | static_cast<std::uint64_t>(digit);
  }
  return is_mac_of_one(mac);
}

}  // namespace lenscap::wire
