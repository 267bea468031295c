#include "wire/pppoe.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/link.hpp"

namespace lenscap::wire {

namespace {

constexpr std::size_t version_and_type = 0, code = 1, session = 2, length = 4, header = 6;
constexpr std::uint8_t version_1_type_1 = 0x11, session_data = 0;
constexpr std::uint16_t ppp_ipv4 = 0x0021, ppp_ipv6 = 0x0057;

}  // namespace

std::optional<Pppoe> parse_pppoe(std::span<const std::uint8_t> bytes) noexcept {
  if (bytes.size() < header || bytes[version_and_type] != version_1_type_1 || bytes[code] != session_data) return {};
  const std::size_t end = std::min(bytes.size(), header + be16(&bytes[length]));
  // The first byte of a protocol number is even, so an odd one is the whole number, compressed.
  const std::size_t number = end > header && bytes[header] & 1 ? 1 : 2;
  if (end < header + number) return {};
  Pppoe out;
  out.session = be16(&bytes[session]);
  out.protocol = number == 1 ? bytes[header] : be16(&bytes[header]);
  out.type = out.protocol == ppp_ipv4 ? ether_ipv4 : out.protocol == ppp_ipv6 ? ether_ipv6 : 0;
  out.payload = static_cast<std::uint32_t>(header + number);
  out.payload_length = static_cast<std::uint32_t>(end) - out.payload;
  return out;
}

}  // namespace lenscap::wire
