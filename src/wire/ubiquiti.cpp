#include "wire/ubiquiti.hpp"

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t head = 0, length = 2, items = 4, item_header = 3;

namespace item {
constexpr std::uint8_t mac = 0x01, mac_and_ipv4 = 0x02, firmware = 0x03, hostname = 0x0b, platform = 0x0c,
                       source_mac = 0x13, model1 = 0x14, model2 = 0x15, software = 0x16;
}

bool is_answer(std::uint16_t version_and_command) {
  return version_and_command == 0x0100 || version_and_command == 0x0206 || version_and_command == 0x0209 ||
         version_and_command == 0x020b;
}

bool is_question(std::uint16_t version_and_command) {
  return version_and_command == 0x0100 || version_and_command == 0x0206 || version_and_command == 0x0208 ||
         version_and_command == 0x020a;
}

/// False when the value cannot be what its type says.
bool keep(UbiquitiDevice& out, std::uint8_t type, std::string_view value) {
  const auto take_mac = [&](bool first) {
    if (!is_mac_of_one(be48(value.data()))) return false;
    if (!first && out.mac != 0) return true;
    out.mac = be48(value.data());
    out.mac_raw = value.substr(0, 6);
    return true;
  };
  const auto take_text = [&](std::string_view& into) {
    const std::string_view text = value.substr(0, value.find('\0'));
    if (into.empty()) into = text;
    return is_plain_text(text);
  };
  switch (type) {
    case item::mac:
      return value.size() == 6 && take_mac(true);
    case item::source_mac:
      return value.size() == 6 && take_mac(false);
    case item::mac_and_ipv4:
      if (value.size() != 10) return false;
      if (out.ipv4_raw.empty()) {
        out.ipv4 = be32(value.data() + 6);
        out.ipv4_raw = value.substr(6);
      }
      return take_mac(false);
    case item::firmware:
      return take_text(out.firmware);
    case item::hostname:
      return take_text(out.hostname);
    case item::platform:
      return take_text(out.platform);
    case item::model1:
    case item::model2:
      return take_text(out.model);
    case item::software:
      return take_text(out.software);
    default:
      return true;
  }
}

}  // namespace

bool is_ubiquiti_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() == items && is_question(be16(bytes, head)) && be16(bytes, length) == 0;
}

std::optional<UbiquitiDevice> parse_ubiquiti(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() <= items || !is_answer(be16(bytes, head)) || be16(bytes, length) != bytes.size() - items)
    return std::nullopt;
  UbiquitiDevice out;
  out.version = u8(bytes, head);
  for (std::size_t at = items; at < bytes.size();) {
    if (bytes.size() - at < item_header) return std::nullopt;
    const std::uint8_t type = u8(bytes, at);
    const std::uint16_t size = be16(bytes, at + 1);
    at += item_header;
    if (bytes.size() - at < size) return std::nullopt;
    if (!keep(out, type, as_text(bytes.subspan(at, size)))) return std::nullopt;
    at += size;
  }
  if (out.mac == 0) return std::nullopt;
  if (out.firmware.empty() && out.platform.empty() && out.model.empty() && out.hostname.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
