// fuzz/lldp_fuzz.cpp: LLDP.
#include <cstdlib>

#include "wire/lldp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lldp = parse_lldp(std::as_bytes(std::span(data, size)));
  if (!lldp) return 0;
  const std::size_t told = lldp->chassis.value.size() + lldp->port.value.size() + lldp->port_description.size() +
                           lldp->system_name.size() + lldp->system_description.size() + lldp->hardware.size() +
                           lldp->firmware.size() + lldp->software.size() + lldp->serial.size() +
                           lldp->manufacturer.size() + lldp->model.size();
  if (told > size || lldp->port_vlan > 4094 ||
      (lldp->network_equipment() && lldp->med_class >= 1 && lldp->med_class <= 3))
    std::abort();
  return 0;
}
