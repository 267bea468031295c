// fuzz/mhed_fuzz.cpp: any bytes as a datagram of TVT's discovery.
#include <cstdlib>

#include "wire/mhed.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto mhed = parse_mhed(bytes);
  if (!mhed) return 0;
  for (const std::string_view value :
       {mhed->lead, mhed->name, mhed->mac_raw, mhed->ipv4_raw, mhed->firmware_raw, mhed->build_date_raw,
        mhed->device_type_raw, mhed->serial, mhed->firmware_text, mhed->model, mhed->manufacturer, mhed->channels_raw})
    if (!value.empty() && (value.data() < first || value.data() + value.size() > first + size)) std::abort();
  return 0;
}
