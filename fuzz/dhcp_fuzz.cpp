// fuzz/dhcp_fuzz.cpp: DHCP for IPv4; every byte that is handed out is touched.
#include <cstdlib>

#include "wire/dhcp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  DhcpScratch scratch;
  const auto message = parse_dhcp(std::as_bytes(std::span(data, size)), scratch);
  if (!message) return 0;
  unsigned sum = 0;
  for (const auto text : {message->host_name, message->vendor_class, message->fqdn})
    for (const char c : text) sum += static_cast<unsigned char>(c);
  for (const auto list : {message->parameters, message->routers})
    for (const std::byte b : list) sum += static_cast<unsigned>(b);
  if (message->routers.size() % 4 != 0 || sum > 255u * 5 * 65536) std::abort();
  return 0;
}
