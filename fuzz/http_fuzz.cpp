// fuzz/http_fuzz.cpp: any bytes as the head of an HTTP or RTSP stream.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/http.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const bool ended : {false, true}) {
    const HttpLength length = http_length(bytes, ended);
    if (length.look_at > size) std::abort();
  }
  const auto head = parse_http(bytes);
  dechunk(bytes);
  if (!head) return 0;
  if (head->head_length > size) std::abort();
  for (const HttpHeader& h : head->headers()) {
    must_lie_inside(h.name, bytes);
    must_lie_inside(h.value, bytes);
    if (carries_credentials(h.name) && !h.value.empty()) std::abort();
  }
  for (const HttpChallenge& c : head->challenges()) must_lie_inside(c.realm, bytes);
  const Dechunked body = dechunk(bytes.substr(head->head_length));
  if (body.text.size() > size) std::abort();
  return 0;
}
