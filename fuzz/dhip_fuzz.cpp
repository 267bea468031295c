// fuzz/dhip_fuzz.cpp: any bytes as a DHIP datagram, as the head of a stream, and as a body.
#include <cstdlib>

#include "wire/dhip.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const StreamLength length = dhip_length(bytes);
  if (length.length > dhip_header_size + dhip_max_body) std::abort();
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  const auto dhip = parse_dhip(bytes);
  if (dhip && dhip->json.size() + dhip_header_size != size) std::abort();
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const std::string_view json : {dhip ? dhip->json : std::string_view{}, body}) {
    dhip_method(json);
    parse_dhip_device(json);
    parse_dhip_challenge(json);
  }
  return 0;
}
