// fuzz/vstarcam_fuzz.cpp: any bytes as a datagram of the search protocol.
#include <cstdlib>

#include "wire/vstarcam.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_vstarcam_search(bytes);
  if (const auto device = parse_vstarcam(bytes)) {
    for (const std::string_view value : {device->ipv4_address, device->ipv4_mask, device->ipv4_gateway, device->mac_raw,
                                         device->uid_prefix, device->name, device->firmware})
      if (outside(value)) std::abort();
  }
  return 0;
}
