// fuzz/frames_fuzz.cpp: any bytes as the payload of one conversation, so that reassembly and all readers are reached.
//
// The first byte chooses the service port. Then, again and again: a byte of choices, a 16-bit length, and so many bytes
// of payload.
#include <array>
#include <vector>

#include "../tests/sources/packets.hpp"
#include "evidence_checks.hpp"
#include "sources/decoder.hpp"

using namespace lenscap;
using namespace lenscap::sources::testing;

namespace {

constexpr std::array<std::uint16_t, 16> services = {80,    554,   443,   53,    5353, 1900, 3702, 37020,
                                                    37810, 37777, 34567, 34569, 5050, 9000, 67,   32108};
constexpr std::size_t most_frames = 4000;

enum Choice : std::uint8_t {
  from_server = 1,
  datagrams = 2,
  opens = 4,
  closes = 8,
  resets = 12,
  skips = 16,
  repeats = 32,
  cut = 64,
  backwards = 128
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
  const End server = end("3c:ef:8c:00:12:34", "10.0.0.5", services[data[0] % services.size()]);
  Conversation talk(client, server, 0xffffff00, 0x7fffff00);  // both sides soon wrap
  std::vector<std::pair<Bytes, std::uint32_t>> sent;
  for (std::size_t at = 1; at + 3 <= size && sent.size() < most_frames;) {
    const std::uint8_t choice = data[at];
    const std::size_t length = std::min<std::size_t>(std::size_t{data[at + 1]} << 8 | data[at + 2], size - at - 3);
    const Bytes payload(reinterpret_cast<const char*>(data) + at + 3, length);
    at += 3 + length;
    const int side = choice & from_server ? 1 : 0;
    if (choice & datagrams) {
      sent.emplace_back(side ? datagram(server, client, payload) : datagram(client, server, payload), 0);
      continue;
    }
    const std::uint8_t ending = choice & resets;
    const std::uint8_t flags = ending == opens    ? (side ? syn | ack : syn)
                               : ending == closes ? fin | ack
                               : ending == resets ? rst
                                                  : ack;
    if (choice & skips) talk.advance(side, 700);
    Bytes frame = talk.piece(side, choice & backwards ? -static_cast<std::int64_t>(length / 2) : 0, payload, flags);
    const auto whole = static_cast<std::uint32_t>(frame.size());
    if (choice & cut) frame.resize(frame.size() - length / 2);
    sent.emplace_back(std::move(frame), whole);
    if (!(choice & repeats)) talk.advance(side, length + (ending == opens || ending == closes ? 1 : 0));
  }
  sources::Ledger ledger(fuzz::matcher());
  sources::Decoder decoder(ledger);
  decoder.begin(ledger.add_source({}));
  std::vector<std::vector<std::uint8_t>> exact;  // so that a sanitizer sees a read of one byte past the end
  std::vector<sources::Frame> batch;
  exact.reserve(sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    exact.emplace_back(sent[i].first.begin(), sent[i].first.end());
    const auto kept = static_cast<std::uint32_t>(exact.back().size());
    batch.push_back(
        {exact.back().data(), kept, std::max(kept, sent[i].second), static_cast<std::int64_t>(i), i + 1, 1});
    if (batch.size() == sources::CaptureFile::batch_frames || i + 1 == sent.size()) {
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
