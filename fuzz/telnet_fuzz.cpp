// fuzz/telnet_fuzz.cpp: any bytes as what a Telnet server sends first.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/telnet.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto outside = [&](std::string_view part) {
    return !part.empty() && (part.data() < bytes.data() || part.data() + part.size() > bytes.data() + size);
  };
  bool partial = false;
  telnet_starts(bytes, partial);
  if (telnet_negotiation(bytes) > size) std::abort();
  if (outside(telnet_banner(bytes))) std::abort();
  return 0;
}
