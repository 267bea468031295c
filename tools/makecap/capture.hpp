// makecap/capture.hpp: frames in time order, and the two file formats they are written in.
// pcapng: draft-ietf-opsawg-pcapng (section header, interface description, enhanced packet blocks), little-endian.
// pcap: draft-ietf-opsawg-pcap, microseconds, little-endian, streamed to disk through one block.
#pragma once
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

struct Frame {
  std::uint64_t time;  ///< nanoseconds since 1970
  Bytes bytes;
};

/// All frames of a scenario; kept in memory because conversations overlap in time.
using Timeline = std::vector<Frame>;

/// A pcapng file of `timeline`, sorted by time (frames of one instant keep their order). `digits` is 6 (µs) or 9 (ns).
Bytes pcapng_of(Timeline timeline, const std::string& interface, const std::string& comment, int digits);

void write_file(const std::string& path, const Bytes& bytes);

/// A pcap file written as it is made; memory stays flat whatever its size.
class PcapStream {
 public:
  explicit PcapStream(const std::string& path);
  /// Room for one frame: append its octets to the result, then call end_frame().
  Bytes& begin_frame(std::uint64_t time_ns);
  void end_frame();
  void close();
  std::uint64_t packets() const { return packets_; }
  std::uint64_t bytes() const { return bytes_; }  ///< of the file, headers included

 private:
  void flush();
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string path_;
  Bytes block_;
  std::size_t record_ = 0;
  std::uint64_t packets_ = 0, bytes_ = 0;
};

}  // namespace makecap
