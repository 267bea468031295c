#include "wire/panasonic.hpp"

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t version = 0, fields_length = 2, command = 4, device_mac = 6, fields = 0x30;
constexpr std::size_t around_fields = fields + 4;  // the end mark and the sum follow them
constexpr std::uint16_t end_mark = 0xffff;

namespace says {
constexpr std::uint16_t set_address = 2, set_done = 4, search = 13, search_answer = 14;
}

namespace tag {
constexpr std::uint16_t ipv4 = 0x20, mask = 0x21, gateway = 0x22, http_port = 0x25, name = 0xa7, model = 0xa8,
                        firmware = 0xa9, channels = 0xc0, serial = 0xd1;
}

bool is_framed(std::span<const std::byte> bytes) {
  return bytes.size() >= around_fields && be16(bytes, version) == 1 &&
         be16(bytes, fields_length) + around_fields == bytes.size() && be16(bytes, bytes.size() - 4) == end_mark;
}

std::string_view text(std::string_view value) {
  value = value.substr(0, value.find('\0'));
  return is_plain_text(value) ? value : std::string_view();
}

void keep(PanasonicDevice& out, std::uint16_t name, std::string_view value) {
  switch (name) {
    case tag::ipv4:
      if (value.size() != 4) return;
      out.ipv4 = be32(value.data());
      out.ipv4_raw = value;
      return;
    case tag::mask:
      if (value.size() == 4) out.ipv4_mask = be32(value.data());
      return;
    case tag::gateway:
      if (value.size() == 4) out.ipv4_gateway = be32(value.data());
      return;
    case tag::http_port:
      if (value.size() == 2) out.http_port = be16(value.data());
      return;
    case tag::channels:
      if (value.size() != 2) return;
      out.channels = be16(value.data());
      out.channels_raw = value;
      return;
    case tag::name:
      out.name = text(value);
      return;
    case tag::model:
      out.model = text(value);
      return;
    case tag::firmware:
      out.firmware = text(value);
      return;
    case tag::serial:
      out.serial = text(value);
      return;
    default:
      return;
  }
}

}  // namespace

bool is_panasonic_tool(std::span<const std::byte> bytes) noexcept {
  if (!is_framed(bytes)) return false;
  const std::uint16_t what = be16(bytes, command);
  if (what == says::search) return be48(bytes, device_mac) == 0;
  return (what == says::set_address || what == says::set_done) && is_mac_of_one(be48(bytes, device_mac));
}

std::optional<PanasonicDevice> parse_panasonic(std::span<const std::byte> bytes) noexcept {
  if (!is_framed(bytes) || be16(bytes, command) != says::search_answer) return std::nullopt;
  PanasonicDevice out;
  out.mac = be48(bytes, device_mac);
  out.mac_raw = as_text(bytes.subspan(device_mac, 6));
  if (!is_mac_of_one(out.mac)) return std::nullopt;
  const std::size_t end = bytes.size() - 4;
  for (std::size_t at = fields; at < end;) {
    if (end - at < 4) return std::nullopt;
    const std::uint16_t name = be16(bytes, at), size = be16(bytes, at + 2);
    at += 4;
    if (end - at < size) return std::nullopt;
    keep(out, name, as_text(bytes.subspan(at, size)));
    at += size;
  }
  if (out.ipv4_raw.empty() || (out.name.empty() && out.model.empty())) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
