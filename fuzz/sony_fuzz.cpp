// fuzz/sony_fuzz.cpp: any bytes as a datagram of IP Setup.
#include <cstdint>
#include <cstdlib>

#include "wire/sony.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  if (const auto device = parse_sony(bytes)) {
    for (const std::string_view value : {device->mac, device->model, device->serial, device->info, device->ipadr,
                                         device->mask, device->gateway, device->webport, device->softversion})
      if (outside(value)) std::abort();
  }
  return 0;
}
