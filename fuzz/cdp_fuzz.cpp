// fuzz/cdp_fuzz.cpp: CDP. A checksum of zero is not checked, so that the fuzzer gets behind it.
#include <cstdlib>

#include "wire/cdp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cdp = parse_cdp(std::as_bytes(std::span(data, size)));
  if (!cdp) return 0;
  const std::size_t told = cdp->device_id.size() + cdp->port_id.size() + cdp->software.size() + cdp->platform.size();
  if (told > size || cdp->native_vlan > 4094 || (!cdp->ipv4.empty() && cdp->ipv4.size() != 4)) std::abort();
  return 0;
}
