// fuzz/foscam_fuzz.cpp: any bytes as a datagram of the search protocol.
#include <cstdlib>

#include "wire/foscam.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_foscam_tool(bytes);
  if (const auto device = parse_foscam(bytes)) {
    for (const std::string_view value : {device->id.raw, device->name.raw, device->ipv4_raw, device->firmware_raw})
      if (outside(value)) std::abort();
    if (device->id.text().size() > 13 || device->name.text().size() > 21) std::abort();
  }
  return 0;
}
