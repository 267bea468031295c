#include "wire/link.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

namespace ethernet {
constexpr std::size_t tag = 4;
constexpr int most_tags = 8;  // deeper nesting is no real network, only a way to spend time
}  // namespace ethernet
namespace sll {
constexpr std::size_t address_type = 2, address_length = 4, address = 6, protocol = 14, size = 16;
}
namespace sll2 {
constexpr std::size_t protocol = 0, address_type = 8, address_length = 11, address = 12, size = 20;
}
constexpr std::uint16_t arphrd_ethernet = 1;

bool by_version(std::span<const std::uint8_t> frame, std::uint32_t at, Link& out) noexcept {
  if (frame.size() <= at) return false;
  const int version = frame[at] >> 4;
  if (version != 4 && version != 6) return false;
  out.type = version == 4 ? ether_ipv4 : ether_ipv6;
  out.payload = at;
  return true;
}

}  // namespace

bool step_over_tags(std::span<const std::uint8_t> frame, std::uint16_t type, std::size_t at, Link& out) noexcept {
  for (int tags = 0; type == ether_vlan || type == ether_qinq || type == ether_qinq_old; ++tags) {
    if (tags == ethernet::most_tags || frame.size() < at + ethernet::tag) return false;
    out.vlan = be16(&frame[at]) & 0x0fff;
    type = be16(&frame[at + 2]);
    at += ethernet::tag;
  }
  out.type = type < 0x0600 ? 0 : type;
  out.payload = static_cast<std::uint32_t>(at);
  return true;
}

bool knows_link(std::uint16_t link_type) noexcept {
  switch (link_type) {
    case link_null:
    case link_ethernet:
    case link_raw_old1:
    case link_raw_old2:
    case link_raw:
    case link_loop:
    case link_sll:
    case link_ipv4:
    case link_ipv6:
    case link_sll2:
      return true;
    default:
      return false;
  }
}

bool parse_link(std::span<const std::uint8_t> frame, std::uint16_t link_type, Link& out) noexcept {
  out = {};
  switch (link_type) {
    case link_ethernet:
      return parse_ethernet(frame, out);
    case link_sll:
      if (frame.size() < sll::size) return false;
      if (be16(&frame[sll::address_type]) == arphrd_ethernet && be16(&frame[sll::address_length]) == 6)
        out.source_mac = be48(&frame[sll::address]);
      return step_over_tags(frame, be16(&frame[sll::protocol]), sll::size, out);
    case link_sll2:
      if (frame.size() < sll2::size) return false;
      if (be16(&frame[sll2::address_type]) == arphrd_ethernet && frame[sll2::address_length] == 6)
        out.source_mac = be48(&frame[sll2::address]);
      return step_over_tags(frame, be16(&frame[sll2::protocol]), sll2::size, out);
    case link_null:
    case link_loop:
      return by_version(frame, 4, out);
    case link_raw:
    case link_raw_old1:
    case link_raw_old2:
    case link_ipv4:
    case link_ipv6:
      return by_version(frame, 0, out);
    default:
      return false;
  }
}

}  // namespace lenscap::wire
