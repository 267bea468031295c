#include "sources/export_record.hpp"

#include <algorithm>
#include <cmath>

namespace lenscap::sources {

namespace {
using model::Nanos;
using model::nanos_per_second;

static_assert(wire::not_told == model::no_time);

constexpr Nanos after_export = 3600 * nanos_per_second;
constexpr Nanos before_export = Nanos{31} * 86'400 * nanos_per_second;
constexpr Nanos millisecond = 1'000'000, microsecond = 1'000;
constexpr std::uint64_t wrap = std::uint64_t{1} << 32;
constexpr std::uint64_t least_packet = 20, most_packet = 65'535;  // octets of an IP header, and of an IP packet

constexpr std::uint8_t dropped = 2;              // forwardingStatus (89), upper two bits
constexpr std::uint8_t created = 1, denied = 3;  // firewallEvent (233)

model::Ip ip(const std::array<std::uint8_t, 16>& octets, std::uint8_t family) {
  model::Ip out;
  out.bytes = octets;
  out.family = family;
  return out;
}

bool has_ports(std::uint8_t protocol) {  // TCP, UDP, DCCP, SCTP, UDP-Lite
  return protocol == 6 || protocol == 17 || protocol == 33 || protocol == 132 || protocol == 136;
}

std::uint64_t scaled(std::uint64_t value, double by) {
  const double out = std::round(static_cast<double>(value) * by);
  return out >= 1.8e19 ? UINT64_MAX : by == 1 ? value : static_cast<std::uint64_t>(out);
}

Nanos less(Nanos from, Nanos by) { return from - std::min(by, before_export * 2); }

/// A point of the exporter's uptime on the calendar: as far before the export as it is before the uptime then, of which
/// IPFIX tells only when it began. Right across the end of the 32 bits, too.
Nanos on_calendar(const ExportHead& head, Nanos began, std::uint32_t uptime) {
  std::uint32_t then = head.uptime.value_or(0);
  if (!head.uptime) {
    if (began == wire::not_told || began < 0) return model::no_time;
    then = static_cast<std::uint32_t>((head.time - began) / millisecond);
  }
  return head.time - Nanos{static_cast<std::int32_t>(then - uptime)} * millisecond;
}

void place(const ExportHead& head, const wire::ExportedFlow& flow, Nanos began, FlowCounts& out, RecordSink& sink) {
  Nanos first = flow.first, last = flow.last;
  if (first == model::no_time && flow.uptime_first) first = on_calendar(head, began, *flow.uptime_first);
  if (last == model::no_time && flow.uptime_last) last = on_calendar(head, began, *flow.uptime_last);
  if (head.time != model::no_time) {
    if (first == model::no_time && flow.before_first) first = head.time - Nanos{*flow.before_first} * microsecond;
    if (last == model::no_time && flow.before_last) last = head.time - Nanos{*flow.before_last} * microsecond;
  }
  if (first == model::no_time && last == model::no_time) last = flow.observed;
  if (first == model::no_time && last == model::no_time) {
    last = head.time;
    if (last != model::no_time) ++sink.skipped["flows that tell no time (placed when they were exported)"];
    Nanos lasted = 0;
    if (flow.uptime_first && flow.uptime_last)
      lasted = Nanos{std::max(0, static_cast<std::int32_t>(*flow.uptime_last - *flow.uptime_first))} * millisecond;
    if (last != model::no_time) first = less(last, lasted);
  }
  if (first == model::no_time && last != model::no_time) first = flow.duration ? less(last, *flow.duration) : last;
  if (last == model::no_time && first != model::no_time)
    last = flow.duration && *flow.duration < before_export && first < INT64_MAX - before_export ? first + *flow.duration
                                                                                                : first;
  const Nanos sent = head.time;
  if (sent != model::no_time && first != model::no_time) {
    auto possible = [&](Nanos t) { return t <= sent + after_export && t >= sent - before_export; };
    if (!possible(first) || !possible(last)) {
      ++sink.skipped["flows whose times cannot be (placed when they were exported)"];
      last = possible(last) ? last : sent;
      first = possible(first) ? first : last;
    }
  }
  out.first = std::min(first, last);
  out.last = std::max(first, last);
}

/// A flow of so many packets cannot have so few bytes: a counter of four octets passed its end, as often as it must
/// have.
std::uint64_t unwrapped(const wire::Counter& bytes, std::uint64_t packets, RecordSink& sink) {
  if (bytes.octets != 4 || packets < wrap / most_packet || bytes.value >= packets * least_packet) return bytes.value;
  ++sink.skipped["32-bit byte counters that passed their end (the least that is possible was added)"];
  return bytes.value + (packets * least_packet - bytes.value + wrap - 1) / wrap * wrap;
}

/// Something came back: a reset alone is a refusal (RFC 9293 section 3.5.2).
Went answer(const wire::ExportedFlow& flow, bool turned) {
  constexpr std::uint8_t syn = 0x02, reset = 0x04;
  const std::uint8_t flags = turned ? flow.tcp_flags : flow.tcp_flags_back;
  return flow.protocol == 6 && (flags & (syn | reset)) == reset ? Went::refused : Went::answered;
}

struct Way {
  std::uint64_t packets = 0, bytes = 0;
  bool told = false;
};

/// Since the last report, else running on, else behind the exporter.
Way counted(const wire::Counted& way, std::uint64_t packets_added, std::uint64_t bytes_added, RecordSink& sink) {
  Way out;
  out.packets = way.packets ? way.packets.value : way.packets_total ? packets_added : way.packets_after.value;
  if (way.bytes) out.bytes = unwrapped(way.bytes, out.packets, sink);
  else out.bytes = way.bytes_total ? bytes_added : unwrapped(way.bytes_after, out.packets, sink);
  out.told = way.packets || way.bytes || way.packets_total || way.bytes_total || way.packets_after || way.bytes_after;
  return out;
}

}  // namespace

std::optional<FlowRecord> flow_record(const wire::ExportedFlow& flow, const FlowCounts& counts, std::uint64_t row,
                                      RecordSink& sink) {
  if (flow.source_family == 0 || flow.source_family != flow.destination_family) {
    ++sink.skipped["flow records without addresses"];
    return {};
  }
  const bool refused = flow.firewall_event == denied || flow.forwarding >> 6 == dropped;
  const bool nothing = counts.packets == 0 && counts.bytes == 0 && counts.packets_back == 0 && counts.bytes_back == 0;
  if (nothing && flow.firewall_event != denied) {
    ++sink.skipped[flow.firewall_event == created
                       ? "firewall events that a connection began (its later ones are counted)"
                       : "flow records that count no packet"];
    return {};
  }
  FlowRecord out;
  out.source = ip(flow.source, flow.source_family);
  out.destination = ip(flow.destination, flow.destination_family);
  out.source_mac = {flow.source_mac};
  // A router that tells both was itself the first receiver: behind it is the host that the flow went to.
  out.destination_mac = {flow.mac_after != 0 ? flow.mac_after : flow.destination_mac};
  out.vlan = flow.vlan;
  out.protocol = flow.protocol;
  if (has_ports(flow.protocol)) {
    out.source_port = flow.source_port;
    out.destination_port = flow.destination_port;
  }
  if (flow.protocol == 6) out.tcp_flags = flow.tcp_flags;
  out.both_ways = counts.told_back;
  out.source_began = flow.sessions || flow.firewall_event != 0 || flow.biflow_direction == 1;
  out.first = counts.first;
  out.last = counts.last;
  const double by = std::clamp(counts.sampled_one_in, 1.0, double{UINT32_MAX});
  out.sampling = static_cast<std::uint32_t>(std::lround(by));
  out.packets = scaled(counts.packets, by);
  out.bytes = scaled(counts.bytes, by);
  out.packets_back = scaled(counts.packets_back, by);
  out.bytes_back = scaled(counts.bytes_back, by);
  out.row = row;
  const bool turned = flow.biflow_direction == 2 && out.both_ways;
  if (turned) {  // the destination began: said from its side
    std::swap(out.source, out.destination);
    std::swap(out.source_mac, out.destination_mac);
    std::swap(out.source_port, out.destination_port);
    std::swap(out.packets, out.packets_back);
    std::swap(out.bytes, out.bytes_back);
    if (flow.protocol == 6) out.tcp_flags = flow.tcp_flags_back;
    out.source_began = true;
  }
  if (refused) out.went = Went::refused;
  else if (out.both_ways && out.packets_back + out.bytes_back != 0) out.went = answer(flow, turned);
  return out;
}

std::optional<FlowRecord> exported_record(const ExportHead& head, const wire::ExportedFlow& flow,
                                          ExportSessions& sessions, ExportTotals& totals, RecordSink& sink) {
  FlowCounts counts;
  const bool running = (!flow.out.bytes && flow.out.bytes_total) || (!flow.out.packets && flow.out.packets_total) ||
                       (!flow.back.bytes && flow.back.bytes_total) || (!flow.back.packets && flow.back.packets_total);
  std::array<std::uint64_t, 4> added{};
  if (running) added = totals.added(head, flow, sink);
  const Way out = counted(flow.out, added[1], added[0], sink), back = counted(flow.back, added[3], added[2], sink);
  counts.packets = out.packets;
  counts.bytes = out.bytes;
  counts.packets_back = back.packets;
  counts.bytes_back = back.bytes;
  counts.told_back = back.told;
  place(head, flow, flow.began != wire::not_told ? flow.began : sessions.began(head), counts, sink);
  counts.sampled_one_in = sessions.sampled_one_in(head, flow, sink);
  if (flow.direction) sessions.see_direction(head, *flow.direction, sink);
  return flow_record(flow, counts, head.packet, sink);
}

}  // namespace lenscap::sources
