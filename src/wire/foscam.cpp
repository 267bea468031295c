#include "wire/foscam.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint32_t mark = 0x4d4f5f49;  // "MO_I"
constexpr std::size_t code = 4, keyed = 6, key = 7, key_size = 8, length = 15, text = 23, longest = 512;

namespace says {
constexpr std::uint16_t search = 0, search_answer = 1, set_network = 2;
}

// Offsets into the datagram. Firmware before x.x.2.2 leaves out the last octet (whether DHCP is on).
namespace answer {
constexpr std::size_t id = 23, name = 36, ipv4 = 57, mask = 61, gateway = 65, firmware = 77, web_version = 81,
                      port = 85, shortest = 87;
}

bool is_framed(std::span<const std::byte> bytes, std::uint16_t what) {
  return bytes.size() > text && bytes.size() <= longest && be32(bytes, 0) == mark && le16(&bytes[code]) == what &&
         le32(&bytes[length]) == bytes.size() - text;
}

std::uint64_t mac_of(std::string_view digits) {
  std::uint64_t mac = 0;
  for (const char c : digits) {
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) return 0;
    mac = mac << 4 | static_cast<std::uint64_t>(value);
  }
  return digits.size() == 12 ? mac : 0;
}

}  // namespace

bool is_foscam_tool(std::span<const std::byte> bytes) noexcept {
  return is_framed(bytes, says::search) || is_framed(bytes, says::set_network);
}

std::optional<FoscamDevice> parse_foscam(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < answer::shortest || !is_framed(bytes, says::search_answer)) return std::nullopt;

  FoscamDevice out;
  out.keyed = u8(bytes, keyed) != 0;
  std::array<std::uint8_t, answer::shortest> plain{};
  for (std::size_t i = 0; i < plain.size(); ++i)
    plain[i] = u8(bytes, i) ^ (out.keyed && i >= text ? u8(bytes, key + (i - text) % key_size) : std::uint8_t{0});
  const auto take = [&](auto& field, std::size_t at) {
    const std::size_t size = field.characters.size() - 1;
    const auto* const first = plain.data() + at;
    const auto end = static_cast<std::size_t>(std::find(first, first + size, 0) - first);
    std::copy_n(first, end, field.characters.begin());
    field.raw = as_text(bytes.subspan(at, end));
  };
  take(out.id, answer::id);
  take(out.name, answer::name);
  out.mac = mac_of(out.id.text());
  out.ipv4 = be32(&plain[answer::ipv4]);
  out.ipv4_raw = as_text(bytes.subspan(answer::ipv4, 4));
  out.ipv4_mask = be32(&plain[answer::mask]);
  out.ipv4_gateway = be32(&plain[answer::gateway]);
  std::copy_n(&plain[answer::firmware], 4, out.firmware.begin());
  std::copy_n(&plain[answer::web_version], 4, out.web_version.begin());
  out.firmware_raw = as_text(bytes.subspan(answer::firmware, 4));
  out.http_port = be16(&plain[answer::port]);
  if (!is_mac_of_one(out.mac) || !is_plain_text(out.name.text())) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
