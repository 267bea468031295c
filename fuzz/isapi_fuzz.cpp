// fuzz/isapi_fuzz.cpp: any bytes as ISAPI, in XML and in JSON.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/isapi.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto check = [&](const std::optional<DeviceDocument>& document) {
    if (!document) return;
    for (const auto* list : {&document->devices, &document->channels})
      for (const Fields& fields : *list)
        for (const Field& field : fields) must_lie_inside(field.value, bytes);
  };
  check(parse_isapi(bytes));
  check(parse_isapi_json(bytes));
  return 0;
}
