// fuzz/dvrip_fuzz.cpp: any bytes as a discovery datagram and as the head of a control connection.
#include <cstdlib>

#include "wire/dvrip.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto outside = [&](std::string_view value) {
    return !value.empty() && (value.data() < first || value.data() + value.size() > first + size);
  };
  is_dvrip_search(bytes);
  if (const auto device = parse_dvrip_device(bytes)) {
    for (const std::string_view value :
         {device->host_name, device->mac, device->model, device->name, device->device, device->serial_no})
      if (outside(value)) std::abort();
  }
  const StreamLength length = dvrip_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  const auto message = parse_dvrip_message(bytes);
  if (message && (outside(message->realm) || outside(message->json))) std::abort();
  return 0;
}
