// fuzz/radio_header_fuzz.cpp: one frame, as each of the wireless link types.
#include <cstdlib>

#include "wire/radio_header.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const std::uint16_t link : {link_wifi, link_wifi_prism, link_wifi_radiotap, link_wifi_avs}) {
    const auto r = parse_radio_header({data, size}, link);
    if (r && r->frame > size) std::abort();
  }
  return 0;
}
