// fuzz/tvt_fuzz.cpp: any bytes as the head of a TVT connection.
#include <cstdlib>

#include "wire/tvt.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const StreamLength length = tvt_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length < 8) std::abort();
  const auto tvt = parse_tvt(bytes);
  if (!tvt) return 0;
  for (const std::string_view value : {tvt->mac_raw, tvt->build_date_raw, tvt->name})
    if (!value.empty() && (value.data() < first || value.data() + value.size() > first + size)) std::abort();
  return 0;
}
