#include "wire/vivotek.hpp"

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t mark_at = 1, items_at = 5;

namespace item {
constexpr std::uint8_t none = 0x00, long_name = 0x01, mac = 0x02, ipv4 = 0x03, bare = 0x04, port = 0x06,
                       short_name = 0x09;
}

bool has_mark(std::span<const std::byte> bytes) {
  return bytes.size() >= items_at && be32(bytes, mark_at) == vivotek_mark;
}

}  // namespace

bool is_vivotek_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() == items_at && has_mark(bytes);
}

std::optional<VivotekDevice> parse_vivotek(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() == items_at || !has_mark(bytes)) return std::nullopt;
  VivotekDevice out;
  for (std::size_t at = items_at; at < bytes.size();) {
    if (bytes.size() - at < 2) return std::nullopt;
    const std::uint8_t type = u8(bytes, at), size = u8(bytes, at + 1);
    at += 2;
    if (type == item::bare) continue;
    if (type == item::none || bytes.size() - at < size) return std::nullopt;
    const std::string_view value = as_text(bytes.subspan(at, size));
    at += size;
    if (type == item::long_name) {
      out.long_name = value.substr(0, value.find('\0'));
    } else if (type == item::mac) {
      if (size != 6) return std::nullopt;
      out.mac = be48(value.data());
      out.mac_raw = value;
    } else if (type == item::ipv4) {
      if (size != 4) return std::nullopt;
      out.ipv4 = be32(value.data());
      out.ipv4_raw = value;
    } else if (type == item::port && size == 2) {
      out.http_port = le16(value.data());
    } else if (type == item::short_name) {
      out.short_name = value.substr(0, value.find('\0'));
    }
  }
  if (out.ipv4_raw.empty() || (!out.mac_raw.empty() && !is_mac_of_one(out.mac))) return std::nullopt;
  if (!is_plain_text(out.long_name) || !is_plain_text(out.short_name)) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
