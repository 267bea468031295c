// wire/mac_table_snmp.hpp: the table of a switch (wire/mac_table.hpp) as snmpwalk printed it.
#pragma once
#include <optional>
#include <string_view>

#include "wire/mac_table.hpp"

namespace lenscap::wire::mac_table {

/// What snmpwalk printed of BRIDGE-MIB or Q-BRIDGE-MIB; empty when there is no row of either.
std::optional<MacTable> parse_snmp_walk(std::string_view text);

}  // namespace lenscap::wire::mac_table
