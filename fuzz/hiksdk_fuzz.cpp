// fuzz/hiksdk_fuzz.cpp: any bytes as the head of a connection of Hikvision's SDK.
#include <cstdlib>

#include "wire/hiksdk.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  hiksdk_starts(bytes);
  const StreamLength length = hiksdk_length(bytes);
  if (length.is != StreamLength::Is::whole) return 0;
  if (length.length > size) std::abort();
  const auto sdk = parse_hiksdk(bytes.first(length.length));
  if (!sdk) return 0;
  for (const std::string_view value :
       {sdk->serial, sdk->name, sdk->model, sdk->version_raw, sdk->channels_raw, sdk->ip_channels_raw})
    if (!value.empty() && (value.data() < first || value.data() + value.size() > first + size)) std::abort();
  return 0;
}
