#include "sources/peel.hpp"

#include "wire/erspan.hpp"
#include "wire/gre.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/mpls.hpp"
#include "wire/pppoe.hpp"
#include "wire/vxlan.hpp"

namespace lenscap::sources {

namespace {

constexpr std::uint8_t ip_in_ip = 4, ipv6_in_ip = 41, ip_gre = 47;  // RFC 2003, RFC 4213, RFC 2784

std::optional<Inside> peel_gre(std::span<const std::uint8_t> bytes) {
  const auto gre = wire::parse_gre(bytes);
  if (!gre) return {};
  const auto end = static_cast<std::uint32_t>(bytes.size());
  switch (gre->type) {
    case wire::ether_ipv4:
    case wire::ether_ipv6:
    case wire::ether_bridged:
    case wire::ether_mpls:
    case wire::ether_mpls_upstream:
      return Inside{gre->type, 0, gre->payload, end};
    case wire::gre_erspan:
    case wire::gre_erspan_3: {
      const auto mirror = wire::parse_erspan(*gre, bytes.subspan(gre->payload));
      if (!mirror) return {};
      return Inside{mirror->type, mirror->vlan, gre->payload + mirror->payload, end};
    }
    default:
      return {};
  }
}

}  // namespace

std::optional<Carrier> carrier_of_type(std::uint16_t ether_type) {
  if (ether_type == wire::ether_pppoe) return Carrier::pppoe;
  if (ether_type == wire::ether_mpls || ether_type == wire::ether_mpls_upstream) return Carrier::mpls;
  return {};
}

std::optional<Carrier> carrier_of_protocol(std::uint8_t ip_protocol) {
  if (ip_protocol == ip_in_ip || ip_protocol == ipv6_in_ip) return Carrier::ip;
  if (ip_protocol == ip_gre) return Carrier::gre;
  return {};
}

std::optional<Inside> peel(Carrier carrier, std::span<const std::uint8_t> bytes) {
  const auto end = static_cast<std::uint32_t>(bytes.size());
  switch (carrier) {
    case Carrier::pppoe:
      if (const auto p = wire::parse_pppoe(bytes); p && p->type != 0)
        return Inside{p->type, 0, p->payload, p->payload + p->payload_length};
      return {};
    case Carrier::mpls:
      if (const auto m = wire::parse_mpls(bytes); m && m->type != 0) return Inside{m->type, 0, m->payload, end};
      return {};
    case Carrier::gre:
      return peel_gre(bytes);
    case Carrier::vxlan:
      if (const auto v = wire::parse_vxlan(bytes)) return Inside{wire::ether_bridged, 0, v->payload, end};
      return {};
    case Carrier::ip:
      if (wire::IpHeader ip; wire::parse_ip(bytes, ip))
        return Inside{ip.family == 4 ? wire::ether_ipv4 : wire::ether_ipv6, 0, 0, end};
      return {};
    case Carrier::wireless:
      return {};
  }
  return {};
}

}  // namespace lenscap::sources
