// fuzz/wsd_fuzz.cpp: any bytes as a WS-Discovery datagram.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/wsd.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto wsd = parse_wsd(bytes);
  if (!wsd) return 0;
  if (wsd->question() && !wsd->devices.empty()) std::abort();
  for (const WsdDevice& device : wsd->devices)
    for (const Field& field : device.fields) must_lie_inside(field.value, bytes);
  return 0;
}
