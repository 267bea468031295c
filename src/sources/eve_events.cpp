#include "sources/eve_events.hpp"

#include <algorithm>
#include <array>

#include "wire/json_walk.hpp"
#include "wire/secrets.hpp"
#include "wire/timestamp.hpp"
#include "wire/url.hpp"

namespace lenscap::sources {

using enum wire::EveField;
using model::kind;
using model::NameFrom;

namespace {

constexpr std::uint16_t eve_dns_port = 53;
constexpr std::size_t most_open = 4096;  // dialogues of RTSP, or aliases of version 1, waiting for what belongs to them
constexpr std::size_t longest_chain = 16;

std::string unescaped(std::string_view raw) { return wire::json_unescape(raw); }

bool reverse(std::string_view name) { return name.ends_with(".arpa") || name.ends_with(".arpa."); }

bool is_address(const wire::EveRecord& record) {
  return (record.rrtype == "A" || record.rrtype == "AAAA") && model::parse_ip(record.rdata).has_value();
}

/// "OU=Domain Control Validated, CN=www.myedimax.com" → the name; a wildcard names no host.
std::string_view subject_name(std::string_view subject) {
  const std::size_t at = subject.find("CN=");
  if (at == std::string_view::npos || (at != 0 && subject[at - 1] != ' ' && subject[at - 1] != ',')) return {};
  const std::string_view name = subject.substr(at + 3);
  const auto end = name.substr(0, name.find(','));
  return end.find_first_of("* ") == std::string_view::npos ? end : std::string_view();
}

/// A page that answers any path with 200 must not prove that path.
bool proves_path(const wire::EveEvent& e) {
  const auto status = wire::parse_count(e[http_status]).value_or(0);
  if (status < 200 || status > 299) return false;
  if (e[http_content_type].find("html") == std::string_view::npos) return true;
  const auto path = e[http_url].substr(0, e[http_url].find('?'));
  constexpr std::array<std::string_view, 5> pages = {".asp", ".htm", ".html", ".cgi", ".php"};
  return std::any_of(pages.begin(), pages.end(), [&](std::string_view end) { return path.ends_with(end); });
}

std::string path_of(std::string_view url) {
  const std::string text = unescaped(url);
  std::string_view target = text;
  if (const auto whole = wire::parse_url(target)) target = whole->path_and_query.empty() ? "/" : whole->path_and_query;
  return wire::mask_credentials(target).text;
}

}  // namespace

void EveEvents::read(const wire::EveEvent& e) {
  const std::string_view type = e[event_type];
  if (!wire::eve_type_read(type)) return reading_.skip("events of types that are not read (alert, fileinfo, stats …)");
  const auto time = wire::parse_date_time(e[timestamp]);
  if (!begin(e)) return reading_.skip("events without two addresses");
  if (!time) reading_.skip("events without a time that can be read");
  reading_.at(time.value_or(model::no_time));
  if (e.records_cut) reading_.skip("questions and answers of DNS beyond the bound of one event");
  if (type == "flow") flow(e, false);
  else if (type == "netflow") flow(e, true);
  else if (type == "dns") dns(e);
  else if (type == "tls") tls(e);
  else if (type == "http") http(e);
  else if (type == "dhcp") dhcp(e);
  else if (type == "mqtt") tell(source(), kind("mqtt.clientid"), mqtt_client_id, e);
  else if (type == "quic") {
    tell(source(), kind("quic.sni"), quic_sni, e);
    tell(source(), kind("quic.ja4"), quic_ja4, e);
    reading_.name(NameFrom::quic_sni, source_, source_mac_, unescaped(e[quic_sni]), {}, destination_, e[quic_sni]);
  } else if (type == "ssh" && !e[ssh_software_version].empty()) {
    const std::string banner = "SSH-" + unescaped(e[ssh_proto_version]) + "-" + unescaped(e[ssh_software_version]);
    reading_.tell(destination(), kind("ssh.banner"), banner, e[ssh_software_version], "json /ssh/server");
  }
}

/// Versions 1 and 2 give the client as source of both; version 3 gives the responder as source of its response.
void EveEvents::dns(const wire::EveEvent& e) {
  if (source_port_ != eve_dns_port && destination_port_ != eve_dns_port &&
      source_.multicast() + destination_.multicast() != 0)
    return reading_.skip("questions of multicast DNS and LLMNR");
  const bool response = e[dns_type] == "response", turned = response && destination_port_ != eve_dns_port;
  const model::Ip client = turned ? destination_ : source_;
  const model::Mac mac = turned ? destination_mac_ : source_mac_;
  if (e[dns_type] == "answer" || response) {
    if (e[dns_rdata].empty()) return dns_answer(e, client, mac);
    return dns_answer_apart(e, client, mac);
  }
  const auto ask = [&](std::string_view raw, std::string_view place) {
    const std::string name = unescaped(raw);
    reading_.tell(reading_.host(client, mac, vlan_), kind("dns.query"), name, raw, place);
    if (!reverse(name)) reading_.asked(client, mac, name, raw);
  };
  for (const auto& query : e.queries) ask(query.rrname, "json /dns/queries/rrname");
  if (e.queries.empty()) ask(e[dns_rrname], "json /dns/rrname");
}

/// All records of a response. Of records about names that the question does not lead to nothing is told.
void EveEvents::dns_answer(const wire::EveEvent& e, const model::Ip& client, model::Mac mac) {
  const std::string_view raw = e[dns_rrname].empty() && !e.queries.empty() ? e.queries[0].rrname : e[dns_rrname];
  const std::string asked = unescaped(raw);
  reading_.tell(reading_.host(client, mac, vlan_), kind("dns.query"), asked, raw,
                e[dns_rrname].empty() ? "json /dns/queries/rrname" : "json /dns/rrname");
  if (reverse(asked)) return;
  std::vector<std::string> chain = {as_peer_name(asked)};
  for (std::size_t before = 0; before != chain.size() && chain.size() < longest_chain;) {
    before = chain.size();
    for (const auto& record : e.answers) {
      if (record.rrtype != "CNAME") continue;
      const std::string to = as_peer_name(unescaped(record.rdata));
      const bool leads = record.rrname.empty() || as_peer_name(unescaped(record.rrname)) == chain.back();
      if (leads && !to.empty() && std::find(chain.begin(), chain.end(), to) == chain.end()) chain.push_back(to);
    }
  }
  bool any = false;
  for (const auto& record : e.answers) {
    if (!is_address(record)) continue;
    const std::string of = record.rrname.empty() ? chain.back() : as_peer_name(unescaped(record.rrname));
    if (std::find(chain.begin(), chain.end(), of) == chain.end()) {
      reading_.skip("answers of DNS to another name than the one asked for");
      continue;
    }
    any = true;
    reading_.name(NameFrom::dns, client, mac, asked, of, *model::parse_ip(record.rdata), raw);
  }
  if (!any) reading_.asked(client, mac, asked, raw);
}

/// Version 1 gives each record an event of its own: aliases wait for the address that they lead to.
void EveEvents::dns_answer_apart(const wire::EveEvent& e, const model::Ip& client, model::Mac mac) {
  const std::string of = as_peer_name(unescaped(e[dns_rrname])), here = to_string(client) + " ";
  const auto known = canonical_.find(here + of);
  const std::string asked = known == canonical_.end() ? of : known->second;
  if (e[dns_rrtype] == "CNAME") {
    if (canonical_.size() >= most_open) canonical_.clear();
    canonical_[here + as_peer_name(unescaped(e[dns_rdata]))] = asked;
  } else if (is_address({e[dns_rrname], e[dns_rrtype], e[dns_rdata]})) {
    reading_.name(NameFrom::dns, client, mac, asked, of, *model::parse_ip(e[dns_rdata]), e[dns_rrname]);
  }
}

void EveEvents::tls(const wire::EveEvent& e) {
  tell(source(), kind("tls.sni"), tls_sni, e);
  tell(source(), kind("tls.ja4"), tls_ja4, e);
  tell(destination(), kind("tls.subject"), tls_subject, e);
  tell(destination(), kind("tls.issuer"), tls_issuerdn, e);
  reading_.name(NameFrom::sni, source_, source_mac_, unescaped(e[tls_sni]), {}, destination_, e[tls_sni]);
  const std::string subject = unescaped(e[tls_subject]);
  reading_.name(NameFrom::certificate, source_, source_mac_, subject_name(subject), {}, destination_, e[tls_subject]);
}

void EveEvents::http(const wire::EveEvent& e) {
  if (e[http_protocol].starts_with("RTSP/")) return rtsp(e);
  tell(source(), kind("http.useragent"), http_user_agent, e);
  const std::string_view host = e[http_hostname].substr(0, e[http_hostname].find(':'));
  if (!model::parse_ip(host)) {
    tell(source(), kind("http.host"), http_hostname, e);
    reading_.name(NameFrom::http_host, source_, source_mac_, unescaped(host), {}, destination_, e[http_hostname]);
  }
  tell(destination(), kind("http.server"), http_server, e);
  if (proves_path(e))
    reading_.tell(destination(), kind("http.path"), path_of(e[http_url]), e[http_url], "json /http/url path served");
  if (!e[http_redirect].empty())
    reading_.tell(destination(), kind("http.location"), path_of(e[http_redirect]), e[http_redirect],
                  "json /http/redirect");
}

/// Suricata has no reader of RTSP and takes its requests for HTTP. An answer that does not begin with "HTTP" it counts
/// as the body of one without a head, so there is a length and no status (OISF/libhtp@9f1c9addc085:htp/htp_util.c,
/// htp_treat_response_line_as_body). A web server that answers like that to a question it does not understand also ends
/// the connection: only a caller who was answered goes on.
void EveEvents::rtsp(const wire::EveEvent& e) {
  tell(source(), kind("rtsp.client"), http_user_agent, e);
  const std::string flow(e[flow_id]);
  if (flow.empty()) return;
  const auto answered = rtsp_answered_.find(flow);
  if (answered == rtsp_answered_.end()) {
    const bool length = wire::parse_count(e[http_length]).value_or(0) != 0;
    if (!length || !e[http_status].empty()) return;
    if (rtsp_answered_.size() >= most_open) rtsp_answered_.clear();
    rtsp_answered_.emplace(flow, reading_.span_of(e[http_length]));
    return;
  }
  const std::array<model::Span, 2> spans = {answered->second, reading_.span_of(e[http_method])};
  constexpr std::string_view place = "json /http/length of the request before, /http/http_method";
  const auto server = destination();
  reading_.tell_joined(server, kind("rtsp.answered"), unescaped(e[http_method]), spans, place);
  if (destination_.inside() && !source_.inside())
    reading_.tell_joined(server, kind("rtsp.outside"), unescaped(e[http_method]), spans, place);
}

void EveEvents::dhcp(const wire::EveEvent& e) {
  const auto mac = model::parse_mac(e[dhcp_client_mac]);
  if (!mac) return;
  const bool reply = e[dhcp_type] == "reply";
  const auto ip = model::parse_ip(e[reply ? dhcp_assigned_ip : dhcp_client_ip]).value_or(model::Ip{});
  const auto client = reading_.host(ip, *mac, vlan_);
  if (client == model::no_host) return;
  if (reply && e[dhcp_dhcp_type] == "ack" && ip.family != 0 && !ip.unspecified())
    ledger_.row(client).marks |= model::claimed_by_dhcp;
  if (reply) return;
  tell(client, kind("dhcp.hostname"), dhcp_hostname, e);
  tell(client, kind("dhcp.vendorclass"), dhcp_vendor_class, e);
}

}  // namespace lenscap::sources
