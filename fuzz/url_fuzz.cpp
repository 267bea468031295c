// fuzz/url_fuzz.cpp: any bytes as an address.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/url.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  bool changed = false;
  if (percent_decode(bytes, changed).size() > size) std::abort();
  const auto url = parse_url(bytes);
  if (!url) return 0;
  for (const std::string_view part : {url->scheme, url->host, url->path, url->query, url->path_and_query})
    must_lie_inside(part, bytes);
  return 0;
}
