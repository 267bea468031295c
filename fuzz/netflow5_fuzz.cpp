// fuzz/netflow5_fuzz.cpp: NetFlow 5, its records as well.
#include <cstdlib>

#include "wire/netflow5.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto datagram = parse_netflow5(std::as_bytes(std::span(data, size)));
  if (!datagram) return 0;
  if (datagram->count() == 0 || datagram->records.size() + 24 != size) std::abort();
  for (std::size_t i = 0; i < datagram->count(); ++i) {
    const auto flow =
        parse_netflow5_record(datagram->records.subspan(i * Netflow5::record_size, Netflow5::record_size));
    if (flow.source_family != 4 || flow.out.packets.octets != 4) std::abort();
  }
  return 0;
}
