#include "sources/zeek_conn.hpp"

#include <algorithm>

#include "wire/timestamp.hpp"

namespace lenscap::sources {

using enum wire::ZeekField;

namespace {

constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmp6 = 58;

std::optional<std::uint8_t> column_protocol(const wire::ZeekRow& row) {
  if (row[proto] == "tcp") return tcp;
  if (row[proto] == "udp") return udp;
  const auto number = wire::parse_count(row[ip_proto]);
  if (number && *number <= 255) return static_cast<std::uint8_t>(*number);
  if (row[proto] == "icmp") return row[orig_h].find(':') == std::string_view::npos ? icmp : icmp6;
  return std::nullopt;
}

std::uint64_t count_in(std::string_view text) { return wire::parse_count(text).value_or(0); }
bool holds(std::string_view history, std::string_view letters) {
  return history.find_first_of(letters) != std::string_view::npos;
}

/// REJ: a reset answered the SYN. S1 to S3, SF, RSTO, RSTR: it stood. SHR and RSTRH: a SYN+ACK was seen, so the
/// responder answered, unless its reset alone was. S0, RSTOS0, SH: nothing came back; but an originator that goes on
/// after its SYN was answered where the sensor did not look. OTH: met midway.
Went tcp_went(std::string_view state, std::string_view history, bool came_back) {
  if (state == "REJ") return Went::refused;
  if (state == "S1" || state == "S2" || state == "S3" || state == "SF" || state == "RSTO" || state == "RSTR")
    return Went::answered;
  if (state == "SHR") return Went::answered;
  if (state == "RSTRH") return history.empty() || holds(history, "hadf") ? Went::answered : Went::unknown;
  if (state == "S0" || state == "RSTOS0" || state == "SH")
    return came_back || holds(history, "AD") ? Went::unknown : Went::silent;
  return came_back && !history.empty() && holds(history, "hadf") ? Went::answered : Went::unknown;
}

/// Of UDP the state says who was seen: SF both, S0 the originator, SHR the responder. Of ICMP it says nothing.
Went other_went(std::string_view state, bool came_back) {
  if (state == "SF" || came_back) return Went::answered;
  return state == "S0" ? Went::silent : Went::unknown;
}

/// Whether the originator is the one that began: for TCP a handshake must have been seen, be it the answer to it.
bool began(std::uint8_t protocol, std::string_view state, std::string_view history) {
  if (protocol != tcp) return state != "SHR";
  if (!history.empty()) return holds(history, "Sh");
  return !state.empty() && state != "OTH";
}

std::uint8_t flags_of(std::string_view history) {
  std::uint8_t flags = 0;
  for (char letter : history)
    flags = static_cast<std::uint8_t>(flags | (letter == 'S'                    ? 0x02
                                               : letter == 'H'                  ? 0x12
                                               : letter == 'A' || letter == 'D' ? 0x10
                                               : letter == 'F'                  ? 0x01
                                               : letter == 'R'                  ? 0x04
                                                                                : 0));
  return flags;
}

}  // namespace

std::optional<FlowRecord> zeek_flow(const wire::ZeekRow& row) {
  const auto protocol = column_protocol(row);
  if (!protocol) return std::nullopt;
  FlowRecord r;
  r.protocol = *protocol;
  r.both_ways = true;
  if (*protocol != icmp && *protocol != icmp6) {  // there "ports" are type and code
    r.source_port = static_cast<std::uint16_t>(std::min<std::uint64_t>(count_in(row[orig_p]), UINT16_MAX));
    r.destination_port = static_cast<std::uint16_t>(std::min<std::uint64_t>(count_in(row[resp_p]), UINT16_MAX));
  }
  r.source_mac = model::parse_mac(row[orig_l2_addr]).value_or(model::Mac{});
  r.destination_mac = model::parse_mac(row[resp_l2_addr]).value_or(model::Mac{});
  r.vlan = static_cast<std::uint16_t>(count_in(row[vlan]) & 0xfff);
  r.packets = count_in(row[orig_pkts]);
  r.packets_back = count_in(row[resp_pkts]);
  r.bytes = count_in(row[row[orig_ip_bytes].empty() ? orig_bytes : orig_ip_bytes]);
  r.bytes_back = count_in(row[row[resp_ip_bytes].empty() ? resp_bytes : resp_ip_bytes]);
  const bool came_back = r.packets_back != 0 || r.bytes_back != 0;
  r.source_began = began(*protocol, row[conn_state], row[history]);
  if (*protocol == tcp) {
    r.tcp_flags = flags_of(row[history]);
    r.went = tcp_went(row[conn_state], row[history], came_back);
  } else {
    r.went = other_went(row[conn_state], came_back);
  }
  return r;
}

}  // namespace lenscap::sources
