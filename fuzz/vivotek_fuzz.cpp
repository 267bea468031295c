// fuzz/vivotek_fuzz.cpp: any bytes as a discovery datagram.
#include <cstdlib>

#include "wire/vivotek.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_vivotek_search(bytes);
  if (const auto device = parse_vivotek(bytes)) {
    for (const std::string_view value : {device->long_name, device->mac_raw, device->ipv4_raw, device->short_name})
      if (outside(value)) std::abort();
  }
  return 0;
}
