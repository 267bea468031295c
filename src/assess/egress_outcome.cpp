// What became of it: stopped, through, or only asked about; and what silence is worth.
#include <algorithm>

#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Confidence;
using model::Finding;
using model::Nanos;

namespace {

constexpr std::uint8_t udp = 17;

/// The time that a device was within sight: its own first and last, widened to the captures that saw it (a silent
/// device was watched for as long as the capture ran).
struct Watch {
  Nanos from = model::no_time, until = model::no_time;
  std::set<model::SourceIndex> sources;
};

Watch watch_of(const Asked& a) {
  Watch w;
  const auto widen = [&](Nanos from, Nanos until) {
    if (from != model::no_time) w.from = w.from == model::no_time ? from : std::min(w.from, from);
    w.until = std::max(w.until, until);
  };
  widen(a.from, a.until);
  for (const auto* o : a.observations) w.sources.insert(o->locator.source);
  for (const Peer& p : a.peers) {
    w.sources.insert(p.source);
    widen(p.first, p.last);
  }
  // Of a device that only its frames show, no row says in which capture: any that ran meanwhile.
  if (w.sources.empty() && a.from != model::no_time)
    for (std::size_t s = 0; s < a.c.sources.size(); ++s)
      if (a.c.sources[s].first <= a.until && a.c.sources[s].last >= a.from)
        w.sources.insert(static_cast<model::SourceIndex>(s));
  for (const auto s : w.sources)
    if (s < a.c.sources.size() && a.c.sources[s].form == model::SourceForm::capture)
      widen(a.c.sources[s].first, a.c.sources[s].last);
  return w;
}

}  // namespace

void ask_outcomes(const Asked& a, Findings& out) {
  Peers stopped, through, asked, spoken_through;
  bool all_refused = true, only_datagrams = true;
  for (const Peer& p : a.peers) {
    if (p.side != Side::outside || called_by_peer(p)) continue;
    if (p.outcome == Outcome::name_only) asked.push_back(&p);
    else if (p.outcome == Outcome::answered) (housekeeping(p) ? through : spoken_through).push_back(&p);
    else if (p.attempts > 0 || (p.packets_out > 0 && p.outcome == Outcome::refused)) {
      stopped.push_back(&p);
      all_refused &= p.outcome == Outcome::refused;
      only_datagrams &= p.outcome == Outcome::silent && p.protocol == udp;
    }
  }
  if (!stopped.empty()) {
    // A refusal was seen to come back. Silence may be a mirror that shows one direction only; and datagrams may well
    // have arrived where nobody answers them.
    const Confidence sure = all_refused      ? Confidence::confirmed
                            : only_datagrams ? Confidence::possible
                                             : Confidence::probable;
    Finding f = about(a, "tries_and_is_stopped", sure, stopped, "answer_elsewhere");
    std::uint64_t refused = 0;
    for (const Peer* p : stopped) refused += p->outcome == Outcome::refused ? p->attempts : 0;
    f.attributes["refused_attempts"] = std::to_string(refused);
    out.push_back(std::move(f));
  }
  // Time, names and echoes carry nothing of the owner: told, but apart from the rest.
  if (!spoken_through.empty()) {
    Finding f = about(a, "gets_through", Confidence::confirmed, spoken_through, "answered_on_the_way");
    if (!through.empty()) f.attributes["housekeeping"] = std::to_string(through.size());
    out.push_back(std::move(f));
  } else if (!through.empty()) {
    Finding f = about(a, "gets_through", Confidence::confirmed, through, "answered_on_the_way");
    f.attributes["only"] = "housekeeping";
    out.push_back(std::move(f));
  }
  if (!asked.empty()) {
    Finding f = about(a, "looks_up_only", Confidence::probable, asked, "traffic_elsewhere");
    const auto sinkholed = std::count_if(asked.begin(), asked.end(), [](const Peer* p) { return p->sinkholed; });
    if (sinkholed > 0) f.attributes["sinkholed"] = std::to_string(sinkholed);
    out.push_back(std::move(f));
  }
}

void ask_silence(const Asked& a, Findings& out) {
  if (std::any_of(a.peers.begin(), a.peers.end(), [](const Peer& p) {
        return p.side == Side::outside && (p.packets_out > 0 || p.outcome == Outcome::name_only);
      }))
    return;
  const Watch w = watch_of(a);
  const bool captured = std::any_of(w.sources.begin(), w.sources.end(), [&](auto s) {
    return s < a.c.sources.size() && a.c.sources[s].form == model::SourceForm::capture;
  });
  if (!captured) return;  // known from documents alone: nobody watched
  const bool routed = a.attribution != nullptr && a.attribution->value == "behind_router";
  const bool seen = routed || a.around.others_outside || std::any_of(w.sources.begin(), w.sources.end(), [&](auto s) {
                      return a.around.outside_seen.contains(s);
                    });
  Finding f = about(a, "nothing_seen", seen ? Confidence::probable : Confidence::possible, {},
                    seen ? "longer_capture" : "capture_at_gateway");
  f.attributes["gateway"] = seen ? "seen" : "not_seen";
  if (w.from != model::no_time && w.until >= w.from) {
    f.attributes["watched_from"] = model::to_iso(w.from);
    f.attributes["watched_until"] = model::to_iso(w.until);
    f.attributes["watched_s"] = std::to_string((w.until - w.from) / model::nanos_per_second);
  }
  out.push_back(std::move(f));
}

}  // namespace lenscap::assess
