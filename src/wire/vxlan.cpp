#include "wire/vxlan.hpp"

#include "wire/inner_frame.hpp"

namespace lenscap::wire {

namespace {
constexpr std::size_t network_at = 4, header = 8;
}

std::optional<Vxlan> parse_vxlan(std::span<const std::uint8_t> datagram) noexcept {
  if (!may_be_vxlan(datagram) || !seems_ethernet(datagram.subspan(header))) return {};
  return Vxlan{be24(&datagram[network_at]), header};
}

}  // namespace lenscap::wire
