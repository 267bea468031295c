// fuzz/erspan_fuzz.cpp: the payload of IP protocol 47, when it is a mirror's.
#include <cstdlib>

#include "wire/erspan.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto gre = parse_gre({data, size});
  if (!gre || (gre->type != gre_erspan && gre->type != gre_erspan_3)) return 0;
  const std::span<const std::uint8_t> bytes{data + gre->payload, size - gre->payload};
  const auto e = parse_erspan(*gre, bytes);
  if (!e) return 0;
  if (e->payload > bytes.size() || e->kind < 1 || e->kind > 3 || e->vlan > 0x0fff || e->session > 0x03ff) std::abort();
  if (e->type == 0) std::abort();
  return 0;
}
