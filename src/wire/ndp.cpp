#include "wire/ndp.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {
constexpr std::size_t type_at = 0, code_at = 1, flags_at = 4, lifetime_at = 6, target_at = 8, address_size = 16;
constexpr std::uint8_t flag_router = 0x80, flag_solicited = 0x40, flag_override = 0x20;
constexpr std::uint8_t source_link_layer = 1, target_link_layer = 2;
constexpr std::uint8_t multicast = 0xff;

/// Bytes before the options.
std::size_t fixed_part(NdpType type) noexcept {
  switch (type) {
    case NdpType::router_solicitation:
      return 8;
    case NdpType::router_advertisement:
      return 16;
    case NdpType::neighbour_solicitation:
      return 24;
    case NdpType::neighbour_advertisement:
      return 24;
    case NdpType::redirect:
      return 40;
  }
  return 0;
}
}  // namespace

std::optional<Ndp> parse_ndp(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < 8 || u8(bytes, code_at) != 0) return {};
  Ndp out;
  out.type = static_cast<NdpType>(u8(bytes, type_at));
  const std::size_t options = fixed_part(out.type);
  if (options == 0 || bytes.size() < options) return {};

  const std::uint8_t flags = u8(bytes, flags_at);
  const bool advertises = out.type == NdpType::neighbour_advertisement;
  const bool redirects = out.type == NdpType::redirect;
  if (advertises) {
    out.router = flags & flag_router;
    out.solicited = flags & flag_solicited;
    out.override_cache = flags & flag_override;
  }
  if (out.type == NdpType::router_advertisement) {
    out.router = true;
    out.router_lifetime = be16(bytes, lifetime_at);
  }
  if (redirects) out.router = true;
  if (advertises || redirects || out.type == NdpType::neighbour_solicitation) {
    out.target = bytes.subspan(target_at, address_size);
    if (u8(bytes, target_at) == multicast) return {};
  }

  const std::uint8_t wanted = advertises || redirects ? target_link_layer : source_link_layer;
  for (std::size_t at = options; at < bytes.size();) {
    if (bytes.size() - at < 2) return {};
    const std::size_t length = u8(bytes, at + 1) * 8u;
    if (length == 0 || bytes.size() - at < length) return {};
    if (u8(bytes, at) == wanted && length == 8) out.link_layer = be48(bytes, at + 2);
    at += length;
  }
  return out;
}

}  // namespace lenscap::wire
