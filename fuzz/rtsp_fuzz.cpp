// fuzz/rtsp_fuzz.cpp: any bytes as media frames, a method list and a request target.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/rtsp.hpp"

using namespace lenscap::wire;

namespace {

void must_lie_inside(std::string_view part, std::string_view whole) {
  if (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const StreamLength frame = rtsp_frame(bytes);
  if (frame.is == StreamLength::Is::whole && frame.length > size) std::abort();
  rtsp_method(bytes);
  rtsp_lists(bytes, "PLAY");
  must_lie_inside(rtsp_path(bytes), bytes);
  return 0;
}
