// fuzz/dahuap2p_fuzz.cpp: any bytes as a datagram to Dahua's cloud or inside its tunnel.
#include <cstdlib>

#include "wire/dahuap2p.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  parse_ptcp(bytes);
  const auto request = parse_dahua_p2p_request({first, size});
  if (request && !request->serial.empty() &&
      (request->serial.data() < first || request->serial.data() + request->serial.size() > first + size))
    std::abort();
  return 0;
}
