// fuzz/stun_fuzz.cpp: any bytes as a STUN datagram.
#include <cstdint>
#include <cstdlib>

#include "wire/stun.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const auto stun = parse_stun(bytes);
  if (!stun) return 0;
  for (const std::string_view part : {stun->software, stun->mapped_raw})
    if (!part.empty() && (part.data() < first || part.data() + part.size() > first + size)) std::abort();
  return 0;
}
