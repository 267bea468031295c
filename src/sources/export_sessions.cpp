#include "sources/export_sessions.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace lenscap::sources {

namespace {
using model::Nanos;
using model::nanos_per_second;

constexpr std::int32_t reordered = 1024;       // a number this far back is a datagram that came late
constexpr std::int64_t uptime_slack = 60'000;  // milliseconds: datagrams that overtake one another
constexpr Nanos jump = 60 * nanos_per_second;  // more than a clock is set by when it is kept by NTP
constexpr Nanos wrong_clock = 3600 * nanos_per_second;

std::int32_t ahead(std::uint32_t number, std::uint32_t of) { return static_cast<std::int32_t>(number - of); }

std::string name_of(const ExportHead& head) {
  return fmt::format("exporter {} ({} {})", model::to_string(head.exporter),
                     head.version == 5   ? "engine"
                     : head.version == 9 ? "source id"
                                         : "observation domain",
                     head.domain);
}

std::int64_t seconds(Nanos time) { return time / nanos_per_second; }
}  // namespace

void ExportSessions::note(std::string text, RecordSink& sink) {
  if (notes_++ < most_notes) sink.notes.push_back(std::move(text));
  else ++sink.skipped["notes on exporters beyond the first 64"];
}

ExportSessions::Session* ExportSessions::of(const ExportHead& head, RecordSink& sink) {
  const auto at = sessions_.find(stream_of(head));
  if (at != sessions_.end()) return &at->second;
  if (sessions_.size() == most_sessions) {
    ++sink.skipped["datagrams of exporters beyond the bound (read, but without their sampling and gaps)"];
    return nullptr;
  }
  return &sessions_[stream_of(head)];
}

/// By the exporter's own clock where it tells one, else by its numbers.
bool ExportSessions::began_again(const Session& session, const ExportHead& head) const {
  if (!session.seen || session.shared) return false;
  if (head.uptime && session.uptime) {
    if (std::int64_t{*head.uptime} + uptime_slack >= *session.uptime) return false;
    // Smaller: it passed 2^32 (49.7 days) when that is what the calendar says, too.
    const auto passed = static_cast<std::uint32_t>((head.time - session.time) / 1'000'000);
    return std::abs(std::int64_t{ahead(*head.uptime, *session.uptime + passed)}) > uptime_slack;
  }
  if (!session.expected) return false;
  const std::int32_t by = ahead(head.sequence, *session.expected);
  return by < -reordered || (head.sequence == 0 && by < 0);
}

void ExportSessions::look_at_clocks(Session& session, const ExportHead& head, RecordSink& sink) {
  if (head.time != model::no_time && head.captured != model::no_time) {
    const Nanos off = head.time - head.captured;
    if (std::abs(off) > wrong_clock) {
      ++sink.skipped
            ["datagrams of exporters whose clock differs from the capture's (read; their flows stay at the exporter's "
             "time)"];
      if (!session.clock_noted)
        note(fmt::format("the clock of {} is {} s {} that of the capture at packet {}", name_of(head),
                         std::abs(seconds(off)), off < 0 ? "behind" : "ahead of", head.packet),
             sink);
      session.clock_noted = true;
    }
  }
  if (!session.seen || !head.uptime || !session.uptime || session.time == model::no_time) return;
  const Nanos passed = Nanos{ahead(*head.uptime, *session.uptime)} * 1'000'000;
  const Nanos by = head.time - session.time - passed;
  if (std::abs(by) > jump)
    note(fmt::format("the clock of {} jumped by {} s at {}", name_of(head), seconds(by), model::to_iso(head.time)),
         sink);
}

void ExportSessions::look_at_sequence(const Session& session, const ExportHead& head, const ExportCount& count,
                                      RecordSink& sink) {
  if (!session.expected || session.shared || !session.count.whole) return;
  const std::int32_t by = ahead(head.sequence, *session.expected);
  if (by == 0) return;
  // Exporters that count flows where the standard says datagrams, leave options out, or add a datagram's own first.
  const std::uint32_t since = head.sequence - session.sequence;
  for (const ExportCount* c : {&session.count, &count})
    if (since != 0 && (since == c->announced || since == c->flows || since == c->records)) return;
  if (by < 0) {
    ++sink.skipped["datagrams of exporters that came late or twice (read)"];
    return;
  }
  const char* const what = head.version == 9 ? "datagrams of exporters that the capture lacks (gaps in their numbers)"
                                             : "flow records that the capture lacks (gaps in exporters' numbers)";
  sink.skipped[what] += static_cast<std::uint64_t>(by);
}

bool ExportSessions::begin(const ExportHead& head, RecordSink& sink) {
  Session* const session = of(head, sink);
  if (session == nullptr) return false;
  bool again = began_again(*session, head);
  if (!session->shared && session->before_restart) {
    const std::int32_t by = ahead(head.sequence, *session->before_restart);
    const bool back = by >= 0 && by < reordered && (!session->expected || head.sequence != *session->expected);
    const bool newer = head.uptime && session->uptime && ahead(*head.uptime, *session->uptime) > uptime_slack;
    if (back && (again || newer || !head.uptime)) {
      session->shared = true;
      again = false;
      note(fmt::format("{} is more than one exporter, or goes back and forth: gaps and restarts are not looked for",
                       name_of(head)),
           sink);
    }
  }
  if (again) {
    ++sink.skipped["restarts of exporters (what follows is read anew)"];
    note(fmt::format("{} began again at {}", name_of(head), model::to_iso(head.time)), sink);
    session->before_restart = session->expected;
    session->expected.reset();
    session->uptime.reset();
    session->by_sampler.clear();
    session->by_interface.clear();
    session->whole = 0;
    session->began = wire::not_told;
  }
  if (!session->shared) look_at_clocks(*session, head, sink);
  return again;
}

void ExportSessions::end(const ExportHead& head, const ExportCount& count, RecordSink& sink) {
  const auto at = sessions_.find(stream_of(head));
  if (at == sessions_.end()) return;
  Session& session = at->second;
  look_at_sequence(session, head, count, sink);
  session.seen = true;
  // What comes late moves nothing back.
  if (session.expected && ahead(head.sequence, *session.expected) < 0 && !session.shared) return;
  session.time = head.time;
  session.uptime = head.uptime;
  session.sequence = head.sequence;
  session.count = count;
  session.expected = head.sequence + (head.version == 9 ? 1 : count.records);
}

model::Nanos ExportSessions::began(const ExportHead& head) const {
  const auto at = sessions_.find(stream_of(head));
  return at == sessions_.end() ? wire::not_told : at->second.began;
}

void ExportSessions::learn(const ExportHead& head, const wire::ExportedFlow& said, RecordSink& sink) {
  if (said.began != wire::not_told)
    if (Session* const session = of(head, sink)) session->began = said.began;
  if (said.sampled_one_in < 1) return;
  Session* const session = of(head, sink);
  if (session == nullptr) return;
  auto keep = [&](std::map<std::uint64_t, double>& where, std::uint64_t key) {
    if (const auto at = where.find(key); at != where.end()) {
      at->second = said.sampled_one_in;
    } else if (samplers_ < most_samplers) {
      where[key] = said.sampled_one_in;
      ++samplers_;
    } else {
      ++sink.skipped["samplers of exporters beyond the bound"];
    }
  };
  if (said.sampler) keep(session->by_sampler, *said.sampler);
  else if (said.interface_in) keep(session->by_interface, *said.interface_in);
  else session->whole = said.sampled_one_in;
}

double ExportSessions::sampled_one_in(const ExportHead& head, const wire::ExportedFlow& flow, RecordSink& sink) {
  if (flow.sampled_one_in >= 1) return flow.sampled_one_in;
  const auto found = sessions_.find(stream_of(head));
  if (found == sessions_.end()) return 1;
  const Session& session = found->second;
  if (flow.sampler && *flow.sampler != 0) {
    if (const auto at = session.by_sampler.find(*flow.sampler); at != session.by_sampler.end()) return at->second;
    if (session.whole < 1) {
      ++sink.skipped["sampled flows whose rate was not told before them (their totals are too low)"];
      return 1;
    }
    return session.whole;
  }
  if (flow.interface_in)
    if (const auto at = session.by_interface.find(*flow.interface_in); at != session.by_interface.end())
      return at->second;
  if (session.whole >= 1) return session.whole;
  if (!session.by_sampler.empty() && !flow.sampler)
    ++sink.skipped["flows that name no sampler, of exporters that have some (taken as not sampled)"];
  return 1;
}

void ExportSessions::see_direction(const ExportHead& head, std::uint8_t direction, RecordSink& sink) {
  if (direction > 1) return;
  const auto at = sessions_.find(stream_of(head));
  if (at == sessions_.end() || at->second.directions == 3) return;
  at->second.directions |= static_cast<std::uint8_t>(1 << direction);
  if (at->second.directions == 3)
    note(fmt::format("{} tells what enters and what leaves its interfaces: a flow through two of them may count twice",
                     name_of(head)),
         sink);
}

}  // namespace lenscap::sources
