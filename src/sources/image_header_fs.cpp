// Headers of file systems; sources: image_structure.hpp.
#include <algorithm>
#include <bit>
#include <string>

#include "sources/image_structure.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::be16;
using wire::be32;
using wire::le16;
using wire::le32;
using wire::le64;

std::optional<ImageStructure> sized(ImageKind kind, std::string format, std::uint64_t size,
                                    std::span<const std::byte> bytes) {
  return ImageStructure{kind, std::move(format), std::min<std::uint64_t>(size, bytes.size()), {}, size > bytes.size()};
}

// A file system of which less than this part is there is taken for a chance match.
bool mostly_there(std::uint64_t size, std::span<const std::byte> bytes) { return size / 64 <= bytes.size(); }

}  // namespace

std::optional<ImageStructure> check_squashfs(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 96;
  if (bytes.size() < header) return std::nullopt;
  const std::uint16_t major = le16(&bytes[28]), log = le16(&bytes[22]), compression = le16(&bytes[20]);
  if (major != 4) return check_squashfs_other(bytes);
  const std::uint64_t used = le64(&bytes[40]), ids = le64(&bytes[48]), inodes = le64(&bytes[64]),
                      directories = le64(&bytes[72]);
  if (log < 12 || log > 20 || le32(&bytes[12]) != 1u << log || compression == 0 || compression > 6 || used <= header ||
      inodes < header || directories < inodes || ids < directories || ids >= used || !mostly_there(used, bytes))
    return std::nullopt;
  return sized(ImageKind::squashfs, "squashfs", used, bytes);
}

std::optional<ImageStructure> check_squashfs_other(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 119;  // of version 3
  if (bytes.size() < header) return std::nullopt;
  const bool big = le16(&bytes[28]) > 0xff;
  const auto number16 = [&](std::size_t at) { return big ? be16(bytes, at) : le16(&bytes[at]); };
  const auto number32 = [&](std::size_t at) { return big ? be32(bytes, at) : le32(&bytes[at]); };
  const std::uint16_t major = number16(28), minor = number16(30);
  if (major == 0 || major > 4 || minor > 1) return std::nullopt;
  std::uint64_t used = number32(8);
  if (major == 3) used = big ? wire::be64(&bytes[63]) : le64(&bytes[63]);
  if (major == 4) used = big ? wire::be64(&bytes[40]) : le64(&bytes[40]);
  const std::uint16_t log = number16(major == 4 ? 22 : 34);
  if (log < 10 || log > 20 || used <= header || !mostly_there(used, bytes)) return std::nullopt;
  return sized(ImageKind::unread,
               "squashfs " + std::to_string(major) + "." + std::to_string(minor) + (big ? " big-endian" : ""), used,
               bytes);
}

std::optional<ImageStructure> check_ext(std::span<const std::byte> bytes) {
  constexpr std::size_t super = 1024, super_size = 1024;
  if (bytes.size() < super + super_size) return std::nullopt;
  const auto at = [&](std::size_t field) { return le32(&bytes[super + field]); };
  const std::uint64_t inodes = at(0x00), blocks = at(0x04), first = at(0x14), log = at(0x18), per_group = at(0x20),
                      inodes_per_group = at(0x28), revision = at(0x4c), creator = at(0x48);
  const std::uint16_t state = le16(&bytes[super + 0x3a]), inode_size = le16(&bytes[super + 0x58]),
                      group = le16(&bytes[super + 0x5a]);
  if (log > 6 || inodes == 0 || blocks == 0 || per_group == 0 || inodes_per_group == 0 || revision > 1 || creator > 4 ||
      state > 7 || group != 0 || first != (log == 0 ? 1u : 0u))
    return std::nullopt;
  const std::uint64_t block = 1024ull << log, size = blocks * block;
  if (per_group > 8 * block || inodes_per_group > 8 * block || inodes % inodes_per_group != 0 ||
      (revision == 1 && (inode_size < 128 || inode_size > block || !std::has_single_bit(inode_size))) ||
      !mostly_there(size, bytes))
    return std::nullopt;
  constexpr std::uint32_t has_journal = 0x4, extents = 0x40;
  const char* const name = (at(0x60) & extents) != 0 ? "ext4" : (at(0x5c) & has_journal) != 0 ? "ext3" : "ext2";
  return sized(ImageKind::ext, name, size, bytes);
}

std::optional<ImageStructure> check_cramfs(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 76;
  if (bytes.size() < header || wire::as_text(bytes.subspan(16, 16)) != "Compressed ROMFS") return std::nullopt;
  const bool big = wire::u8(bytes, 0) == 0x28;
  const std::uint64_t size = big ? be32(bytes, 4) : le32(&bytes[4]);
  if (size < header || !mostly_there(size, bytes)) return std::nullopt;
  return sized(ImageKind::unread, big ? "cramfs big-endian" : "cramfs", size, bytes);
}

std::optional<ImageStructure> check_romfs(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 32, summed = 512;
  if (bytes.size() < header) return std::nullopt;
  const std::uint64_t size = be32(bytes, 8);
  if (size < header || !mostly_there(size, bytes)) return std::nullopt;
  std::uint32_t sum = 0;
  const std::size_t end = std::min<std::size_t>({summed, size, bytes.size()}) / 4 * 4;
  for (std::size_t at = 0; at < end; at += 4) sum += be32(bytes, at);
  if (sum != 0) return std::nullopt;
  return sized(ImageKind::unread, "romfs", size, bytes);
}

}  // namespace lenscap::sources
