// knowledge/networks.hpp: the network that an address belongs to, and the country it is registered in.
//
// Registered is not located: the five regional registries delegate blocks of addresses to organisations and print the
// organisation's country (RFC 7020; the statistics files of the NRO). A cloud registered in one country serves from
// many, an anycast address answers from everywhere. Where that is so is knowledge of its own: [[network]] in
// data/networks/shared.toml, Knowledge::shared_network().
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/address.hpp"

namespace lenscap::knowledge {

/// The views point into the program.
struct Network {
  std::uint32_t asn = 0;     ///< autonomous system that announces the address (RFC 4271); 0: none is known
  std::string_view name;     ///< its holder's name; empty when asn is 0
  std::string_view country;  ///< ISO 3166-1 alpha-2, of registration; empty when unknown
  bool operator==(const Network&) const = default;
};

/// Empty for what is nobody's on the Internet (private, link-local, multicast, …) and for what the tables do not hold.
/// An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4, Teredo) is looked up as that one.
std::optional<Network> find_network(const model::Ip& address) noexcept;

/// Which tables these are. All of it is to be shown wherever a network or country is: the licence wants the names.
struct NetworksEdition {
  std::string_view day;          ///< "2026-06-17", the older of the two packages
  std::string_view packages;     ///< "npm @ip-location-db/asn 2.3.2026061719, …"
  std::string_view attribution;  ///< "Route Views, DB-IP https://db-ip.com and NRO, CC BY 4.0; rewritten"
};
NetworksEdition networks_edition() noexcept;

}  // namespace lenscap::knowledge
