#include "wire/icmp.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {
constexpr std::size_t type_at = 0, code_at = 1, gateway_at = 4, header = 8;

namespace v4 {
enum Type : std::uint8_t {
  unreachable = 3,
  source_quench = 4,
  redirect = 5,
  router_advertisement = 9,
  time_exceeded = 11,
  parameter_problem = 12,
  conversion_error = 31  // RFC 1475
};
}
namespace v6 {
enum Type : std::uint8_t { last_error = 127, router_advertisement = 134, redirect = 137 };
// A neighbour discovery redirect quotes in an option behind two addresses (RFC 4861 4.5).
constexpr std::size_t redirect_options = 40, option_header = 8;
constexpr std::uint8_t redirected_header = 4;

std::span<const std::byte> quoted_by_redirect(std::span<const std::byte> bytes) noexcept {
  for (std::size_t at = redirect_options; bytes.size() >= at + option_header;) {
    const std::size_t length = u8(bytes, at + 1) * 8u;
    if (length == 0 || bytes.size() - at < length) return {};
    if (u8(bytes, at) == redirected_header) return bytes.subspan(at + option_header, length - option_header);
    at += length;
  }
  return {};
}
}  // namespace v6
}  // namespace

std::optional<Icmp> parse_icmp4(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < header) return {};
  Icmp out;
  out.type = u8(bytes, type_at);
  out.code = u8(bytes, code_at);
  out.error = out.type == v4::unreachable || out.type == v4::source_quench || out.type == v4::redirect ||
              out.type == v4::time_exceeded || out.type == v4::parameter_problem || out.type == v4::conversion_error;
  out.router = out.type == v4::redirect || out.type == v4::router_advertisement;
  if (out.error) out.quoted = bytes.subspan(header);
  if (out.type == v4::redirect) out.gateway = be32(bytes, gateway_at);
  return out;
}

std::optional<Icmp> parse_icmp6(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < header) return {};
  Icmp out;
  out.type = u8(bytes, type_at);
  out.code = u8(bytes, code_at);
  out.router = out.type == v6::redirect || out.type == v6::router_advertisement;
  out.error = out.type <= v6::last_error;
  if (out.error) out.quoted = bytes.subspan(header);
  if (out.type == v6::redirect) {
    out.quoted = v6::quoted_by_redirect(bytes);
    out.error = !out.quoted.empty();
  }
  return out;
}

}  // namespace lenscap::wire
