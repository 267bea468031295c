// sources/byte_stream.hpp: the bytes of an input, in order, once: from a file or standard input, unpacked when
// the first bytes say so (unpack.hpp), with the hash of what is on disk. read(2) into the caller's buffer: six times
// libpcap's rate on small packets, and flat memory (bench/README.md).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "model/error.hpp"
#include "sources/follow.hpp"
#include "sources/hash.hpp"

namespace lenscap::sources {

class ByteStream {
 public:
  /// `path` "-" is standard input. Errors: cannot open, is a directory.
  static model::Result<ByteStream> open(const std::string& path, Hashing hashing);
  /// The same for a file that is still being written: read() waits at its end until `follower` says that it has ended.
  /// Errors: no plain file; with the first read(): compressed.
  static model::Result<ByteStream> follow(const std::string& path, Hashing hashing, Follower follower);
  ~ByteStream();
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;

  /// Fills up to into.size() decompressed bytes; 0 at the end. An Error for damaged compression or a read error; what
  /// came before it stays valid.
  model::Result<std::size_t> read(std::span<std::uint8_t> into);

  const std::string& compression() const;  ///< "", "gzip", "zstd", "xz", "bzip2" or "lz4"; known after the first read
  std::uint64_t raw_bytes() const;         ///< read from disk or pipe so far
  /// Size on disk when it is a plain file without compression: lets a reader see that a length is impossible.
  std::optional<std::uint64_t> plain_size() const;
  /// Lets a follower see whether it shall go on; nothing otherwise.
  void look();
  std::string follow_note() const;  ///< how following ended; empty when nothing was followed
  /// Drains what is left (so that the hash covers the file; not when it was followed) and returns the SHA-256, or "".
  std::string finish();

 private:
  struct Impl;
  explicit ByteStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::sources
