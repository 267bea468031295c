// sources/image_structure.hpp: what begins at a place of an image, as far as its header can be checked.
//
// Two to eight bytes of magic stand in any large file by chance, a thousand times over in hostile ones, so a header
// only counts when all of its fields agree: checksums where the format has them (uImage, jffs2, UBI, romfs, xz, tar),
// sizes and ranges elsewhere. A compressed stream has little to check: trying it decides (image_stream.hpp).
//
// Sources: u-boot/u-boot include/image.h (uImage) · devicetree-specification v0.4 section 5 (device trees) ·
// torvalds/linux fs/squashfs/squashfs_fs.h, fs/ext4/ext4.h, fs/cramfs (cramfs_fs.h), fs/romfs (romfs_fs.h), fs/jffs2
// (include/uapi/linux/jffs2.h), drivers/mtd/ubi/ubi-media.h, fs/ubifs/ubifs-media.h · PKWARE APPNOTE 6.3.10
// sections 4.3.7 and 4.3.16 (zip) · POSIX.1-2017 pax "ustar Interchange Format", cpio(5) of FreeBSD (newc, odc) · RFC
// 1950, RFC 1952, RFC 8878, xz-file-format 1.1.0, lz4_Frame_format.md, LZMA SDK lzma.txt. Makers: "DH" instead of "PK"
// in the first header of a Dahua update: fkie-cad/FACT_core@031723d:src/plugins/unpacking/ dahua/code/dahua.py ·
// Hikvision digicap.dav: MatrixEditor/hiktools@a050919:hiktools/fmod/digicap.py · Reolink and Swann pak:
// kaitai-io/kaitai_struct_formats@6f89793:firmware/reolink.ksy · Instar: @18f0310:firmware/instar_bneg.ksy.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lenscap::sources {

enum class ImageKind : std::uint8_t {
  stream,  ///< one compressed stream: its `size` is known when it was unpacked
  zip,
  tar,
  cpio,
  squashfs,
  ext,
  uimage,
  tree,       ///< flattened device tree, FIT image among them
  maker,      ///< a maker's container: what is recognised inside is read, the rest is "not unpacked" under its name
  unread,     ///< named, but no reader here
  encrypted,  ///< says itself that it is encrypted
};

struct ImageStructure {
  ImageKind kind;
  std::string format;      ///< "squashfs", "jffs2", "Hikvision digicap.dav"
  std::uint64_t size = 0;  ///< by its header, never more than there is; 0: only reading it tells (unread ones: only at
                           ///< the very beginning)
  std::string maker;       ///< whose container it is
  bool cut = false;        ///< the header speaks of more bytes than there are
  bool first = false;      ///< nothing stands before it: a damaged one is no chance
};

/// `bytes` begin where the structure would begin and go on to the end of what may belong to it. Nothing when the header
/// is not one.
using ImageHeaderCheck = std::optional<ImageStructure> (*)(std::span<const std::byte> bytes);

std::optional<ImageStructure> check_uimage(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_device_tree(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_hikvision(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_reolink(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_instar(std::span<const std::byte> bytes);

std::optional<ImageStructure> check_squashfs(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_squashfs_other(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_ext(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_cramfs(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_romfs(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_jffs2(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_ubi(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_ubifs(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_yaffs(std::span<const std::byte> bytes);

std::optional<ImageStructure> check_zip(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_tar(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_cpio(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_other_archive(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_encrypted(std::span<const std::byte> bytes);

std::optional<ImageStructure> check_gzip(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_zlib(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_bzip2(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_xz(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_lzma(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_zstd(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_lz4(std::span<const std::byte> bytes);
std::optional<ImageStructure> check_lz4_legacy(std::span<const std::byte> bytes);

}  // namespace lenscap::sources
