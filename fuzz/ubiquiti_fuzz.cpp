// fuzz/ubiquiti_fuzz.cpp: any bytes as a discovery datagram.
#include <cstdlib>

#include "wire/ubiquiti.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_ubiquiti_search(bytes);
  if (const auto device = parse_ubiquiti(bytes)) {
    for (const std::string_view value : {device->mac_raw, device->ipv4_raw, device->firmware, device->hostname,
                                         device->platform, device->model, device->software})
      if (outside(value)) std::abort();
  }
  return 0;
}
