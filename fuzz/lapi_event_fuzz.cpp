// fuzz/lapi_event_fuzz.cpp: any bytes as a structured event or a rule document.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people_checks.hpp"
#include "wire/lapi_event.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto words = wire::parse_lapi_event(bytes)) fuzz::check_words(*words, bytes);
  fuzz::check_words(wire::parse_lapi_switches(bytes), bytes);
  return 0;
}
