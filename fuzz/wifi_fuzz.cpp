// fuzz/wifi_fuzz.cpp: one 802.11 frame, with all packets that share it.
#include <cstdlib>

#include "wire/wifi.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> frame{data, size};
  parse_snap(frame);
  for (const bool padded : {false, true}) {
    const auto w = parse_wifi(frame, padded);
    if (!w || w->is == WifiFrame::Is::other) continue;
    if (w->payload > size || w->source + 6 > w->payload || w->destination + 6 > w->payload) std::abort();
    std::uint32_t at = w->payload;
    for (auto s = parse_subframe(frame, at); s; s = parse_subframe(frame, at)) {
      if (s->next <= at || s->next > size || s->end > size || s->payload > s->end || s->source + 6 > size) std::abort();
      at = s->next;
    }
  }
  return 0;
}
