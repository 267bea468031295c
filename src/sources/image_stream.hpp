// sources/image_stream.hpp: one compressed stream that begins at a place of an image and ends where it says so itself:
// gzip, zlib, bzip2, xz, LZMA alone, zstd, lz4 in frames and in the older form of Linux kernels.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sources/image_hold.hpp"

namespace lenscap::sources {

struct ImageStreamEnd {
  std::uint64_t used = 0;  ///< bytes of the stream that were read
  bool complete = false;   ///< it ended, and its checksum is right
  bool bound = false;      ///< `out` took no more
  std::string damage;      ///< why it could not be read further; empty when it is merely cut
};

/// `format` as check_… in image_structure.hpp names it.
ImageStreamEnd unpack_stream(std::string_view format, std::span<const std::byte> bytes, ImageHold& out);

}  // namespace lenscap::sources
