// fuzz/ntp_fuzz.cpp: NTP.
#include <cstdlib>

#include "wire/ntp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto ntp = parse_ntp(std::as_bytes(std::span(data, size)));
  if (ntp && (size < 48 || ntp->version > 4 || ntp->stratum > 16)) std::abort();
  return 0;
}
