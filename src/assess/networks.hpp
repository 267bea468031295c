// assess/networks.hpp: what a table of address registrations tells of an address. The table itself is knowledge's; it
// comes here as two functions, so that a test can stand in for the world.
//
// A registration says which organisation a block of addresses was given to, and under which country's name. It does not
// say where the machine stands: anycast answers from many places under one address (RFC 4786), and a CDN serves many
// owners from one. So the words are always "registered in".
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "knowledge/knowledge.hpp"
#include "model/address.hpp"

namespace lenscap::assess {

/// Whom an address serves beside the peer that was meant.
enum class Shared : std::uint8_t { none, nat, cdn, cloud, anycast };
std::string_view to_string(Shared shared);  ///< "none", "nat", …

/// The registered holder of an address. Borrows the table.
struct Network {
  std::uint32_t asn = 0;
  std::string_view name;
  std::string_view country;  ///< ISO 3166, upper case; empty when not known
};

struct Networks {
  std::function<std::optional<Network>(const model::Ip&)> find;
  std::function<Shared(const knowledge::Knowledge&, std::uint32_t asn)> shared;
  std::string date;  ///< of the table, "2026-11-01"; empty without one
};

/// The table inside the program.
const Networks& known_networks();

}  // namespace lenscap::assess
