// fuzz/ndp_fuzz.cpp: IPv6 neighbour discovery.
#include <cstdlib>

#include "wire/ndp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = parse_ndp(std::as_bytes(std::span(data, size)));
  if (message && ((!message->target.empty() && message->target.size() != 16) || message->link_layer >> 48))
    std::abort();
  return 0;
}
