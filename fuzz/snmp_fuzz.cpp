// fuzz/snmp_fuzz.cpp: SNMP of all versions, and object identifiers as text.
#include <cstdlib>

#include "wire/snmp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto snmp = parse_snmp(std::as_bytes(std::span(data, size)));
  if (!snmp) {
    (void)oid_text({reinterpret_cast<const char*>(data), size});
    return 0;
  }
  const std::size_t told = snmp->sys_descr.size() + snmp->sys_name.size() + snmp->sys_object_id.size();
  if (told > size || (told != 0 && snmp->unit != SnmpUnit::response)) std::abort();
  if (oid_text(snmp->sys_object_id).size > 256) std::abort();
  return 0;
}
