// Headers of archives, and of files that say themselves that they are encrypted; sources: image_structure.hpp.
#include <zlib.h>

#include <algorithm>
#include <string_view>

#include "sources/image_entropy.hpp"
#include "sources/image_structure.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::as_text;
using wire::le16;
using wire::le32;

/// A number of `base`, padded with blanks, zeros or NUL; nothing when another character stands there.
std::optional<std::uint64_t> octal_number(std::string_view text, unsigned base) {
  std::uint64_t value = 0;
  bool ended = false, any = false;
  for (const char c : text) {
    if (c == ' ' || c == '\0') {
      ended = any;
      continue;
    }
    unsigned digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
    else if (c >= 'a' && c <= 'f') digit = static_cast<unsigned>(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F') digit = static_cast<unsigned>(c - 'A') + 10;
    if (digit >= base || ended || value >> 58 != 0) return std::nullopt;
    value = value * base + digit;
    any = true;
  }
  return value;
}

// How far members are followed here: pages that are read are given back only behind that. Where a longer archive ends,
// reading it tells.
constexpr std::uint64_t longest_walk = 64ull * 1024 * 1024;

constexpr std::size_t tar_block = 512;

/// Bytes of a tar header's data; nothing when its checksum is wrong.
std::optional<std::uint64_t> tar_entry(std::span<const std::byte> bytes) {
  if (bytes.size() < tar_block) return std::nullopt;
  constexpr std::size_t sum_at = 148, sum_size = 8, size_at = 124, size_size = 12;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < tar_block; ++i) sum += i >= sum_at && i < sum_at + sum_size ? ' ' : wire::u8(bytes, i);
  const std::string_view text = as_text(bytes.first(tar_block));
  if (octal_number(text.substr(sum_at, sum_size), 8) != sum) return std::nullopt;
  if ((wire::u8(bytes, size_at) & 0x80) != 0) return wire::be64(&bytes[size_at + 4]) >> 1;  // GNU: base 256
  return octal_number(text.substr(size_at, size_size), 8);
}

struct CpioEntry {
  std::uint64_t size;  ///< with header, name, padding
  bool last;
};

std::optional<CpioEntry> cpio_entry(std::span<const std::byte> bytes) {
  constexpr std::size_t odc_header = 76, newc_header = 110;
  constexpr std::uint64_t longest_name = 4096;
  const std::string_view text = as_text(bytes.first(std::min(bytes.size(), newc_header)));
  const bool odc = text.starts_with("070707");
  const std::size_t header = odc ? odc_header : newc_header;
  if (text.size() < header || (!odc && !text.starts_with("070701") && !text.starts_with("070702"))) return std::nullopt;
  const auto fields = octal_number(text.substr(6, 8), odc ? 8 : 16);  // the first ones: digits too
  const auto name = odc ? octal_number(text.substr(59, 6), 8) : octal_number(text.substr(94, 8), 16);
  const auto data = odc ? octal_number(text.substr(65, 11), 8) : octal_number(text.substr(54, 8), 16);
  if (!fields || !name || !data || *name == 0 || *name > longest_name || bytes.size() - header < *name)
    return std::nullopt;
  const std::string_view entry = as_text(bytes.subspan(header, *name));
  if (entry.back() != '\0') return std::nullopt;
  const auto padded = [&](std::uint64_t n) { return odc ? n : (n + 3) / 4 * 4; };
  return CpioEntry{padded(header + *name) + padded(*data), entry.starts_with("TRAILER!!!")};
}

}  // namespace

std::optional<ImageStructure> check_zip(std::span<const std::byte> bytes) {
  constexpr std::size_t header = 30;
  if (bytes.size() < header) return std::nullopt;
  const std::uint16_t version = le16(&bytes[4]) & 0xff, method = le16(&bytes[8]), name = le16(&bytes[26]);
  constexpr std::uint16_t newest = 63, longest_name = 1024, last_method = 99;
  if (version > newest || method > last_method || name == 0 || name > longest_name || bytes.size() - header < name ||
      as_text(bytes.subspan(header, name)).find('\0') != std::string_view::npos)
    return std::nullopt;
  const bool dahua = wire::u8(bytes, 0) == 'D';
  return ImageStructure{ImageKind::zip, dahua ? "zip (DH)" : "zip", 0, dahua ? "Dahua" : "", false};
}

std::optional<ImageStructure> check_tar(std::span<const std::byte> bytes) {
  std::uint64_t at = 0;
  while (at < bytes.size() && at < longest_walk) {
    const auto size = tar_entry(bytes.subspan(at));
    if (!size) break;
    at += tar_block + (*size + tar_block - 1) / tar_block * tar_block;
  }
  if (at == 0) return std::nullopt;
  if (at >= longest_walk) return ImageStructure{ImageKind::tar, "tar", 0, {}, false};
  constexpr std::uint64_t end_mark = 2 * tar_block;
  const bool cut = at > bytes.size();
  const std::uint64_t end = std::min<std::uint64_t>(at + end_mark, bytes.size());
  return ImageStructure{ImageKind::tar, "tar", end, {}, cut};
}

std::optional<ImageStructure> check_cpio(std::span<const std::byte> bytes) {
  std::uint64_t at = 0;
  bool last = false;
  while (!last && at < bytes.size() && at < longest_walk) {
    const auto entry = cpio_entry(bytes.subspan(at));
    if (!entry) break;
    last = entry->last;
    at += entry->size;
  }
  if (at == 0 || (last && at == cpio_entry(bytes)->size)) return std::nullopt;  // a trailer alone is no archive
  if (!last && at >= longest_walk) return ImageStructure{ImageKind::cpio, "cpio", 0, {}, false};
  return ImageStructure{ImageKind::cpio, "cpio", std::min<std::uint64_t>(at, bytes.size()), {}, !last};
}

std::optional<ImageStructure> check_other_archive(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes.first(std::min<std::size_t>(bytes.size(), 8)));
  if (text.starts_with("7z")) {
    constexpr std::size_t header = 32;
    if (bytes.size() < header) return std::nullopt;
    const std::uint64_t next = wire::le64(&bytes[12]), size = wire::le64(&bytes[20]);
    if (next > bytes.size() || size > bytes.size() ||
        crc32(0, reinterpret_cast<const Bytef*>(&bytes[12]), 20) != le32(&bytes[8]))
      return std::nullopt;
    return ImageStructure{ImageKind::unread,
                          "7z",
                          std::min<std::uint64_t>(header + next + size, bytes.size()),
                          {},
                          header + next + size > bytes.size()};
  }
  if (text.starts_with("MSCF")) {
    constexpr std::size_t header = 36;
    if (bytes.size() < header || le32(&bytes[8]) < header || le32(&bytes[8]) > bytes.size()) return std::nullopt;
    return ImageStructure{ImageKind::unread, "cab", le32(&bytes[8]), {}, false};
  }
  if (text.size() < 8 || (text[6] != '\0' && text[6] != '\x01')) return std::nullopt;
  return ImageStructure{ImageKind::unread, "rar", 0, {}, false};
}

std::optional<ImageStructure> check_encrypted(std::span<const std::byte> bytes) {
  constexpr std::size_t cipher_block = 16, looked_at = 16 * 1024;
  if (wire::u8(bytes, 0) == 'L') {
    if (bytes.size() < 592 || wire::be16(bytes, 6) == 0 || wire::be16(bytes, 6) > 2) return std::nullopt;
    return ImageStructure{ImageKind::encrypted, "LUKS", bytes.size(), {}, false};
  }
  // OpenSSL's "enc" writes this word, the salt, then whole cipher blocks to the end.
  if (bytes.size() < 2 * cipher_block || bytes.size() % cipher_block != 0) return std::nullopt;
  const auto body = bytes.subspan(cipher_block, std::min(bytes.size() - cipher_block, looked_at));
  if (body.size() >= smallest_told_by_entropy && !is_opaque(body)) return std::nullopt;
  return ImageStructure{ImageKind::encrypted, "openssl enc", bytes.size(), {}, false};
}

}  // namespace lenscap::sources
