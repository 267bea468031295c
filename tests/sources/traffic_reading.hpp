// tests/sources/traffic_reading.hpp: frames at their times, and the traffic that comes of them.
#pragma once
#include <limits>

#include "sources/reading.hpp"

namespace lenscap::sources::testing {

constexpr model::Nanos second = 1'000'000'000;
/// 2023-11-14T22:00:00Z: the start of an hour.
constexpr model::Nanos ten = model::Nanos{1'699'999'200} * second;

struct Timed {
  model::Nanos time;
  Bytes bytes;
  std::uint32_t on_wire = 0;  ///< 0: its own length
};

/// A camera by its block (Dahua), which knowledge knows; a laptop, whose block it does not; and others.
inline const End camera_end = end("3c:ef:8c:00:12:34", "192.168.1.5", 40000);
inline const End laptop_end = end("00:1f:29:00:00:09", "192.168.1.9", 51000);
inline const End cloud_end = end("dc:a6:32:ce:31:63", "198.51.100.7", 443);
inline const End camera6_end = end("3c:ef:8c:00:12:34", "2001:db8:1::5", 40000);
inline const End cloud6_end = end("dc:a6:32:ce:31:63", "2001:db8:9::7", 443);

/// Captures through the decoder, one after the other, with the traffic that they show.
struct TrafficBench {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger;
  Decoder decoder;
  std::uint64_t packets = 0;
  model::Evidence evidence;

  explicit TrafficBench(bool keep_others = true, LedgerBounds bounds = {})
      : ledger(matcher, bounds),
        decoder(ledger, keep_others ? Keeping::everybody : Keeping::devices, 2),
        keep_others_(keep_others) {
    begin();
  }
  void begin() {
    decoder.begin(ledger.add_source({}));
    packets = 0;
  }
  void next_capture() {
    decoder.end();
    begin();
  }
  void feed(const std::vector<Timed>& frames) {
    std::vector<Frame> batch;
    for (const Timed& f : frames) {
      const auto kept = static_cast<std::uint32_t>(f.bytes.size());
      batch.push_back({reinterpret_cast<const std::uint8_t*>(f.bytes.data()), kept, std::max(kept, f.on_wire), f.time,
                       ++packets, 1});
      if (batch.size() == CaptureFile::batch_frames) {
        decoder.batch(batch);
        batch.clear();
      }
    }
    decoder.batch(batch);
  }
  /// As sources/inputs does it.
  model::Traffic finish() {
    decoder.end();
    ledger.decide(keep_others_);
    auto traffic = decoder.traffic().finish();
    evidence = ledger.finish(keep_others_);
    return traffic;
  }

 private:
  bool keep_others_;
};

/// What a capture shows, and whose rows are whose.
struct Seen {
  model::Traffic traffic;
  std::vector<std::string> host;  ///< its address

  /// Rows of a host toward a peer ("" = none).
  std::vector<model::Flow> rows(const char* of, const char* peer) const {
    std::vector<model::Flow> out;
    for (const model::Flow& f : traffic.flows)
      if (host.at(f.host) == of && (f.peer.family == 0 ? std::string() : to_string(f.peer)) == peer) out.push_back(f);
    return out;
  }
  /// The only one; an empty row, and a failure, when there is another number of them.
  model::Flow row(const char* of, const char* peer) const {
    const auto all = rows(of, peer);
    EXPECT_EQ(all.size(), 1u) << of << " -> " << peer;
    return all.size() == 1 ? all[0] : model::Flow{};
  }
  std::vector<model::PeerName> names(const char* of) const {
    std::vector<model::PeerName> out;
    for (const auto& n : traffic.names)
      if (host.at(n.host) == of) out.push_back(n);
    return out;
  }
};

inline Seen seen_by(TrafficBench& bench) {
  Seen seen{bench.finish(), {}};
  for (const auto& h : bench.evidence.hosts) seen.host.push_back(h.ip.family == 0 ? "" : to_string(h.ip));
  return seen;
}

inline Seen see(const std::vector<Timed>& frames, bool keep_others = true) {
  TrafficBench bench(keep_others);
  bench.feed(frames);
  return seen_by(bench);
}

/// Frames one after the other, `apart` of each other.
inline std::vector<Timed> timed(const std::vector<Bytes>& frames, model::Nanos from = ten,
                                model::Nanos apart = second) {
  std::vector<Timed> out;
  for (const Bytes& f : frames) out.push_back({from + static_cast<model::Nanos>(out.size()) * apart, f, 0});
  return out;
}

/// Attempts, answered, resets, refused by ICMP.
inline std::vector<std::uint64_t> fate(const model::Flow& f) {
  return {f.attempts, f.answered, f.resets, f.unreachable};
}
using Fate = std::vector<std::uint64_t>;

}  // namespace lenscap::sources::testing
