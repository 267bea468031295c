// What snmpwalk prints: one object a line, "OBJECT = TYPE: VALUE". Three tables are joined: address → bridge port (RFC
// 4188 dot1dTpFdbPort, RFC 4363 dot1qTpFdbPort), bridge port → interface (dot1dBasePortIfIndex), interface → name (RFC
// 2863 ifName; ifDescr where there is none). net-snmp prints objects by name or as numbers, and an address in an index
// as six numbers or as text between brackets.
#include "wire/mac_table_snmp.hpp"

#include <charconv>
#include <map>

#include "wire/mac_table_text.hpp"

namespace lenscap::wire::mac_table {

namespace {

enum class Object : std::uint8_t { other, fdb_port, vlan_fdb_port, base_port, name, description, system_name };

struct Known {
  std::string_view name, number;
  Object object;
};
constexpr Known known[] = {
    {"dot1dTpFdbPort", ".17.4.3.1.2", Object::fdb_port},
    {"dot1qTpFdbPort", ".17.7.1.2.2.1.2", Object::vlan_fdb_port},
    {"dot1dBasePortIfIndex", ".17.1.4.1.2", Object::base_port},
    {"ifName", ".31.1.1.1.1", Object::name},
    {"ifDescr", ".2.2.1.2", Object::description},
    {"sysName", ".1.5", Object::system_name},
};
// How a line begins whose objects are numbers: 1.3.6.1.2.1 is mib-2.
constexpr std::string_view roots[] = {".1.3.6.1.2.1", "iso.3.6.1.2.1", "SNMPv2-SMI::mib-2", "1.3.6.1.2.1"};

struct Line {
  Object object = Object::other;
  std::string_view index, value;
};

std::string_view value_of(std::string_view text) {
  text = trimmed(text);
  for (std::string_view type : {"STRING: ", "INTEGER: ", "Gauge32: "})
    if (text.starts_with(type)) text.remove_prefix(type.size());
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return trimmed(text);
}

Line line_of(std::string_view text) {
  Line line;
  const auto equals = text.find(" = ");
  if (equals == text.npos) return line;
  std::string_view object = trimmed(text.substr(0, equals));
  line.value = value_of(text.substr(equals + 3));
  std::string_view numbers;
  for (const std::string_view root : roots)
    if (object.starts_with(root)) {
      numbers = object.substr(root.size());
      break;
    }
  if (const auto module = object.find("::"); numbers.empty() && module != object.npos) object.remove_prefix(module + 2);
  for (const Known& k : known) {
    const std::string_view begins = numbers.empty() ? k.name : k.number;
    const std::string_view said = numbers.empty() ? object : numbers;
    if (!said.starts_with(begins) || said.size() == begins.size()) continue;
    const char next = said[begins.size()];
    if (next != '.' && next != '[') continue;
    line.object = k.object;
    line.index = said.substr(begins.size() + (next == '.' ? 1 : 0));
    break;
  }
  return line;
}

/// A number at the front of `index`, with the dot behind it; -1 when there is none.
long take_number(std::string_view& index) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), value);
  if (error != std::errc() || end == index.data()) return -1;
  index.remove_prefix(static_cast<std::size_t>(end - index.data()));
  if (index.starts_with('.')) index.remove_prefix(1);
  return static_cast<long>(value);
}

/// "[10]" or "['0:e:83:1:2:3']" or "[STRING: 0:e:83:1:2:3]" at the front of `index`, without brackets and quotes.
std::string_view take_bracket(std::string_view& index) {
  if (!index.starts_with('[')) return {};
  const auto end = index.find(']');
  if (end == index.npos) return {};
  std::string_view inside = index.substr(1, end - 1);
  index.remove_prefix(end + 1);
  if (inside.starts_with("STRING: ")) inside.remove_prefix(8);
  if (inside.size() >= 2 && (inside.front() == '\'' || inside.front() == '"'))
    inside = inside.substr(1, inside.size() - 2);
  return inside;
}

std::optional<std::uint64_t> take_mac(std::string_view index) {
  if (index.starts_with('[')) return mac_of(take_bracket(index), true);
  std::uint64_t mac = 0;
  for (int i = 0; i < 6; ++i) {
    const long octet = take_number(index);
    if (octet < 0 || octet > 255) return {};
    mac = mac << 8 | static_cast<std::uint64_t>(octet);
  }
  return index.empty() ? std::optional(mac) : std::nullopt;
}

/// The number of the VLAN (of the filtering database, which on nearly every switch is the same), as it is written.
std::string_view take_vlan(std::string_view& index) {
  if (index.starts_with('[')) return take_bracket(index);
  const std::string_view before = index;
  if (take_number(index) < 0) return {};
  std::string_view vlan = before.substr(0, before.size() - index.size());
  if (vlan.ends_with('.')) vlan.remove_suffix(1);
  return vlan;
}

std::string_view first_index(std::string_view index) { return index.starts_with('[') ? take_bracket(index) : index; }

}  // namespace

std::optional<MacTable> parse_snmp_walk(std::string_view text) {
  constexpr std::size_t most_ports = 64 * 1024;
  std::map<std::string_view, std::string_view> interface_of_port, name_of, description_of;
  std::string_view system_name;
  MacTable table{"snmp", {}, 0};
  std::uint32_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const Line line = line_of(next_line(rest));
    ++number;
    std::string_view index = line.index;
    auto keep = [&](auto& map) {
      if (map.size() < most_ports) map.try_emplace(first_index(index), line.value);
    };
    switch (line.object) {
      case Object::base_port:
        keep(interface_of_port);
        break;
      case Object::name:
        keep(name_of);
        break;
      case Object::description:
        keep(description_of);
        break;
      case Object::system_name:
        system_name = line.value;
        break;
      case Object::fdb_port:
      case Object::vlan_fdb_port: {
        MacTableRow row;
        if (line.object == Object::vlan_fdb_port) row.vlan = take_vlan(index);
        const auto mac = take_mac(index);
        if (!mac || !all_digits(line.value) || line.value == "0") break;  // port 0: learnt, but not where
        row.mac = *mac;
        row.port = line.value;
        row.line = number;
        add_row(table, row);
        break;
      }
      case Object::other:
        break;
    }
  }
  if (table.rows.empty()) return {};
  for (MacTableRow& row : table.rows) {
    row.switch_name = system_name;
    const auto interface = interface_of_port.find(row.port);
    if (interface == interface_of_port.end()) continue;
    for (const auto* names : {&name_of, &description_of})
      if (const auto name = names->find(interface->second); name != names->end() && !name->second.empty()) {
        row.port = name->second;
        break;
      }
  }
  return table;
}

}  // namespace lenscap::wire::mac_table
