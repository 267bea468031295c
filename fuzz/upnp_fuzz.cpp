// fuzz/upnp_fuzz.cpp: any bytes as a UPnP description.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/upnp.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto fields = parse_upnp(bytes);
  if (!fields) return 0;
  for (const Field& field : *fields) must_lie_inside(field.value, bytes);
  return 0;
}
