// fuzz/pppp_fuzz.cpp: any bytes as a PPPP datagram, whole and cut.
#include <cstdlib>

#include "wire/pppp.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const std::size_t stated = size < 4 ? size : 4u + (std::size_t{data[2]} << 8 | data[3]);
  const auto* const first = reinterpret_cast<const char*>(data);
  for (const std::size_t wire_size : {size, stated}) {
    const auto pppp = lenscap::wire::parse_pppp(bytes, wire_size);
    if (!pppp || pppp->uid_prefix.empty()) continue;
    if (pppp->uid_prefix.data() != first + 4 || pppp->uid_prefix.size() > 7 || size < 24) std::abort();
  }
  return 0;
}
