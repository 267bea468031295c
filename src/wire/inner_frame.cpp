#include "wire/inner_frame.hpp"

#include "wire/bytes.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"

namespace lenscap::wire {

namespace {

constexpr std::uint64_t group_bit = std::uint64_t{1} << 40;
constexpr std::uint64_t arp_of_ethernet_and_ipv4 = 0x0001'0800'0604;  // hardware, protocol, their lengths
constexpr std::size_t arp_size = 28;

}  // namespace

bool seems_ethernet(std::span<const std::uint8_t> bytes) noexcept {
  Link link;
  if (!parse_link(bytes, link_ethernet, link)) return false;
  if (link.source_mac == 0 || link.source_mac & group_bit || link.destination_mac == 0) return false;
  const auto packet = bytes.subspan(link.payload);
  if (link.type == ether_arp) return packet.size() >= arp_size && be48(packet.data()) == arp_of_ethernet_and_ipv4;
  if (link.type != ether_ipv4 && link.type != ether_ipv6) return false;
  IpHeader ip;
  return parse_ip(packet, ip) && ip.family == (link.type == ether_ipv4 ? 4 : 6);
}

}  // namespace lenscap::wire
