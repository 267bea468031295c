// fuzz/dahua_event_fuzz.cpp: any bytes as an event or as an answer about capabilities and rules.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people_checks.hpp"
#include "wire/dahua_event.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto words = wire::parse_dahua_event(bytes)) fuzz::check_words(*words, bytes);
  fuzz::check_words(wire::parse_dahua_ability(bytes), bytes);
  return 0;
}
