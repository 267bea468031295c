// fuzz/mdns_fuzz.cpp: what a multicast DNS response offers.
#include <cstdlib>

#include "wire/mdns.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = parse_dns(std::as_bytes(std::span(data, size)));
  if (!message) return 0;
  MdnsReader reader(*message);
  std::size_t offers = 0, length = 0;
  while (const auto offer = next_mdns_offer(reader)) {
    ++offers;
    length += offer->value.size() + offer->service.size();
    if (offer->value.empty() || offer->at + offer->length > size) std::abort();
  }
  // A string of a TXT record takes two bytes at least, any other offer a part of a record.
  if (offers > size || length > offers * 2048) std::abort();
  return 0;
}
