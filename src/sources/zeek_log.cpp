#include "sources/zeek_log.hpp"

#include <algorithm>

#include "sources/zeek_conn.hpp"
#include "wire/secrets.hpp"
#include "wire/timestamp.hpp"

namespace lenscap::sources {

using enum wire::ZeekField;
using model::kind;
using model::NameFrom;
using model::no_time;
using wire::ZeekField;
using wire::ZeekLog;

namespace {

constexpr std::uint16_t netbios_port = 137, mdns_port = 5353, llmnr_port = 5355;
constexpr std::uint64_t last_as_seconds = 100'000'000'000;  // year 5138; above that a JSON log counts milliseconds

class ZeekRows {
 public:
  ZeekRows(LogReading& reading, Ledger& ledger) : reading_(reading), ledger_(ledger) {}

  wire::ZeekHeader header;

  void read(const wire::ZeekRow& row);

 private:
  void conn();
  void dns();
  void tls(model::Kind sni, NameFrom from);
  void http();
  void dhcp();
  void software();
  std::string text(ZeekField field) const { return wire::zeek_text((*row_)[field], row_->json); }
  void tell(model::HostIndex host, model::Kind what, ZeekField field) {
    if (const auto raw = (*row_)[field]; !raw.empty()) reading_.tell(host, what, text(field), raw, place(field));
  }
  std::string place(ZeekField field) const { return "field " + std::string(wire::zeek_name(field)); }
  model::Nanos time() const;
  std::uint16_t port(ZeekField field) const {
    return static_cast<std::uint16_t>(
        std::min<std::uint64_t>(wire::parse_count((*row_)[field]).value_or(0), UINT16_MAX));
  }

  LogReading& reading_;
  Ledger& ledger_;
  const wire::ZeekRow* row_ = nullptr;
  model::Ip client_, server_;
};

model::Nanos ZeekRows::time() const {
  const std::string_view raw = (*row_)[ts];
  if (const auto seconds = wire::parse_count(raw.substr(0, raw.find('.')))) {
    if (*seconds <= last_as_seconds) return wire::parse_seconds(raw).value_or(no_time);
    constexpr std::uint64_t most = INT64_MAX / 1'000'000;
    return *seconds < most ? static_cast<model::Nanos>(*seconds) * 1'000'000 : no_time;
  }
  return wire::parse_date_time(raw).value_or(no_time);
}

void ZeekRows::read(const wire::ZeekRow& row) {
  row_ = &row;
  if (row.log == ZeekLog::other) return reading_.skip("rows of logs that are not read");
  client_ = model::parse_ip(row[orig_h]).value_or(model::Ip{});
  server_ = model::parse_ip(row[resp_h]).value_or(model::Ip{});
  const bool of_pair = row.log != ZeekLog::dhcp && row.log != ZeekLog::software;
  if (of_pair && (client_.family == 0 || server_.family == 0)) return reading_.skip("rows without two addresses");
  const model::Nanos when = time();
  if (when == no_time) reading_.skip("rows without a time that can be read");
  reading_.at(when);
  switch (row.log) {
    case ZeekLog::conn:
      return conn();
    case ZeekLog::dns:
      return dns();
    case ZeekLog::ssl:
      return tls(kind("tls.sni"), NameFrom::sni);
    case ZeekLog::quic:
      return tls(kind("quic.sni"), NameFrom::quic_sni);
    case ZeekLog::http:
      return http();
    case ZeekLog::dhcp:
      return dhcp();
    case ZeekLog::ssh:
      return tell(reading_.host(server_), kind("ssh.banner"), server);
    case ZeekLog::software:
      return software();
    case ZeekLog::other:
      break;
  }
}

void ZeekRows::conn() {
  auto record = zeek_flow(*row_);
  if (!record) return reading_.skip("connections of a protocol that the log does not name");
  if ((*row_)[orig_ip_bytes].empty() && !(*row_)[orig_bytes].empty())
    reading_.skip("connections without IP bytes: their payload is counted");
  record->source = client_;
  record->destination = server_;
  record->first = time();
  const auto lasted = wire::parse_seconds((*row_)[duration]).value_or(0);
  record->last = record->first == no_time ? no_time : record->first + std::min(lasted, INT64_MAX - record->first);
  reading_.flow(*record);
}

/// A row has the question and all that answered it; answers of an address name come last, behind its aliases.
void ZeekRows::dns() {
  const std::uint16_t to = port(resp_p);
  if (to == netbios_port || to == mdns_port || to == llmnr_port)
    return reading_.skip("questions of multicast DNS, LLMNR and NetBIOS");
  tell(reading_.host(client_), kind("dns.query"), query);
  const std::string name = text(query);
  if (name.ends_with(".arpa") || name.empty()) return;
  std::string alias;
  bool any = false;
  wire::zeek_items(header, *row_, answers, [&](std::string_view item) {
    const std::string answer = wire::zeek_text(item, row_->json);
    if (const auto ip = model::parse_ip(answer)) {
      any = true;
      reading_.name(NameFrom::dns, client_, {}, name, alias, *ip, (*row_)[query]);
    } else if (as_peer_name(answer) == answer) {
      alias = answer;
    }
    return true;
  });
  if (!any) reading_.asked(client_, {}, name, (*row_)[query]);
}

void ZeekRows::tls(model::Kind sni, NameFrom from) {
  tell(reading_.host(client_), sni, server_name);
  tell(reading_.host(client_), from == NameFrom::sni ? kind("tls.ja4") : kind("quic.ja4"), ja4);
  reading_.name(from, client_, {}, text(server_name), {}, server_, (*row_)[server_name]);
  tell(reading_.host(server_), kind("tls.subject"), subject);
  tell(reading_.host(server_), kind("tls.issuer"), issuer);
}

/// A page that answers any path with 200 proves no path: only what is no page of text counts as served.
void ZeekRows::http() {
  tell(reading_.host(client_), kind("http.useragent"), user_agent);
  const std::string whole = text(host), name = whole.substr(0, whole.find(':'));
  if (!name.empty() && !model::parse_ip(name)) {
    tell(reading_.host(client_), kind("http.host"), host);
    reading_.name(NameFrom::http_host, client_, {}, name, {}, server_, (*row_)[host]);
  }
  const auto status = wire::parse_count((*row_)[status_code]).value_or(0);
  if (status < 200 || status > 299 || (*row_)[uri].empty()) return;
  if ((*row_)[resp_mime_types].find("html") != std::string_view::npos) return;
  reading_.tell(reading_.host(server_), kind("http.path"), wire::mask_credentials(text(uri)).text, (*row_)[uri],
                place(uri) + " served");
}

void ZeekRows::dhcp() {
  const auto address = model::parse_mac((*row_)[mac]);
  const auto given = model::parse_ip((*row_)[assigned_addr]);
  const auto own = model::parse_ip((*row_)[client_addr]);
  if (!address) return reading_.skip("rows of DHCP without a hardware address");
  const auto device = reading_.host(given.value_or(own.value_or(model::Ip{})), *address);
  if (device == model::no_host) return;
  bool acknowledged = (*row_)[msg_types].empty();  // Bro 2.5 logs nothing but leases
  wire::zeek_items(header, *row_, msg_types, [&](std::string_view type) { return !(acknowledged |= type == "ACK"); });
  if (given && acknowledged) ledger_.row(device).marks |= model::claimed_by_dhcp;
  tell(device, kind("dhcp.hostname"), (*row_)[host_name].empty() ? client_fqdn : host_name);
}

/// What a host runs, as it said so itself; the address stands in `host`.
void ZeekRows::software() {
  const auto ip = model::parse_ip((*row_)[host]);
  if (!ip) return reading_.skip("rows without two addresses");
  const std::string_view type = (*row_)[software_type];
  if (type == "HTTP::SERVER") tell(reading_.host(*ip), kind("http.server"), unparsed_version);
  else if (type == "HTTP::BROWSER") tell(reading_.host(*ip), kind("http.useragent"), unparsed_version);
  else if (type == "SSH::SERVER") tell(reading_.host(*ip), kind("ssh.banner"), unparsed_version);
}

bool json_record(std::string_view line) {
  if (!line.starts_with('{') || line.find("\"ts\":") == std::string_view::npos) return false;
  for (const std::string_view word :
       {"\"id.orig_h\":", "\"id_orig_h\":", "\"_path\":", "\"uids\":", "\"software_type\":"})
    if (line.find(word) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool recognises_zeek(std::span<const std::uint8_t> head) {
  std::string_view rest(reinterpret_cast<const char*>(head.data()), head.size());
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  if (rest.starts_with("#separator ") || rest.starts_with("#fields\t")) return true;
  for (std::size_t lines = 0; !rest.empty() && lines < 8; ++lines) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (json_record(line)) return true;
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return false;
}

model::Result<void> read_zeek(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                              const RecordSink& sink, LogFacts& facts) {
  LogReading reading(stream, std::move(head), name, sink, facts);
  ZeekRows rows(reading, facts.ledger);
  wire::ZeekScratch scratch;
  wire::ZeekRow row;
  while (reading.next()) {
    const std::string_view line = reading.line().text;
    if (line.empty()) continue;
    if (line[0] == '#') {
      if (!wire::read_zeek_header(line, rows.header)) reading.skip("header lines that cannot be used");
      continue;
    }
    const bool json = line[0] == '{';
    // Nothing says where a value of a table ends but the end of its line.
    const bool half = reading.line().unended && !(json && line.ends_with('}'));
    if (half || !(json ? wire::parse_zeek_json(line, scratch, row) : wire::parse_zeek_line(line, rows.header, row))) {
      reading.skip(half ? "half a line at the end" : "lines that do not fit the header, or are no JSON");
      continue;
    }
    rows.read(row);
  }
  return reading.finish();
}

}  // namespace lenscap::sources
