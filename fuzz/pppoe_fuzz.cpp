// fuzz/pppoe_fuzz.cpp: what an Ethernet frame of type 0x8864 holds.
#include <cstdlib>

#include "wire/pppoe.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto p = parse_pppoe({data, size});
  if (p && std::size_t{p->payload} + p->payload_length > size) std::abort();
  if (p && (p->type != 0) != (p->protocol == 0x0021 || p->protocol == 0x0057)) std::abort();
  return 0;
}
