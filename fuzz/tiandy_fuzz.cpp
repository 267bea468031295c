// fuzz/tiandy_fuzz.cpp: any bytes as the head of a Tiandy connection.
#include <cstdlib>

#include "wire/tiandy.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const StreamLength length = tiandy_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  const auto tiandy = parse_tiandy(bytes);
  if (!tiandy) return 0;
  for (std::size_t i = 0; i < tiandy->word_count; ++i)
    if (tiandy->words[i].data() < first || tiandy->words[i].data() + tiandy->words[i].size() > first + size)
      std::abort();
  return 0;
}
