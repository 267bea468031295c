#include "wire/mhed.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t version = 4, command = 8, name = 12, mac = 32, sdk_port = 38, ipv4 = 40, mask = 44, gateway = 48,
                      firmware = 52, build_date = 56, http_port = 60, device_type = 64, serial = 140,
                      firmware_text = 156, model = 196, manufacturer = 212, channels = 228;
constexpr std::size_t lead_size = 12, name_size = 20, text_size = 16, short_size = 140, long_size = 240;
}  // namespace field

constexpr std::uint32_t version_upper = 1, highest_version = 0x1f;  // 11 is the highest seen
constexpr std::uint16_t version_with_models = 7, version_with_serials = 8;
constexpr std::uint32_t search = 1, announce = 2, answer_to_one = 14, setting_answer = 16, last_command = 18;
constexpr std::uint32_t most_channels = 512;

/// Text up to its NUL; empty when it holds what no text holds.
std::string_view text_at(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  std::string_view text = as_text(bytes.subspan(at, size));
  text = text.substr(0, text.find('\0'));
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
  if (control) return {};
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_day(std::uint32_t date) {
  const std::uint32_t year = date / 10000, month = date / 100 % 100, day = date % 100;
  return year >= 2000 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool all_zero(std::span<const std::byte> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

/// False when the sender cannot be a device: no hardware address, or one of a group.
bool read_announcement(std::span<const std::byte> bytes, Mhed& out) {
  using namespace field;
  if (bytes.size() < short_size) return false;
  const auto raw = [&](std::size_t at, std::size_t size) { return as_text(bytes.subspan(at, size)); };
  out.mac = be48(bytes, mac);
  if (out.mac == 0 || (u8(bytes, mac) & 1) != 0) return false;
  out.mac_raw = raw(mac, 6);
  out.name = text_at(bytes, name, name_size);
  out.sdk_port = le16(&bytes[sdk_port]);
  out.ipv4 = be32(bytes, ipv4);
  out.ipv4_raw = raw(ipv4, 4);
  out.ipv4_mask = be32(bytes, mask);
  out.ipv4_gateway = be32(bytes, gateway);
  out.firmware = le32(&bytes[firmware]);
  out.firmware_raw = raw(firmware, 4);
  if (const std::uint32_t date = le32(&bytes[build_date]); is_day(date)) {
    out.build_date = date;
    out.build_date_raw = raw(build_date, 4);
  }
  out.http_port = le16(&bytes[http_port]);
  out.device_type = le32(&bytes[device_type]);
  out.device_type_raw = raw(device_type, 4);
  if (bytes.size() < long_size || out.version < version_with_models) return true;
  out.model = text_at(bytes, model, text_size);
  out.manufacturer = text_at(bytes, manufacturer, text_size);
  if (out.version >= version_with_serials) {
    out.serial = text_at(bytes, serial, text_size);
    out.firmware_text = text_at(bytes, firmware_text, text_size);
  } else if (const std::uint32_t count = le32(&bytes[channels]); count <= most_channels) {
    out.channels = count;
    out.channels_raw = raw(channels, 4);
  }
  return true;
}

}  // namespace

std::optional<Mhed> parse_mhed(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < field::lead_size || !as_text(bytes).starts_with("MHED")) return std::nullopt;
  const std::uint32_t version = le32(&bytes[field::version]);
  Mhed out;
  out.command = le32(&bytes[field::command]);
  if (version >> 16 != version_upper || (version & 0xffff) > highest_version) return std::nullopt;
  if (out.command == 0 || out.command > last_command) return std::nullopt;
  out.version = static_cast<std::uint16_t>(version);
  out.lead = as_text(bytes.first(field::lead_size));
  switch (out.command) {
    case search:
      if (bytes.size() != field::short_size || !all_zero(bytes.subspan(field::lead_size))) return std::nullopt;
      out.kind = MhedKind::search;
      return out;
    case announce:
      out.kind = MhedKind::announce;
      if (!read_announcement(bytes, out)) return std::nullopt;
      return out;
    case answer_to_one:
    case setting_answer:
      out.kind = MhedKind::answer;
      return out;
    default:
      out.kind = MhedKind::setting;
      return out;
  }
}

}  // namespace lenscap::wire
