// fuzz/json_walk_fuzz.cpp: any bytes as a saved JSON document, and as the start of one.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/json_walk.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto look = [&](const JsonValue& value) {
    must_lie_inside(value.raw, bytes);
    for (const JsonStep& step : value.path) must_lie_inside(step.key, bytes);
    json_field("kind", value);
    value.at({"Data", "code"});
  };
  walk_json(bytes, look);
  walk_json_start(bytes, look);
  return 0;
}
