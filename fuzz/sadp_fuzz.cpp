// fuzz/sadp_fuzz.cpp: any bytes as a SADP datagram.
#include <cstdlib>

#include "wire/sadp.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sadp = lenscap::wire::parse_sadp({reinterpret_cast<const std::byte*>(data), size});
  if (!sadp) return 0;
  const auto* const first = reinterpret_cast<const char*>(data);
  for (const std::string_view value :
       {sadp->types, sadp->device_sn, sadp->mac, sadp->oem_info, sadp->software_version}) {
    if (!value.empty() && (value.data() < first || value.data() + value.size() > first + size)) std::abort();
    if (lenscap::wire::sadp_text(value).size() > value.size()) std::abort();
  }
  return 0;
}
