// fuzz/image_fuzz.cpp: any bytes as a firmware image, down to its files, within small bounds.
#include <cstdlib>

#include "sources/image.hpp"

using namespace lenscap::sources;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A run is to be short: what the bounds are is no matter here, only that they hold.
  const ImageLimits limits{
      .depth = 6, .members = 200, .member_bytes = 1 << 20, .total_bytes = 8 << 20, .ratio = 200, .ratio_free = 4 << 20};
  std::size_t members = 0;
  const auto reading = read_image(std::as_bytes(std::span(data, size)), "image", limits, [&](const ImageMember& m) {
    ++members;
    if (m.path.empty() || m.format.empty() || m.seen > m.bytes.size() || m.offset + m.bytes.size() > m.size)
      std::abort();
  });
  if (reading.bytes != size || reading.explained + reading.encrypted > size + 1) std::abort();
  for (const auto& [format, bytes] : reading.not_unpacked)
    if (bytes > size) std::abort();
  return 0;
}
