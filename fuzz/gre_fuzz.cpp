// fuzz/gre_fuzz.cpp: the payload of IP protocol 47.
#include <cstdlib>

#include "wire/gre.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto g = parse_gre({data, size});
  if (!g) return 0;
  if (g->payload > size || g->payload < 4 || g->payload > 16 || g->payload % 4 != 0) std::abort();
  if ((!g->keyed && g->key != 0) || (!g->sequenced && g->sequence != 0)) std::abort();
  return 0;
}
