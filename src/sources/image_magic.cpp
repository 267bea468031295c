#include "sources/image_magic.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;  ///< two at least
  std::uint64_t back;      ///< the structure begins so many bytes before
  ImageHeaderCheck check;
  bool in_program;  ///< looked for inside programs and libraries
};

constexpr auto cramfs_le = "\x45\x3d\xcd\x28"sv, cramfs_be = "\x28\xcd\x3d\x45"sv;

constexpr std::array magics = {
    Magic{"\x27\x05\x19\x56"sv, 0, check_uimage, true},
    Magic{"\xd0\x0d\xfe\xed"sv, 0, check_device_tree, true},
    Magic{"hsqs"sv, 0, check_squashfs, true},
    Magic{"sqsh"sv, 0, check_squashfs_other, false},
    Magic{"shsq"sv, 0, check_squashfs_other, false},
    Magic{"qshs"sv, 0, check_squashfs_other, false},
    Magic{"sqlz"sv, 0, check_squashfs_other, false},
    Magic{"tqsh"sv, 0, check_squashfs_other, false},
    Magic{"hsqt"sv, 0, check_squashfs_other, false},
    Magic{"\x53\xef"sv, 0x438, check_ext, false},
    Magic{cramfs_le, 0, check_cramfs, false},
    Magic{cramfs_be, 0, check_cramfs, false},
    Magic{"-rom1fs-"sv, 0, check_romfs, true},
    Magic{"\x85\x19"sv, 0, check_jffs2, false},
    Magic{"\x19\x85"sv, 0, check_jffs2, false},
    Magic{"UBI#"sv, 0, check_ubi, false},
    Magic{"\x31\x18\x10\x06"sv, 0, check_ubifs, false},
    Magic{"\x03\x00\x00\x00\x01\x00\x00\x00\xff\xff"sv, 0, check_yaffs, false},
    Magic{"PK\x03\x04"sv, 0, check_zip, true},
    Magic{"DH\x03\x04"sv, 0, check_zip, true},
    Magic{"ustar"sv, 257, check_tar, true},
    Magic{"070701"sv, 0, check_cpio, true},
    Magic{"070702"sv, 0, check_cpio, true},
    Magic{"070707"sv, 0, check_cpio, true},
    Magic{"7z\xbc\xaf\x27\x1c"sv, 0, check_other_archive, true},
    Magic{"Rar!\x1a\x07"sv, 0, check_other_archive, true},
    Magic{"MSCF\0\0\0\0"sv, 0, check_other_archive, true},
    Magic{"Salted__"sv, 0, check_encrypted, false},
    Magic{"LUKS\xba\xbe"sv, 0, check_encrypted, false},
    Magic{"\x1f\x8b\x08"sv, 0, check_gzip, true},
    Magic{"\x78\x01"sv, 0, check_zlib, false},
    Magic{"\x78\x5e"sv, 0, check_zlib, false},
    Magic{"\x78\x9c"sv, 0, check_zlib, false},
    Magic{"\x78\xda"sv, 0, check_zlib, false},
    Magic{"BZh"sv, 0, check_bzip2, true},
    Magic{"\xfd"
          "7zXZ\0"sv,
          0, check_xz, true},
    Magic{"\x5d\x00\x00"sv, 0, check_lzma, false},
    Magic{"\x6d\x00\x00"sv, 0, check_lzma, false},
    Magic{"\x6c\x00\x00"sv, 0, check_lzma, false},
    Magic{"\x28\xb5\x2f\xfd"sv, 0, check_zstd, true},
    Magic{"\x04\x22\x4d\x18"sv, 0, check_lz4, true},
    Magic{"\x02\x21\x4c\x18"sv, 0, check_lz4_legacy, false},
    Magic{"\xe9\x9a\xf7\xb6"sv, 0, check_hikvision, false},
    Magic{"\x13\x59\x72\x32"sv, 0, check_reolink, false},
    Magic{"BNEG\x01\0\0\0"sv, 0, check_instar, false},
};

/// For each pair of bytes 1 + the first magic that begins so; those that begin alike follow through `next`.
struct Table {
  std::array<std::uint8_t, 65536> first{};
  std::array<std::uint8_t, magics.size()> next{};

  explicit Table(ImageSearch search) {
    for (std::size_t i = magics.size(); i-- > 0;) {
      if (search == ImageSearch::inside_program && !magics[i].in_program) continue;
      std::uint8_t& slot = first[wire::le16(magics[i].bytes.data())];
      next[i] = slot;
      slot = static_cast<std::uint8_t>(i + 1);
    }
  }
};

const Table& table_of(ImageSearch search) {
  static const Table everything(ImageSearch::everything), inside_program(ImageSearch::inside_program);
  return search == ImageSearch::everything ? everything : inside_program;
}

constexpr std::uint64_t run_step = 4096;

}  // namespace

std::uint64_t padding_at(std::span<const std::byte> bytes, std::uint64_t at) {
  if (at >= bytes.size() || (bytes[at] != std::byte{0} && bytes[at] != std::byte{0xff})) return 0;
  const std::byte filler = bytes[at];
  std::array<std::byte, run_step> page;
  page.fill(filler);
  std::uint64_t end = at;
  while (bytes.size() - end >= run_step && std::memcmp(&bytes[end], page.data(), run_step) == 0) end += run_step;
  while (end < bytes.size() && bytes[end] == filler) ++end;
  return end - at;
}

std::optional<ImageFind> find_structure(std::span<const std::byte> bytes, std::uint64_t from, std::uint64_t magic_from,
                                        std::uint64_t until, ImageSearch search) {
  if (bytes.size() < 2) return std::nullopt;
  const Table& table = table_of(search);
  until = std::min<std::uint64_t>(until, bytes.size() - 1);
  const std::byte* const base = bytes.data();
  for (std::uint64_t at = magic_from; at < until; ++at) {
    const std::uint16_t pair = wire::le16(base + at);
    if (pair == 0 || pair == 0xffff) {
      if (at + run_step <= bytes.size() && wire::le64(base + at) == (pair == 0 ? 0 : ~0ull)) {
        // The last byte of the run may be the first of a magic.
        if (const std::uint64_t run = padding_at(bytes.first(std::min<std::uint64_t>(until + 1, bytes.size())), at);
            run > 1)
          at += run - 2;
      }
      continue;
    }
    for (std::uint8_t i = table.first[pair]; i != 0; i = table.next[i - 1u]) {
      const Magic& magic = magics[i - 1u];
      if (bytes.size() - at < magic.bytes.size() ||
          std::memcmp(base + at, magic.bytes.data(), magic.bytes.size()) != 0 || at < magic.back ||
          at - magic.back < from)
        continue;
      if (auto structure = magic.check(bytes.subspan(at - magic.back)))
        return ImageFind{at - magic.back, at, std::move(*structure)};
    }
  }
  return std::nullopt;
}

}  // namespace lenscap::sources
