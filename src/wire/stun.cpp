#include "wire/stun.hpp"

#include "wire/bytes.hpp"
#include "wire/utf8.hpp"

namespace lenscap::wire {
namespace {

// RFC 8489, 5.
constexpr std::size_t type = 0, length = 2, cookie = 4, header = 20;
constexpr std::uint32_t magic = 0x2112a442;
constexpr std::uint16_t binding_request = 0x0001, binding_indication = 0x0011, binding_success = 0x0101,
                        binding_error = 0x0111;
// 14: type and length of an attribute, then its value, padded to four bytes.
constexpr std::size_t attribute_header = 4, longest_software = 763;
constexpr std::uint16_t xor_mapped_address = 0x0020, software = 0x8022;
// 14.2.
constexpr std::size_t family_at = 1, port_at = 2, address_at = 4;
constexpr std::uint8_t ipv4 = 1, ipv6 = 2;

std::optional<StunClass> class_of(std::uint16_t message) {
  switch (message) {
    case binding_request:
      return StunClass::request;
    case binding_indication:
      return StunClass::indication;
    case binding_success:
      return StunClass::success;
    case binding_error:
      return StunClass::error;
    default:
      return std::nullopt;
  }
}

bool printable(std::string_view text) {
  while (!text.empty()) {
    const std::size_t n = utf8_length(text);
    if (n == 0 || static_cast<std::uint8_t>(text[0]) < 0x20 || text[0] == 0x7f) return false;
    text.remove_prefix(n);
  }
  return true;
}

void read_mapped(std::span<const std::byte> message, std::span<const std::byte> value, Stun& out) {
  if (value.size() < address_at + 4) return;
  const std::uint8_t family = u8(value, family_at);
  const std::size_t size = family == ipv4 ? 4 : family == ipv6 ? 16 : 0;
  if (size == 0 || value.size() != address_at + size) return;
  // IPv4 is XORed with the cookie, IPv6 with cookie and transaction, which follow each other in the header.
  for (std::size_t i = 0; i < size; ++i)
    out.mapped[i] = static_cast<std::uint8_t>(u8(value, address_at + i) ^ u8(message, cookie + i));
  out.mapped_family = family == ipv4 ? 4 : 6;
  out.mapped_port = static_cast<std::uint16_t>(be16(value, port_at) ^ (magic >> 16));
  out.mapped_raw = as_text(value.subspan(address_at, size));
}

}  // namespace

std::optional<Stun> parse_stun(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < header || be32(bytes, cookie) != magic) return std::nullopt;
  const auto message = class_of(be16(bytes, type));
  const std::size_t body = be16(bytes, length);
  if (!message || body % 4 != 0 || header + body != bytes.size()) return std::nullopt;
  Stun out;
  out.message = *message;
  for (std::size_t at = header; at < bytes.size();) {
    if (bytes.size() - at < attribute_header) return std::nullopt;
    const std::uint16_t attribute = be16(bytes, at);
    const std::size_t size = be16(bytes, at + 2), padded = (size + 3) / 4 * 4;
    at += attribute_header;
    if (bytes.size() - at < padded) return std::nullopt;
    const auto value = bytes.subspan(at, size);
    if (attribute == software && out.software.empty() && size <= longest_software && printable(as_text(value)))
      out.software = as_text(value);
    if (attribute == xor_mapped_address && out.message == StunClass::success && out.mapped_family == 0)
      read_mapped(bytes, value, out);
    at += padded;
  }
  return out;
}

}  // namespace lenscap::wire
