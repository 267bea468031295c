// fuzz/dhcp6_fuzz.cpp: DHCP for IPv6; every byte that is handed out is touched.
#include <cstdlib>

#include "wire/dhcp6.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  DhcpScratch scratch;
  const auto message = parse_dhcp6(std::as_bytes(std::span(data, size)), scratch);
  if (!message) return 0;
  unsigned sum = 0;
  for (const auto text : {message->vendor_class, message->fqdn})
    for (const char c : text) sum += static_cast<unsigned char>(c);
  for (const auto bytes : {message->client_duid, message->server_duid, message->parameters})
    for (const std::byte b : bytes) sum += static_cast<unsigned>(b);
  if (message->address_count > Dhcp6::most_addresses || sum > 255u * 5 * 65536) std::abort();
  for (std::size_t i = 0; i < message->address_count; ++i)
    if (message->addresses[i].size() != 16) std::abort();
  return 0;
}
