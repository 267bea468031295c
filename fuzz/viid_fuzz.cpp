// fuzz/viid_fuzz.cpp: any bytes as the target of a request and as a content type.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/viid.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with(viid_path(bytes))) std::abort();
  viid_content(bytes);
  return 0;
}
