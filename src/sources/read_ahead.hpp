// sources/read_ahead.hpp: a capture read, and the headers of its packets looked at, on a thread of their own, a few
// blocks ahead of the thread that handles them. Blocks come in the order of the file, so the answer is the same as
// without.
//
// On small packets reading, decompressing and headers cost about as much as hashing on a third thread saves: with both
// beside it, the handling thread does nothing else (bench/README.md).
#pragma once
#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sources/packet.hpp"

namespace lenscap::sources {

/// Frames of one block of the input, with what was learnt of each.
struct Chunk {
  std::vector<std::uint8_t> block;  ///< that the frames lie in
  std::vector<Frame> frames;
  std::vector<Packet> packets;  ///< one a frame
  Skips skips;                  ///< counted while preparing them
  std::uint64_t raw_bytes = 0;  ///< of the input, read so far
};

class ReadAhead {
 public:
  /// All three must outlive this object, and nobody else may use the first two while it lives.
  ReadAhead(CaptureFile& file, const ByteStream& stream, const Ledger& ledger);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next chunk; null at the end, after which the file may be asked again. Good until the next call. Throws what
  /// reading threw.
  const Chunk* next();

 private:
  static constexpr std::size_t ring_chunks = 6;         // a few MiB; the slower thread is never waited for long
  static constexpr std::size_t most_frames = 1u << 14;  // more than a block of shortest frames holds

  void run();
  bool fill(Chunk& chunk);
  void stop();

  CaptureFile& file_;
  const ByteStream& stream_;
  const Ledger& ledger_;
  // Chunks [taken_, given_) of the ring are full; the one at taken_ - 1 is in use by the caller of next().
  std::array<Chunk, ring_chunks> ring_;
  std::size_t given_ = 0, taken_ = 0;
  bool ended_ = false, stopped_ = false;
  std::exception_ptr failure_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::thread reader_;
};

}  // namespace lenscap::sources
