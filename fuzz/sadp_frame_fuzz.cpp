// fuzz/sadp_frame_fuzz.cpp: any bytes behind Ethernet type 0x8033.
#include <cstdlib>

#include "wire/sadp_frame.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto frame = lenscap::wire::parse_sadp_frame({reinterpret_cast<const std::byte*>(data), size});
  if (!frame) return 0;
  const auto* const first = reinterpret_cast<const char*>(data);
  for (const std::string_view value : {frame->serial, frame->software_version, frame->dsp_version, frame->start_time,
                                       frame->mac_raw, frame->ipv4_raw, frame->device_type_raw})
    if (!value.empty() && (value.data() < first || value.data() + value.size() > first + size)) std::abort();
  return 0;
}
