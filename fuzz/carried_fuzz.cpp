// fuzz/carried_fuzz.cpp: any bytes as frames of any link type, so that every carrier is peeled in every other.
//
// The first byte chooses the link type; then, again and again, a 16-bit length and so many bytes of frame.
#include <array>
#include <vector>

#include "evidence_checks.hpp"
#include "sources/decoder.hpp"
#include "sources/peel.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::uint16_t, 8> links = {1, 1, 105, 127, 119, 163, 101, 276};
  constexpr std::size_t most_frames = 256;
  if (size < 1) return 0;
  const std::uint16_t link = links[data[0] % links.size()];
  std::vector<std::vector<std::uint8_t>> exact;  // so that a sanitizer sees a read of one byte past the end
  for (std::size_t at = 1; at + 2 <= size && exact.size() < most_frames;) {
    const std::size_t length = std::min<std::size_t>(std::size_t{data[at]} << 8 | data[at + 1], size - at - 2);
    exact.emplace_back(data + at + 2, data + at + 2 + length);
    at += 2 + length;
  }
  sources::Ledger ledger(fuzz::matcher());
  sources::Decoder decoder(ledger);
  decoder.begin(ledger.add_source({}));
  std::vector<sources::Frame> batch;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    const auto kept = static_cast<std::uint32_t>(exact[i].size());
    batch.push_back({exact[i].data(), kept, kept, static_cast<std::int64_t>(i), i + 1, link});
    if (batch.size() == sources::CaptureFile::batch_frames || i + 1 == exact.size()) {
      decoder.batch(batch);
      batch.clear();
    }
  }
  decoder.end();
  fuzz::check(ledger.finish(true), [&](std::uint64_t packet) {
    return packet == 0 || packet > exact.size() ? 0 : exact[packet - 1].size();
  });
  return 0;
}
