// fuzz/html_fuzz.cpp: any bytes as a web page.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/html.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto html = parse_html(bytes);
  if (!html) return 0;
  must_lie_inside(html->title, bytes);
  must_lie_inside(html->redirect, bytes);
  for (const std::string_view v : html->references()) must_lie_inside(v, bytes);
  for (const std::string_view v : html->texts()) must_lie_inside(v, bytes);
  return 0;
}
