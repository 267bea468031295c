// fuzz/mpls_fuzz.cpp: what an Ethernet frame of type 0x8847 holds.
#include <cstdlib>

#include "wire/mpls.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto m = parse_mpls({data, size});
  if (!m) return 0;
  if (m->payload > size || m->labels == 0 || m->labels > 16 || m->label >> 20) std::abort();
  if (m->payload != m->labels * 4 + (m->control_word ? 4 : 0)) std::abort();
  return 0;
}
