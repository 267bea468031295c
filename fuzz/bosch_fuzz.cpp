// fuzz/bosch_fuzz.cpp: any bytes as a discovery datagram, in octets and in XML.
#include <cstdlib>

#include "wire/bosch.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_bosch_search(bytes);
  if (const auto device = parse_bosch(bytes)) {
    for (const std::string_view value : {device->mac_raw, device->ipv4_raw})
      if (outside(value)) std::abort();
  }
  if (const auto fields = parse_bosch_xml({first, size}))
    for (const Field& field : *fields)
      if (outside(field.value)) std::abort();
  return 0;
}
