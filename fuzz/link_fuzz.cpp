// fuzz/link_fuzz.cpp: one frame, read as each link layer.
#include <cstdlib>

#include "wire/link.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint16_t beyond_every_type = 300;
  for (std::uint16_t type = 0; type < beyond_every_type; ++type) {
    const bool known = knows_link(type);
    Link link;
    if (!parse_link({data, size}, type, link)) continue;
    if (!known) std::abort();
    if (link.payload > size || link.vlan > 0x0fff || link.source_mac >> 48 || link.destination_mac >> 48) std::abort();
    if (link.type != 0 && link.type < 0x0600) std::abort();
  }
  return 0;
}
