// fuzz/gb28181_fuzz.cpp: any bytes as an identifier and as a MANSCDP document.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/gb28181.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto outside = [&](std::string_view part) {
    return !part.empty() && (part.data() < bytes.data() || part.data() + part.size() > bytes.data() + size);
  };
  gb_type(bytes);
  gb_domain(bytes);
  const auto document = parse_manscdp(bytes);
  if (!document) return 0;
  for (const std::string_view part :
       {document->command, document->device_id, document->device_name, document->device_type, document->manufacturer,
        document->model, document->firmware})
    if (outside(part)) std::abort();
  for (const auto& item : document->items()) {
    const auto type = gb_type(item.device_id);
    if ((gb_camera(type) || gb_recorder(type) || gb_encoder(type)) && !gb_front_end(type)) std::abort();
    for (const std::string_view part : {item.device_id, item.name, item.manufacturer, item.model, item.address})
      if (outside(part)) std::abort();
  }
  return 0;
}
