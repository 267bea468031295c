// fuzz/icmp_fuzz.cpp: ICMP of either family, and the packets that its errors quote.
#include <cstdlib>

#include "wire/icmp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  for (const auto& message : {parse_icmp4(bytes), parse_icmp6(bytes)}) {
    if (message.has_value() != (size >= 8)) std::abort();
    if (!message) continue;
    const auto quoted = message->quoted;
    const bool inside =
        quoted.empty() || (quoted.data() >= bytes.data() && quoted.data() + quoted.size() <= bytes.data() + size);
    if (!inside || (!message->error && !quoted.empty())) std::abort();
  }
  return 0;
}
