// Headers of file systems for raw flash: jffs2, UBI, UBIFS, YAFFS; sources: image_structure.hpp. They have no header
// that tells their size, so their nodes are walked as far as they follow each other.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "sources/image_magic.hpp"
#include "sources/image_structure.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::be16;
using wire::be32;
using wire::le16;
using wire::le32;

/// A walk reads pages that are given back only when it is over. What is longer comes out as several, side by side.
constexpr std::uint64_t longest_flash_walk = 64ull * 1024 * 1024;

/// The kernel's crc32_le(), which inverts neither before nor after.
std::uint32_t plain_crc(std::uint32_t seed, std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(
      ~crc32(~seed, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// Bytes of a node whose header is whole; 0 for none.
std::uint64_t jffs2_node(std::span<const std::byte> bytes, bool big) {
  constexpr std::size_t header = 12;
  constexpr std::uint16_t magic = 0x1985;
  if (bytes.size() < header) return 0;
  const std::uint32_t length = big ? be32(bytes, 4) : le32(&bytes[4]), crc = big ? be32(bytes, 8) : le32(&bytes[8]);
  if ((big ? be16(bytes, 0) : le16(&bytes[0])) != magic || length < header || plain_crc(0, bytes.first(8)) != crc)
    return 0;
  return (std::uint64_t{length} + 3) / 4 * 4;
}

/// A header of a physical erase block.
bool is_erase_block(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 64;
  return bytes.size() >= header && wire::as_text(bytes.first(4)) == "UBI#" &&
         plain_crc(~0u, bytes.first(header - 4)) == be32(bytes, header - 4);
}

/// The header of a file, folder or link of YAFFS, in a chunk of its own.
bool is_yaffs_object(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 512;
  if (bytes.size() < header) return false;
  const std::uint32_t type = le32(&bytes[0]), parent = le32(&bytes[4]);
  return type >= 1 && type <= 5 && parent >= 1 && parent < 0x40000 && le16(&bytes[8]) == 0xffff &&
         wire::u8(bytes, 10) < 0x7f;
}

}  // namespace

std::optional<ImageStructure> check_jffs2(std::span<const std::byte> bytes) {
  const bool big = wire::u8(bytes, 0) == 0x19;
  std::uint64_t end = jffs2_node(bytes, big);
  if (end == 0) return std::nullopt;
  const std::uint64_t size = bytes.size();
  bytes = bytes.first(std::min(bytes.size(), longest_flash_walk));
  for (std::uint64_t at = end; at < bytes.size();) {
    if (const std::uint64_t node = jffs2_node(bytes.subspan(at), big)) {
      at = end = at + node;
      continue;
    }
    // The rest of an erase block, or blocks that were never written.
    const std::uint64_t erased = padding_at(bytes, at);
    if (erased == 0) break;
    at = (at + erased) / 4 * 4;
    if (at >= bytes.size() || jffs2_node(bytes.subspan(at), big) == 0) break;
  }
  return ImageStructure{ImageKind::unread, big ? "jffs2 big-endian" : "jffs2", std::min(end, size), {}, end > size};
}

std::optional<ImageStructure> check_ubi(std::span<const std::byte> bytes) {
  if (!is_erase_block(bytes)) return std::nullopt;
  constexpr std::uint64_t smallest = 16 * 1024, largest = 4 * 1024 * 1024, usual = 128 * 1024;
  std::uint64_t block = smallest;
  while (block <= largest && (block >= bytes.size() || !is_erase_block(bytes.subspan(block)))) block *= 2;
  if (block > largest) block = usual;  // one block, or cut
  std::uint64_t end = block;
  while (end < bytes.size() && end < longest_flash_walk && is_erase_block(bytes.subspan(end))) end += block;
  return ImageStructure{ImageKind::unread, "UBI", std::min<std::uint64_t>(end, bytes.size()), {}, end > bytes.size()};
}

std::optional<ImageStructure> check_ubifs(std::span<const std::byte> bytes) {
  constexpr std::size_t superblock = 4096;
  constexpr std::uint8_t superblock_type = 6;
  if (bytes.size() < superblock || wire::u8(bytes, 20) != superblock_type || le32(&bytes[16]) != superblock ||
      plain_crc(~0u, bytes.subspan(8, superblock - 8)) != le32(&bytes[4]))
    return std::nullopt;
  const std::uint64_t size = std::uint64_t{le32(&bytes[36])} * le32(&bytes[40]);
  return ImageStructure{
      ImageKind::unread, "ubifs", std::clamp<std::uint64_t>(size, superblock, bytes.size()), {}, size > bytes.size()};
}

std::optional<ImageStructure> check_yaffs(std::span<const std::byte> bytes) {
  // The root folder comes first; one more object must follow a whole number of chunks behind it.
  if (!is_yaffs_object(bytes)) return std::nullopt;
  constexpr std::array<std::uint64_t, 4> chunks = {512 + 16, 2048 + 64, 4096 + 128, 2048};  // with their spare bytes
  constexpr unsigned far = 64;
  for (const std::uint64_t chunk : chunks) {
    std::uint64_t end = 0;
    for (std::uint64_t n = 1, since = 0; since < far && (n + 1) * chunk <= bytes.size(); ++n, ++since) {
      if (!is_yaffs_object(bytes.subspan(n * chunk))) continue;
      end = (n + 1) * chunk;
      since = 0;
    }
    if (end != 0) return ImageStructure{ImageKind::unread, "yaffs", end, {}, false};
  }
  return std::nullopt;
}

}  // namespace lenscap::sources
