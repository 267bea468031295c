// fuzz/mac_table_fuzz.cpp: saved tables of switches.
#include <cstdlib>

#include "wire/mac_table.hpp"
#include "wire/mac_table_snmp.hpp"
#include "wire/mac_table_text.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto table = parse_mac_table(text);
  if (!table) return 0;
  if (table->rows.empty() || table->rows.size() > size || table->format.empty()) std::abort();
  for (const auto& row : table->rows) {
    if (row.mac == 0 || row.mac >> 48 != 0 || (row.mac >> 40 & 1) || row.line == 0) std::abort();
    if (row.port.empty() || row.port.size() + row.vlan.size() > size) std::abort();
  }
  return 0;
}
