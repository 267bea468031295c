// fuzz/hanwha_fuzz.cpp: any bytes as a discovery answer.
#include <cstdint>
#include <cstdlib>

#include "wire/hanwha.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  if (const auto device = parse_hanwha(bytes)) {
    for (const std::string_view value : {device->mac, device->ipv4_address, device->ipv4_mask, device->ipv4_gateway,
                                         device->model, device->url, device->alias, device->device_type_raw})
      if (outside(value)) std::abort();
  }
  return 0;
}
