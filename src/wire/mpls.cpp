#include "wire/mpls.hpp"

#include "wire/bytes.hpp"
#include "wire/inner_frame.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"

namespace lenscap::wire {

namespace {

constexpr std::size_t entry = 4, control_word = 4;
constexpr int label_shift = 12;
constexpr std::uint32_t bottom = 0x100;
constexpr std::uint32_t most_labels = 16;  // deeper stacks are no real network, only a way to spend time

}  // namespace

std::optional<Mpls> parse_mpls(std::span<const std::uint8_t> bytes) noexcept {
  Mpls out;
  std::size_t at = 0;
  for (std::uint32_t word = 0; !(word & bottom); at += entry) {
    if (out.labels == most_labels || bytes.size() < at + entry) return {};
    word = be32(&bytes[at]);
    out.label = word >> label_shift;
    ++out.labels;
  }
  out.payload = static_cast<std::uint32_t>(at);
  const auto inside = bytes.subspan(at);
  IpHeader ip;
  const bool is_ip = parse_ip(inside, ip);
  // An Ethernet address may begin like an IP header (4c:bd:8f …), so only a packet that ends where it says comes first.
  if (is_ip && std::size_t{ip.payload} + ip.payload_on_wire == inside.size()) {
    out.type = ip.family == 4 ? ether_ipv4 : ether_ipv6;
  } else if (inside.size() > control_word && inside[0] >> 4 == 0 && seems_ethernet(inside.subspan(control_word))) {
    out.control_word = true;
    out.payload += control_word;
    out.type = ether_bridged;
  } else if (seems_ethernet(inside)) {
    out.type = ether_bridged;
  } else if (is_ip) {  // padded, or cut
    out.type = ip.family == 4 ? ether_ipv4 : ether_ipv6;
  }
  return out;
}

}  // namespace lenscap::wire
