// fuzz/vapix_fuzz.cpp: any bytes as an answer of VAPIX.
#include <cstdint>
#include <cstdlib>

#include "wire/vapix.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto document = parse_vapix({first, size});
  if (!document) return 0;
  for (const Fields& fields : document->devices)
    for (const Field& field : fields)
      if (!field.value.empty() &&
          (field.value.data() < first || field.value.data() + field.value.size() > first + size))
        std::abort();
  return 0;
}
