#include "sources/eve_log.hpp"

#include <algorithm>
#include <charconv>

#include "sources/eve_events.hpp"
#include "wire/json_walk.hpp"
#include "wire/timestamp.hpp"

namespace lenscap::sources {

using enum wire::EveField;
using model::kind;
using model::no_time;

namespace {

/// Numbers of protocols as Suricata names them; it writes others as a number of three digits.
std::optional<std::uint8_t> protocol_of(std::string_view name) {
  constexpr std::pair<std::string_view, std::uint8_t> known[] = {
      {"TCP", 6},  {"UDP", 17}, {"ICMP", 1}, {"IPv6-ICMP", 58}, {"ICMPV6", 58}, {"ICMPv6", 58}, {"SCTP", 132},
      {"ESP", 50}, {"AH", 51},  {"GRE", 47}, {"IGMP", 2},       {"IPv6", 41},   {"IPIP", 4}};
  for (const auto& [text, number] : known)
    if (text == name) return number;
  const auto number = wire::parse_count(name);
  if (!number || *number > 255) return std::nullopt;
  return static_cast<std::uint8_t>(*number);
}

std::uint8_t hex_byte(std::string_view text) {
  std::uint8_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

std::uint64_t count_of(std::string_view text) { return wire::parse_count(text).value_or(0); }

model::Nanos time_of(std::string_view text) { return wire::parse_date_time(text).value_or(no_time); }

constexpr std::uint8_t syn = 0x02, rst = 0x04, tcp = 6, udp = 17;

/// No packet back is silence, except of who was not asked alone. Of TCP the flags of the answer say what it was; a log
/// without them says only by `state` that the connection stood.
Went went_of(const wire::EveEvent& e, const FlowRecord& r) {
  if (r.destination.multicast()) return Went::unknown;
  if (r.packets_back == 0) return r.protocol == tcp || r.protocol == udp ? Went::silent : Went::unknown;
  if (r.protocol != tcp) return Went::answered;
  const std::uint8_t back = hex_byte(e[tcp_flags_tc]);
  if (back & syn) return Went::answered;
  if (back & rst) return r.tcp_flags & syn ? Went::refused : Went::unknown;
  return back != 0 || e[flow_state] == "established" ? Went::answered : Went::unknown;
}

}  // namespace

bool EveEvents::begin(const wire::EveEvent& e) {
  source_ = model::parse_ip(e[src_ip]).value_or(model::Ip{});
  destination_ = model::parse_ip(e[dest_ip]).value_or(model::Ip{});
  source_port_ = static_cast<std::uint16_t>(std::min<std::uint64_t>(count_of(e[src_port]), UINT16_MAX));
  destination_port_ = static_cast<std::uint16_t>(std::min<std::uint64_t>(count_of(e[dest_port]), UINT16_MAX));
  source_mac_ = model::parse_mac(e[src_mac]).value_or(model::Mac{});
  destination_mac_ = model::parse_mac(e[dest_mac]).value_or(model::Mac{});
  vlan_ = static_cast<std::uint16_t>(e.vlan & 0xfff);
  return source_.family != 0 && destination_.family != 0;
}

bool EveEvents::flow(const wire::EveEvent& e, bool one_way) {
  const auto protocol = protocol_of(e[proto]);
  if (!protocol) {
    reading_.skip("flows of a protocol without a known name or number");
    return false;
  }
  const Totals totals = one_way ? Totals::netflow : Totals::flow;
  if (totals_ == Totals::none) totals_ = totals;
  if (totals_ != totals) {
    reading_.skip(one_way ? "netflow events beside flow events of the same traffic"
                          : "flow events beside netflow events of the same traffic");
    return true;
  }
  FlowRecord r;
  r.source = source_;
  r.destination = destination_;
  r.source_mac = source_mac_;
  r.destination_mac = destination_mac_;
  r.vlan = vlan_;
  r.protocol = *protocol;
  r.source_port = source_port_;
  r.destination_port = destination_port_;
  r.first = time_of(e[one_way ? netflow_start : flow_start]);
  r.last = time_of(e[one_way ? netflow_end : flow_end]);
  r.tcp_flags = hex_byte(e[one_way ? tcp_flags : tcp_flags_ts]);
  r.packets = count_of(e[one_way ? netflow_pkts : flow_pkts_toserver]);
  r.bytes = count_of(e[one_way ? netflow_bytes : flow_bytes_toserver]);
  if (!one_way) {
    r.both_ways = true;
    r.packets_back = count_of(e[flow_pkts_toclient]);
    r.bytes_back = count_of(e[flow_bytes_toclient]);
    r.source_began = r.protocol != tcp || (r.tcp_flags & syn) != 0;  // a stream that was met midway may run either way
    r.went = went_of(e, r);
  }
  reading_.flow(r);
  return true;
}

void EveEvents::tell(model::HostIndex host, model::Kind what, wire::EveField field, const wire::EveEvent& e) {
  const std::string_view raw = e[field];
  if (raw.empty()) return;
  const std::string place = "json " + std::string(wire::eve_pointer(field));
  if (raw.find('\\') == std::string_view::npos) reading_.tell(host, what, raw, raw, place);
  else reading_.tell(host, what, wire::json_unescape(raw), raw, place);
}

bool recognises_eve(std::span<const std::uint8_t> head) {
  std::string_view rest(reinterpret_cast<const char*>(head.data()), head.size());
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  for (std::size_t lines = 0; !rest.empty() && lines < 8; ++lines) {  // the first may be half of one, or garbage
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (line.starts_with('{') && line.find("\"event_type\"") != std::string_view::npos &&
        line.find("\"timestamp\"") != std::string_view::npos)
      return true;
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return false;
}

model::Result<void> read_eve(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                             const RecordSink& sink, LogFacts& facts) {
  LogReading reading(stream, std::move(head), name, sink, facts);
  EveEvents events(reading, facts.ledger);
  wire::EveScratch scratch;
  wire::EveEvent event;
  while (reading.next()) {
    const std::string_view line = reading.line().text;
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (!line.ends_with('}') || !wire::parse_eve(line, scratch, event)) {
      reading.skip(reading.line().unended ? "half a line at the end" : "lines that are no event of EVE");
      continue;
    }
    events.read(event);
  }
  return reading.finish();
}

}  // namespace lenscap::sources
