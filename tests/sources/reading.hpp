// tests/sources/reading.hpp: what the tests ask of sources/: read these frames, and does every locator tell the truth.
#pragma once
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "knowledge/matcher.hpp"
#include "sources/byte_stream.hpp"
#include "sources/capture_file.hpp"
#include "sources/decoder.hpp"
#include "sources/packets.hpp"

namespace lenscap::sources::testing {

inline const knowledge::Knowledge& builtin() {
  static const knowledge::Knowledge all = [] {
    auto loaded = knowledge::load_builtin();
    return loaded ? std::move(*loaded) : knowledge::Knowledge{};
  }();
  return all;
}

/// Bytes as a file that needs no disk; gone with the value.
class MemoryFile {
 public:
  explicit MemoryFile(const Bytes& bytes) : fd_(::memfd_create("bytes", MFD_CLOEXEC)) {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = ::write(fd_, bytes.data() + done, bytes.size() - done);
      if (n <= 0) break;
      done += static_cast<std::size_t>(n);
    }
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

/// A frame as it was sent, and as much as the capture kept.
struct Kept {
  Bytes bytes;
  std::uint32_t on_wire = 0;  ///< 0: all was kept
};

/// The path of a capture through decoder and ledger, without its file.
struct Bench {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger;
  Decoder decoder{ledger};
  std::uint64_t packets = 0;

  explicit Bench(LedgerBounds bounds = {}) : ledger(matcher, bounds) { begin(); }

  void begin() {
    model::Source source;
    source.name = "capture";
    decoder.begin(ledger.add_source(std::move(source)));
    packets = 0;
  }
  void feed(const std::vector<Kept>& frames, std::uint16_t link = 1) {
    std::vector<Frame> batch;
    for (const Kept& frame : frames) {
      // An exact-size copy is what a sanitizer needs to see a read past the end.
      copies_.emplace_back(frame.bytes.begin(), frame.bytes.end());
      const auto kept = static_cast<std::uint32_t>(frame.bytes.size());
      ++packets;
      batch.push_back({copies_.back().data(), kept, std::max(kept, frame.on_wire),
                       static_cast<std::int64_t>(packets) * 1'000'000'000, packets, link});
      if (batch.size() == CaptureFile::batch_frames) flush(batch);
    }
    flush(batch);
  }
  void feed(const std::vector<Bytes>& frames, std::uint16_t link = 1) {
    std::vector<Kept> kept;
    for (const Bytes& frame : frames) kept.push_back({frame, 0});
    feed(kept, link);
  }
  std::uint64_t skipped(Skip what) { return ledger.skips()[what]; }
  model::Evidence finish(bool keep_others = true) {
    decoder.end();
    return ledger.finish(keep_others);
  }

 private:
  void flush(std::vector<Frame>& batch) {
    decoder.batch(batch);
    batch.clear();
    copies_.clear();
  }
  std::vector<std::vector<std::uint8_t>> copies_;
};

inline model::Evidence read(const std::vector<Bytes>& frames, std::uint16_t link = 1) {
  Bench bench;
  bench.feed(frames, link);
  return bench.finish();
}

/// All values of a kind, in the order of the evidence.
inline std::vector<std::string> values(const model::Evidence& evidence, std::string_view kind) {
  std::vector<std::string> all;
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == kind) all.push_back(o.value);
  return all;
}

/// The address of the host that an observation of this kind and value hangs on; "nobody" when there is none.
inline std::string whose(const model::Evidence& evidence, std::string_view kind, std::string_view value) {
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == kind && o.value == value) {
      const auto& host = evidence.hosts[o.host];
      return host.ip.family != 0 ? to_string(host.ip) : to_string(host.mac);
    }
  return "nobody";
}

inline const model::Observation* find(const model::Evidence& evidence, std::string_view kind) {
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == kind) return &o;
  return nullptr;
}

inline const model::Host* host_of(const model::Evidence& evidence, const char* address) {
  for (const auto& host : evidence.hosts)
    if (to_string(host.ip) == address) return &host;
  return nullptr;
}

/// The bytes that a locator points at.
inline Bytes bytes_at(const std::vector<Bytes>& frames, const model::Locator& locator) {
  Bytes all;
  for (const auto& span : locator.spans) {
    if (span.packet == 0 || span.packet > frames.size()) return "(no such packet)";
    const Bytes& frame = frames[span.packet - 1];
    if (span.at > frame.size() || span.length > frame.size() - span.at) return "(beyond the packet)";
    all += frame.substr(span.at, span.length);
  }
  return all;
}

/// Kinds whose words are not in the message: they say what the message is.
inline bool told_as_a_whole(std::string_view kind) {
  return kind.ends_with(".message") || kind == "sadp.frame" || kind == "rtsp.served" || kind == "dhip.method" ||
         kind == "tvt.setting";
}

/// A value that nothing had to be decoded for is the very bytes its locator points at, and stands in its excerpt.
inline void expect_true_locators(const model::Evidence& evidence, const std::vector<Bytes>& frames) {
  for (const auto& o : evidence.observations) {
    const auto& l = o.locator;
    SCOPED_TRACE(std::string(model::info(o.kind).name) + " = " + o.value);
    EXPECT_FALSE(l.spans.empty());
    EXPECT_NE(bytes_at(frames, l), "(no such packet)");
    EXPECT_NE(bytes_at(frames, l), "(beyond the packet)");
    EXPECT_LE(l.excerpt.size(), 256u);
    ASSERT_LE(std::size_t{l.mark_at} + l.mark_length, l.excerpt.size());
    if (l.decoder.empty() && !told_as_a_whole(model::info(o.kind).name)) {
      EXPECT_EQ(bytes_at(frames, l).substr(0, 256), o.value);
      EXPECT_EQ(l.excerpt.substr(l.mark_at, l.mark_length), o.value.substr(0, l.mark_length));
    }
  }
}

}  // namespace lenscap::sources::testing
