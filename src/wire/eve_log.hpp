// wire/eve_log.hpp: one line of Suricata's EVE log: an event as JSON.
// Source: OISF/suricata@e101384e7b5c:doc/userguide/output/eve/eve-json-format.rst (fields of each type);
// doc/userguide/upgrade/8.0-dns-logging-changes (the third form of dns: "request", "response", `queries`, and a
// response whose source is the responder)
//
// A sensor's report, so words of many devices stand in one line: `src_ip` and `dest_ip` say whose. Values are given as
// they stand in the line, escapes included: what is taken as text must be unescaped (json_unescape).
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lenscap::wire {

/// A value of an event, by its JSON pointer (eve_pointer).
enum class EveField : std::uint8_t {
  timestamp,
  event_type,
  flow_id,
  src_ip,
  src_port,
  dest_ip,
  dest_port,
  proto,
  src_mac,
  dest_mac,
  flow_pkts_toserver,
  flow_pkts_toclient,
  flow_bytes_toserver,
  flow_bytes_toclient,
  flow_start,
  flow_end,
  flow_state,
  netflow_pkts,
  netflow_bytes,
  netflow_start,
  netflow_end,
  tcp_flags,
  tcp_flags_ts,
  tcp_flags_tc,
  dns_type,
  dns_rrname,
  dns_rrtype,
  dns_rdata,
  dns_rcode,
  tls_sni,
  tls_subject,
  tls_issuerdn,
  tls_ja4,
  quic_sni,
  quic_ja4,
  http_hostname,
  http_url,
  http_user_agent,
  http_method,
  http_protocol,
  http_status,
  http_length,
  http_content_type,
  http_redirect,
  http_server,
  ssh_proto_version,
  ssh_software_version,
  dhcp_type,
  dhcp_dhcp_type,
  dhcp_client_mac,
  dhcp_client_ip,
  dhcp_assigned_ip,
  dhcp_hostname,
  dhcp_vendor_class,
  mqtt_client_id,
  count_
};

/// "/dns/rrname"
std::string_view eve_pointer(EveField field) noexcept;

/// A resource record of dns.answers, or a question of dns.queries (then without rdata).
struct EveRecord {
  std::string_view rrname, rrtype, rdata;
};

/// Views alias the line.
struct EveEvent {
  std::array<std::string_view, static_cast<std::size_t>(EveField::count_)> values{};
  std::vector<EveRecord> queries;  ///< version 3
  std::vector<EveRecord> answers;  ///< of `grouped`, where the log has no `answers`: without rrname
  std::uint64_t vlan = 0;          ///< the outermost; 0 = none
  bool records_cut = false;        ///< more questions or answers than most_eve_records

  std::string_view operator[](EveField field) const { return values[static_cast<std::size_t>(field)]; }
};

inline constexpr std::size_t most_eve_records = 256;  // a DNS answer of 4096 bytes holds fewer

class JsonLine;

/// Memory for reading, used again for each line.
class EveScratch {
 public:
  EveScratch();
  ~EveScratch();
  EveScratch(EveScratch&&) noexcept;
  EveScratch& operator=(EveScratch&&) noexcept;

 private:
  friend bool parse_eve(std::string_view line, EveScratch& scratch, EveEvent& event);
  std::unique_ptr<JsonLine> json_;
};

/// Whether an event of this type tells of traffic, names or devices; of others (alert, fileinfo, stats …) only the type
/// is read.
bool eve_type_read(std::string_view type) noexcept;

/// False when the line is no JSON object, or one without event_type. Of an event of a type that is not read, what comes
/// before its type is all that is given.
bool parse_eve(std::string_view line, EveScratch& scratch, EveEvent& event);

}  // namespace lenscap::wire
