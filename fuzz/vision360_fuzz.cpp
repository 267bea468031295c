// fuzz/vision360_fuzz.cpp: any bytes as a discovery datagram.
#include <cstdlib>

#include "wire/vision360.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_vision360_search(bytes);
  if (const auto device = parse_vision360(bytes)) {
    for (const std::string_view value : {device->type, device->key, device->id})
      if (outside(value)) std::abort();
  }
  return 0;
}
