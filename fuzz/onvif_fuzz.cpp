// fuzz/onvif_fuzz.cpp: any bytes as an ONVIF document.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/onvif.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto onvif = parse_onvif(bytes);
  if (!onvif) return 0;
  if (onvif->question && !onvif->fields.empty()) std::abort();
  for (const Field& field : onvif->fields) must_lie_inside(field.value, bytes);
  return 0;
}
