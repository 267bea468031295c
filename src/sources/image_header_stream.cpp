// Headers of compressed streams; sources: image_structure.hpp. What follows a header is tried by image_stream.hpp.
#include <lz4frame.h>
#include <lzma.h>
#include <zstd.h>

#include <bit>
#include <string_view>

#include "sources/image_structure.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::le32;
using wire::u8;

ImageStructure stream(const char* format) { return {ImageKind::stream, format, 0, {}, false}; }

}  // namespace

std::optional<ImageStructure> check_gzip(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 18;  // with the trailer
  if (bytes.size() < header) return std::nullopt;
  const std::uint8_t flags = u8(bytes, 3), extra = u8(bytes, 8), system = u8(bytes, 9);
  if (flags > 0x1f || (extra != 0 && extra != 2 && extra != 4) || (system > 13 && system != 255)) return std::nullopt;
  return stream("gzip");
}

std::optional<ImageStructure> check_zlib(std::span<const std::byte> bytes) {
  // The magic is whole: method, window and check bits (RFC 1950, 2.2). Behind it the last two bits of the first block's
  // header must not be the reserved type.
  if (bytes.size() < 8 || (u8(bytes, 2) & 6) == 6) return std::nullopt;
  return stream("zlib");
}

std::optional<ImageStructure> check_bzip2(std::span<const std::byte> bytes) {
  using namespace std::string_view_literals;
  constexpr std::size_t header = 10;
  if (bytes.size() < header || u8(bytes, 3) < '1' || u8(bytes, 3) > '9') return std::nullopt;
  const std::string_view block = wire::as_text(bytes.subspan(4, 6));
  if (block != "\x31\x41\x59\x26\x53\x59"sv) return std::nullopt;
  return stream("bzip2");
}

std::optional<ImageStructure> check_xz(std::span<const std::byte> bytes) {
  lzma_stream_flags flags;
  if (bytes.size() < 2 * LZMA_STREAM_HEADER_SIZE ||
      lzma_stream_header_decode(&flags, reinterpret_cast<const std::uint8_t*>(bytes.data())) != LZMA_OK)
    return std::nullopt;
  return stream("xz");
}

std::optional<ImageStructure> check_lzma(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 13;
  constexpr std::uint32_t smallest = 1u << 12, largest = 1u << 26;
  constexpr std::uint64_t longest = 1ull << 32;
  if (bytes.size() < header + 5 || u8(bytes, header) != 0) return std::nullopt;  // the coder's first byte is zero
  const std::uint32_t dictionary = le32(&bytes[1]);
  const std::uint64_t size = wire::le64(&bytes[5]);
  // 2^n or 2^n + 2^(n-1), as all encoders write.
  const bool usual =
      std::has_single_bit(dictionary) || (std::popcount(dictionary) == 2 && (dictionary & (dictionary << 1)) != 0);
  if (!usual || dictionary < smallest || dictionary > largest || size == 0 || (size != ~0ull && size > longest))
    return std::nullopt;
  return stream("lzma");
}

std::optional<ImageStructure> check_zstd(std::span<const std::byte> bytes) {
  if (bytes.size() < 9 || ZSTD_getFrameContentSize(bytes.data(), bytes.size()) == ZSTD_CONTENTSIZE_ERROR)
    return std::nullopt;
  return stream("zstd");
}

std::optional<ImageStructure> check_lz4(std::span<const std::byte> bytes) {
  if (bytes.size() < LZ4F_HEADER_SIZE_MAX) return std::nullopt;
  const std::uint8_t flags = u8(bytes, 4), block = u8(bytes, 5);
  if (flags >> 6 != 1 || (flags & 2) != 0 || (block & 0x8f) != 0 || block >> 4 < 4) return std::nullopt;
  return stream("lz4");  // its header checksum is seen by the first step of the decoder
}

std::optional<ImageStructure> check_lz4_legacy(std::span<const std::byte> bytes) {
  constexpr std::uint32_t largest_block = 8 * 1024 * 1024 + 8 * 1024 * 1024 / 255 + 16;
  if (bytes.size() < 9) return std::nullopt;
  const std::uint32_t block = le32(&bytes[4]);
  if (block == 0 || block > largest_block || block > bytes.size() - 8) return std::nullopt;
  return stream("lz4 legacy");
}

}  // namespace lenscap::sources
