// fuzz/arp_fuzz.cpp: ARP.
#include <cstdlib>

#include "wire/arp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = parse_arp(std::as_bytes(std::span(data, size)));
  if (message && (size < 28 || (message->claims() && message->probe()))) std::abort();
  return 0;
}
