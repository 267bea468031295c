// fuzz/ndp_fuzz.cpp: ICMP for IPv4 and IPv6 with neighbour discovery, as one payload after another would be read.
#include <cstdlib>

#include "wire/icmp.hpp"
#include "wire/ndp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  for (const auto& message : {parse_icmp4(bytes), parse_icmp6(bytes)}) {
    if (!message) continue;
    const bool inside =
        message->quoted.empty() || (message->quoted.data() >= bytes.data() &&
                                    message->quoted.data() + message->quoted.size() <= bytes.data() + size);
    if (!inside || (!message->error && !message->quoted.empty())) std::abort();
  }
  const auto message = parse_ndp(bytes);
  if (message && ((!message->target.empty() && message->target.size() != 16) || message->link_layer >> 48))
    std::abort();
  return 0;
}
