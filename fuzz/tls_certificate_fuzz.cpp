// fuzz/tls_certificate_fuzz.cpp: certificates, and that a name never holds a raw control byte.
#include <algorithm>
#include <cstdlib>

#include "wire/tls_certificate.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto certificate = parse_tls_certificate(std::as_bytes(std::span(data, size)));
  if (!certificate) return 0;
  for (const auto* name : {&certificate->subject, &certificate->issuer})
    if (std::ranges::any_of(*name, [](unsigned char c) { return c < 0x20; })) std::abort();
  return 0;
}
