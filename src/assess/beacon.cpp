// Does it call again and again, by the clock? Told by the time between one beginning and the next: their mean is the
// period, their standard deviation by the mean is the jitter.
//
// Polling for the time is periodic by its protocol (RFC 5905 section 7.3, poll exponent) and means nothing.
#include <cmath>
#include <limits>

#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Confidence;
using model::Finding;

namespace {

constexpr std::uint32_t least = 5;     // intervals: fewer are chance
constexpr std::uint32_t many = 20;     // from here on chance is out
constexpr double most_jitter = 0.25;   // more is a habit of people, not of a clock
constexpr double least_period = 1000;  // ms: what begins faster is one busy conversation

}  // namespace

void ask_beacons(const Asked& a, Findings& out) {
  for (const Peer& p : a.peers) {
    if (p.side != Side::outside || p.outcome == Outcome::name_only || called_by_peer(p)) continue;
    if (p.port == 123 || p.port == 53 || p.intervals.count < least) continue;
    if (p.intervals.squares == std::numeric_limits<std::uint64_t>::max()) continue;  // the sum ran over: not known
    const double count = p.intervals.count, mean = static_cast<double>(p.intervals.sum_ms) / count;
    if (mean < least_period) continue;
    const double variance = static_cast<double>(p.intervals.squares) / count - mean * mean;
    const double jitter = std::sqrt(std::max(variance, 0.0)) / mean;
    if (jitter > most_jitter) continue;
    Finding f = about(a, "beacon", p.intervals.count >= many ? Confidence::probable : Confidence::possible, {&p},
                      "longer_capture");
    f.attributes["period_ms"] = std::to_string(std::llround(mean));
    f.attributes["jitter_percent"] = std::to_string(std::llround(100 * jitter));
    f.attributes["intervals"] = std::to_string(p.intervals.count);
    out.push_back(std::move(f));
  }
}

}  // namespace lenscap::assess
