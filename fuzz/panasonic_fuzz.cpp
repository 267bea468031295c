// fuzz/panasonic_fuzz.cpp: any bytes as a datagram of Easy IP Setup.
#include <cstdlib>

#include "wire/panasonic.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_panasonic_tool(bytes);
  if (const auto device = parse_panasonic(bytes)) {
    for (const std::string_view value : {device->mac_raw, device->ipv4_raw, device->name, device->model,
                                         device->firmware, device->serial, device->channels_raw})
      if (outside(value)) std::abort();
  }
  return 0;
}
