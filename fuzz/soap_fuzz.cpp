// fuzz/soap_fuzz.cpp: any bytes as an XML document, every element of it walked.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/soap.hpp"
#include "wire/xml_text.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  xml_unescape(bytes);
  const auto xml = parse_xml(bytes);
  if (!xml) return 0;
  std::size_t seen = 0;
  for (auto n = xml->root(); n && seen < 2000; n = next_element(n, xml->root()), ++seen) {
    must_lie_inside(raw_text(*xml, n), bytes);
    namespace_of(n);
    if (const auto field = xml_field(*xml, "kind", n)) must_lie_inside(field->value, bytes);
  }
  descend(xml->root(), "Body/a/b");
  find_element(xml->root(), "Body");
  return 0;
}
