// wire/mac_table.hpp: which hardware address a switch has behind which port, as people save it from their switches.
//
// No two makers print the table alike, so each form is known by its heading, never by its file's name:
//   Cisco        Vlan  Mac Address  Type  Ports           (IOS, NX-OS, and the many that copy it): port last
//   ArubaOS-CX   MAC Address  VLAN  Type  Port            port last
//   ProCurve     MAC Address  Port  VLAN                  001b3f-7ba240
//   Juniper      VLAN  MAC address  Type  Age  Interfaces and the newer form with two lines of heading
//   MikroTik     MAC-ADDRESS  VID  ON-INTERFACE  BRIDGE   the flag L is the bridge's own address
//   Linux        bridge fdb show: "MAC dev PORT vlan N …" no heading; "permanent" and "self" are its own
//   snmpwalk     BRIDGE-MIB dot1dTpFdbPort, Q-BRIDGE-MIB dot1qTpFdbPort with dot1dBasePortIfIndex and IF-MIB ifName
//   CSV          a heading with mac and port, perhaps vlan and switch, between commas, semicolons or tabs
// A switch names itself in the prompt before the command, where the user's name is never read. Addresses of groups, of
// the switch itself (CPU, Router, self) and flooding entries are no hosts and are left out.
//
// Source: what switches printed, in networktocode/ntc-templates below tests/: @2416d58d41b9
// cisco_ios/show_mac-address-table,
// @87b6e1828343 hp_procurve/show_mac-address, @e9410ed71588 and @89f7e1db6883
// juniper_junos/show_ethernet-switching_table,
// @1a7d94c08737 mikrotik_routeros/interface_bridge_host_print_terse_without-paging (flags); help.mikrotik.com "Bridge
// hosts table"; iproute2 bridge(8); RFC 4188 (BRIDGE-MIB), RFC 4363 (Q-BRIDGE-MIB), RFC 2863 (IF-MIB).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lenscap::wire {

/// One address and the port behind which the switch has it. Views alias the input; vlan and switch may be empty.
struct MacTableRow {
  std::uint64_t mac = 0;  ///< EUI-48 in the low 48 bits, never a group's
  std::string_view port, vlan, switch_name;
  std::uint32_t line = 0;  ///< from 1
};

struct MacTable {
  std::string_view format;  ///< "cisco", "aruba-cx", "procurve", "juniper", "mikrotik", "bridge-fdb", "snmp", "csv"
  std::vector<MacTableRow> rows;
  std::size_t left_out = 0;  ///< rows beyond the bound

  static constexpr std::size_t most_rows = 128 * 1024;  ///< the largest switches learn 128 Ki addresses
};

/// Reads a saved table. Empty when the text is none of these, or holds no row.
std::optional<MacTable> parse_mac_table(std::string_view text);

}  // namespace lenscap::wire
