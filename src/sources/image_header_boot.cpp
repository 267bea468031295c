// Headers of boot containers and of makers' update files; sources: image_structure.hpp.
#include <zlib.h>

#include <algorithm>
#include <array>

#include "sources/image_structure.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::be32;
using wire::le32;

constexpr std::size_t uimage_header_bytes = 64, device_tree_header = 40;

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string_view until_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

}  // namespace

std::optional<ImageStructure> check_uimage(std::span<const std::byte> bytes) {
  if (bytes.size() < uimage_header_bytes) return std::nullopt;
  std::array<std::byte, uimage_header_bytes> header;
  std::copy_n(bytes.begin(), uimage_header_bytes, header.begin());
  std::fill_n(header.begin() + 4, 4, std::byte{0});  // its own checksum counts as zeros
  if (crc32(0, reinterpret_cast<const Bytef*>(header.data()), uimage_header_bytes) != be32(bytes, 4))
    return std::nullopt;
  const std::uint64_t size = uimage_header_bytes + std::uint64_t{be32(bytes, 12)};
  return ImageStructure{
      ImageKind::uimage, "uImage", std::min<std::uint64_t>(size, bytes.size()), {}, size > bytes.size()};
}

std::optional<ImageStructure> check_device_tree(std::span<const std::byte> bytes) {
  if (bytes.size() < device_tree_header) return std::nullopt;
  const std::uint64_t size = be32(bytes, 4), structs = be32(bytes, 8), strings = be32(bytes, 12);
  const std::uint32_t version = be32(bytes, 20), compatible = be32(bytes, 24);
  constexpr std::uint32_t oldest = 16, newest = 17, root_node = 1;
  if (version < oldest || compatible > newest || compatible > version || size > bytes.size() ||
      structs < device_tree_header || structs % 4 != 0 || structs + 4 > size || strings < device_tree_header ||
      strings > size || be32(bytes, structs) != root_node)
    return std::nullopt;
  return ImageStructure{ImageKind::tree, "device tree", size, {}, false};
}

std::optional<ImageStructure> check_hikvision(std::span<const std::byte> bytes) {
  constexpr std::size_t fields = 16, longest_header = 1024 * 1024, entry = 44, index = 0x40, most_files = 4096;
  if (bytes.size() < index + entry) return std::nullopt;
  // The header is XORed with a key that every tool for it knows; what lies behind has other, newer keys.
  constexpr std::array<std::uint8_t, 16> key = {0xba, 0xcd, 0xbc, 0xfe, 0xd6, 0xca, 0xdd, 0xd3,
                                                0xba, 0xb9, 0xa3, 0xab, 0xbf, 0xcb, 0xb5, 0xbe};
  std::array<std::uint8_t, fields> header;
  for (std::size_t i = 0; i < fields; ++i) header[i] = static_cast<std::uint8_t>(wire::u8(bytes, i) ^ key[i]);
  const std::uint64_t length = le32(&header[8]), files = le32(&header[12]);
  if (files == 0 || files > most_files || length < index + files * entry || length > longest_header ||
      length > bytes.size())
    return std::nullopt;
  return ImageStructure{ImageKind::maker, "Hikvision digicap.dav", length, "Hikvision", false};
}

std::optional<ImageStructure> check_reolink(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 12, section = 64, partition = 76, wide_header = 24, wide_section = 72;
  constexpr std::uint64_t longest_header = 16 * 1024;  // room for a hundred sections; there are about ten
  if (bytes.size() < wide_header + wide_section) return std::nullopt;
  const bool wide = be32(bytes, 4) == 0;
  const std::size_t first = wide ? wide_header : header;
  const std::uint64_t offset = wide ? wire::le64(&bytes[first + 56]) : le32(&bytes[first + 56]);
  const auto name = until_nul(wire::as_text(bytes.subspan(first, 32)));
  if (name.empty() || !printable(name) || offset > std::min<std::uint64_t>(bytes.size(), longest_header) ||
      offset <= first)
    return std::nullopt;
  if (!wide && (offset - header) % (section + partition) != 0) return std::nullopt;
  return ImageStructure{ImageKind::maker, "Reolink pak", offset, "Reolink", false};
}

std::optional<ImageStructure> check_instar(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 20;
  if (bytes.size() < header || le32(&bytes[8]) != 1) return std::nullopt;
  const std::uint64_t kernel = le32(&bytes[12]), root = le32(&bytes[16]);
  if (kernel == 0 || root == 0 || header + kernel + root > bytes.size()) return std::nullopt;
  return ImageStructure{ImageKind::maker, "BNEG", header, {}, false};
}

}  // namespace lenscap::sources
