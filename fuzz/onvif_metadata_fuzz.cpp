// fuzz/onvif_metadata_fuzz.cpp: any bytes as a document of metadata, an event or an answer about analytics.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people_checks.hpp"
#include "wire/onvif_metadata.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto read = wire::parse_onvif_metadata(bytes)) fuzz::check_words(read->words, bytes);
  fuzz::check_words(wire::parse_onvif_analytics(bytes), bytes);
  return 0;
}
