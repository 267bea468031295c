// sources/image.hpp: a firmware image, read down to its files: archives, compressed streams, file systems and boot
// containers, told by their bytes, at any depth and at any offset of a flash dump.
//
// Whatever is found becomes bytes in memory, or in a file without a name in a private folder (image_hold.hpp); the
// names that an image gives its files are labels, never paths of this machine, and links are never followed. What
// cannot be read is named and counted: formats without a reader here as `not_unpacked`, bytes without any structure
// whose values are spread evenly as `encrypted`. A reading never says that an image is clean.
//
// Memory stays below 256 MiB for any image: one stream is unpacked at a time, what is larger than 4 MiB lies on disk,
// and pages of it that were read are given back after every 32 MiB of work.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/error.hpp"

namespace lenscap::sources {

/// A stretch of one file of the image. Everything here is valid during the call only.
struct ImageMember {
  /// From the input down: "fw.zip!/rootfs.squashfs!/usr/lib/libx.so"; what was carved out of a dump is named by its
  /// place: "dump.bin!/0x40000.squashfs!/etc/passwd". Escaped: printable, valid UTF-8.
  std::string_view path;
  std::string_view format;  ///< of the member: "elf", "text", "html", "data" … (image_format.hpp)
  std::span<const std::byte> bytes;
  std::uint64_t offset = 0;  ///< of `bytes` in the member; a member longer than 32 MiB comes in several stretches
  std::size_t seen = 0;      ///< the first bytes of `bytes` that the stretch before has already shown, for matches
                             ///< across the border: what ends inside them was told before
  std::uint64_t size = 0;    ///< of the whole member, as far as it was unpacked
};

using ImageMemberHandler = std::function<void(const ImageMember&)>;

/// Bounds. What meets one is counted in ImageReading::skipped, and the rest is still read.
struct ImageLimits {
  unsigned depth = 12;                                 ///< containers in containers
  std::uint64_t members = 200'000;                     ///< of all containers together
  std::uint64_t member_bytes = 1024ull * 1024 * 1024;  ///< unpacked, of one member
  std::uint64_t total_bytes = 4096ull * 1024 * 1024;   ///< unpacked, of all together
  std::uint64_t ratio = 200;                           ///< all unpacked bytes, per byte of the input, …
  std::uint64_t ratio_free = 512ull * 1024 * 1024;     ///< … beyond these
};

/// One file or container in the image.
struct ImageFile {
  std::string path;
  std::uint64_t size = 0;
  std::string sha256;  ///< lower-case hex
  std::string format;
};

/// What a header or a version file of the image states of itself.
struct ImageFact {
  std::string what;   ///< "maker", "model", "version", "build_date", "chip", "architecture", "system", "name"
  std::string value;  ///< at most 256 bytes, escaped
  std::string path;   ///< member that says it
  std::uint64_t offset = 0;
};

struct ImageReading {
  std::string format;  ///< of the input itself; "data" when it has none of its own
  std::uint64_t bytes = 0;
  std::string sha256;
  /// Bytes of the input that a structure read here accounts for, down to files of known format; padding counts. What a
  /// container holds counts by its share of the container.
  std::uint64_t explained = 0;
  std::uint64_t encrypted = 0;                        ///< encrypted, or compressed by an unknown method
  std::map<std::string, std::uint64_t> not_unpacked;  ///< format → bytes of the input: named, but no reader here
  std::map<std::string, std::uint64_t> skipped;       ///< reason → count
  std::vector<std::string> notes;                     ///< sentences with the path they are about; bounded
  std::vector<ImageFile> files;                       ///< as found; the input itself is not among them
  std::vector<ImageFact> facts;
};

/// Reads bytes as an image called `name`. Any bytes will do: a plain file is an image of one member.
ImageReading read_image(std::span<const std::byte> bytes, const std::string& name, const ImageLimits& limits,
                        const ImageMemberHandler& member);

/// The same for a file, through a map of it; holes of a sparse file are skipped. Errors: cannot be opened, no file.
model::Result<ImageReading> read_image_file(const std::string& path, const std::string& name, const ImageLimits& limits,
                                            const ImageMemberHandler& member);

}  // namespace lenscap::sources
