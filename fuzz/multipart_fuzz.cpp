// fuzz/multipart_fuzz.cpp: any bytes as the start of a part.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/multipart.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (wire::before_part(bytes) > size) std::abort();
  wire::is_multipart(bytes);
  const auto head = wire::parse_multipart_head(bytes);
  if (head && (head->head_length == 0 || head->head_length > size || head->boundary.size() > head->head_length))
    std::abort();
  return 0;
}
