// fuzz/vxlan_fuzz.cpp: one datagram, and the frame that it seems to hold.
#include <cstdlib>

#include "wire/inner_frame.hpp"
#include "wire/vxlan.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes{data, size};
  seems_ethernet(bytes);
  const auto v = parse_vxlan(bytes);
  if (!v) return 0;
  if (!may_be_vxlan(bytes) || v->payload != 8 || v->network >> 24 || !seems_ethernet(bytes.subspan(8))) std::abort();
  return 0;
}
