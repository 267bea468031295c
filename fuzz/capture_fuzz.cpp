// fuzz/capture_fuzz.cpp: any bytes as a capture file, compressed or not, all the way into evidence.
#include <sys/mman.h>
#include <unistd.h>

#include <map>

#include "evidence_checks.hpp"
#include "sources/byte_stream.hpp"
#include "sources/capture_file.hpp"
#include "sources/decoder.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t most_frames = 20'000;  // a bomb is no news after that
  const int file = ::memfd_create("capture", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  auto stream = sources::ByteStream::open("/proc/self/fd/" + std::to_string(file), sources::Hashing::none);
  ::close(file);
  if (!stream) std::abort();
  std::vector<std::uint8_t> head(24);
  const auto n = stream->read(head);
  head.resize(n ? *n : 0);
  if (!sources::CaptureFile::recognises(head)) return 0;
  auto capture = sources::CaptureFile::start(*stream, std::move(head), "capture");
  if (!capture) return 0;
  sources::Ledger ledger(fuzz::matcher());
  sources::Decoder decoder(ledger);
  decoder.begin(ledger.add_source({}));
  std::map<std::uint64_t, std::size_t> sizes;
  for (auto frames = capture->next_batch(); !frames.empty() && sizes.size() < most_frames;
       frames = capture->next_batch()) {
    for (const auto& frame : frames) sizes[frame.packet] = frame.kept;
    decoder.batch(frames);
  }
  decoder.end();
  fuzz::check(ledger.finish(true), [&](std::uint64_t packet) {
    const auto at = sizes.find(packet);
    return at == sizes.end() ? 0 : at->second;
  });
  return 0;
}
