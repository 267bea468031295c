// fuzz/secrets_fuzz.cpp: any bytes as text with credentials. What is masked once stays masked.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "wire/secrets.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t at = 0;
  for (const SecretRange r : find_secrets(bytes)) {
    if (r.at < at || r.length == 0 || r.length > size - r.at) std::abort();
    at = r.at + r.length;
  }
  if (blank_credentials(bytes).size() != size) std::abort();
  mask_credentials(bytes);
  return 0;
}
