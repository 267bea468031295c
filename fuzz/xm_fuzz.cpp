// fuzz/xm_fuzz.cpp: any bytes as a NetIP message, and as the body of a search answer.
#include <cstdlib>

#include "wire/xm.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const StreamLength length = xm_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  if (const auto xm = parse_xm(bytes)) parse_xm_device(*xm);
  Xm body;
  body.message = 1531;
  body.body = {reinterpret_cast<const char*>(data), size};
  if (const auto device = parse_xm_device(body)) xm_address(device->host_ip);
  return 0;
}
