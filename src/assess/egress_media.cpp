// Does it send pictures or sound out? Never by looking at them: by how much, how fast and how long.
//
// A stream whose headers were read (RTP, RFC 3550, and makers' own) is one. Most clouds are spoken to over TLS, where
// only the volume tells: much more goes out than comes back, at a rate that a stream has. That is a pattern, so it is
// possible only; probable where the name is that of a media or relay service.
#include <algorithm>

#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Confidence;
using model::Finding;

namespace {

// A log, a registration and a firmware query stay below; a minute of the poorest picture (64 kbit/s) is above.
constexpr std::uint64_t least_volume = 400'000;  // bytes
constexpr std::uint64_t least_ratio = 4;         // out : in; a conversation of questions and answers has less
constexpr std::uint64_t least_rate = 16'000;     // bit/s: less is no stream, however long it lasts

std::uint64_t seconds(model::Nanos t) { return static_cast<std::uint64_t>(t / model::nanos_per_second); }

std::uint64_t rate(std::uint64_t bytes, model::Nanos active) {
  return static_cast<std::uint64_t>(8.0 * static_cast<double>(bytes) /
                                    static_cast<double>(std::max<std::uint64_t>(seconds(active), 1)));
}

/// The rate of its greatest stream to an inside peer: what a stream of this device is like.
std::uint64_t own_rate(const Asked& a) {
  std::uint64_t best = 0;
  for (const Peer& p : a.peers)
    if (p.side == Side::inside && p.media_out > 0) best = std::max(best, rate(p.media_out, p.active));
  return best;
}

/// GB/T 28181 cameras register by SIP with a platform whose address somebody set; what goes there was asked for.
bool set_platform(const Asked& a, const Peer& peer) {
  const bool speaks = std::any_of(a.observations.begin(), a.observations.end(),
                                  [](const auto* o) { return o->kind.starts_with("gb28181."); });
  return speaks && std::any_of(a.peers.begin(), a.peers.end(), [&](const Peer& p) {
           return p.peer == peer.peer && p.port == 5060 && !called_by_peer(p);
         });
}

}  // namespace

void ask_media(const Asked& a, Findings& out) {
  const std::uint64_t own = own_rate(a);
  for (const Peer& p : a.peers) {
    if (p.side != Side::outside || p.outcome == Outcome::name_only || housekeeping(p)) continue;
    const std::uint64_t volume = p.media_out > 0 ? p.media_out : p.bytes_out;
    const bool by_volume = p.outcome == Outcome::answered && p.bytes_out >= least_volume &&
                           p.bytes_out / least_ratio >= p.bytes_in && rate(p.bytes_out, p.active) >= least_rate;
    if (p.media_out == 0 && !by_volume) continue;
    Confidence sure = Confidence::possible;
    if (p.media_out > 0) sure = p.outcome == Outcome::answered ? Confidence::confirmed : Confidence::probable;
    else if (has_purpose(p, "media") || has_purpose(p, "relay")) sure = Confidence::probable;
    Finding f = about(a, "sends_media_out", sure, {&p}, "no_pictures_inside");
    f.attributes["told_by"] = p.media_out > 0 ? "headers" : "volume";
    if (p.media_out > 0) f.attributes["media_out"] = std::to_string(p.media_out);
    f.attributes["duration_s"] = std::to_string(seconds(p.active));
    f.attributes["rate_bps"] = std::to_string(rate(volume, p.active));
    if (own > 0) f.attributes["own_rate_bps"] = std::to_string(own);
    if (p.bytes_in > 0) f.attributes["ratio"] = std::to_string(p.bytes_out / p.bytes_in);
    if (set_platform(a, p)) {
      f.attributes["platform"] = "gb28181";
      f.attributes["refuted_by"] = "platform_not_the_owners";
    }
    out.push_back(std::move(f));
  }
}

}  // namespace lenscap::assess
