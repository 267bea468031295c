// fuzz/ssdp_fuzz.cpp: any bytes as an SSDP datagram.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/ssdp.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto ssdp = parse_ssdp(bytes);
  if (!ssdp) return 0;
  for (const std::string_view v : {ssdp->target, ssdp->usn, ssdp->server, ssdp->location, ssdp->x_user_agent})
    must_lie_inside(v, bytes);
  return 0;
}
