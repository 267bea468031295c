// fuzz/viid_fuzz.cpp: any bytes as the target of a request, as a content type, and as an upload.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people_checks.hpp"
#include "wire/viid.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with(wire::viid_path(bytes))) std::abort();
  wire::viid_content(bytes);
  if (const auto words = wire::parse_viid(bytes)) fuzz::check_words(*words, bytes);
  return 0;
}
