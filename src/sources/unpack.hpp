// sources/unpack.hpp: compressed inputs, told by their first bytes: gzip, zstd, xz, bzip2, lz4 (frames).
//
// One after another is one input, as parallel compressors and `cat` write them. Memory is bounded by what each format's
// own tool needs at its highest usual level. Source: RFC 1952 (members, 2.2), RFC 8878 (frames), xz-file-format 1.1.0
// (streams, padding), the bzip2 manual, lz4_Frame_format.md.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace lenscap::sources {

/// Takes compressed bytes, gives what they hold.
class Unpacker {
 public:
  struct Step {
    std::size_t used = 0, made = 0;  ///< bytes of input and output
    bool complete = false;           ///< all that began has ended: the input may end here
    std::string damage;              ///< why nothing more will come; empty while all is well
  };
  virtual ~Unpacker() = default;
  /// `last`: the input ends with `in`, which may then be empty.
  virtual Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool last) = 0;
};

struct Compression {
  std::string name;                    ///< "gzip", "zstd", "xz", "bzip2", "lz4"; "" when it is none of these
  std::unique_ptr<Unpacker> unpacker;  ///< null: plain, or no memory for it
};

/// Bytes that `recognise_compression` looks at.
inline constexpr std::size_t compression_head = 10;
Compression recognise_compression(std::span<const std::uint8_t> head);

}  // namespace lenscap::sources
