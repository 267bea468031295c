// fuzz/sdp_fuzz.cpp: any bytes as a session description.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/sdp.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto sdp = parse_sdp(bytes);
  if (!sdp) return 0;
  must_lie_inside(sdp->session, bytes);
  for (const SdpAttribute& a : sdp->attributes()) must_lie_inside(a.line, bytes);
  for (const SdpMedia& m : sdp->media()) must_lie_inside(m.codec, bytes);
  sdp->video();
  return 0;
}
