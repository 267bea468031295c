#include "assess/containment.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace lenscap::assess {

using knowledge::DeclaredPeer;
using knowledge::PeerForm;
using knowledge::Prefix;
using model::Opened;

namespace {

constexpr std::uint8_t tcp = 6, udp = 17;
constexpr std::uint16_t dns_port = 53, dns_tls_port = 853, ntp_port = 123, dhcp_port = 67, dhcp6_port = 547;

bool group(const model::Ip& ip) { return ip.multicast() || ip.unspecified(); }
Prefix host(const model::Ip& ip) { return {ip, ip.family == 4 ? 32 : 128}; }

class DevicePlan {
 public:
  DevicePlan(const Comparison& all, const DeviceStanding& d, const std::vector<const DeviceStanding*>& recorders,
             const std::vector<DeviceFacts>& facts, const knowledge::Knowledge& k)
      : all_(all), d_(d), recorders_(recorders), facts_(facts), k_(k) {}

  DeviceRules make() {
    out_.device = d_.device;
    for (const LineStanding& line : d_.lines) declared(line);
    std::vector<std::size_t> allowed, stopped;
    for (const std::size_t i : d_.conversations) {
      if (all_.standings[i] == Standing::kept) continue;
      (need_of(all_.conversations[i]) < Need::undeclared ? allowed : stopped).push_back(i);
    }
    for (const std::size_t i : allowed) measured(i, true);
    // What was most is named first: a view may show the first of many.
    const auto bytes = [&](std::size_t i) { return all_.conversations[i].bytes_out + all_.conversations[i].bytes_in; };
    std::stable_sort(stopped.begin(), stopped.end(), [&](auto a, auto b) { return bytes(a) > bytes(b); });
    for (const std::size_t i : stopped) measured(i, false);
    return std::move(out_);
  }

 private:
  Need need_of(const Conversation& c) const {
    const bool inside = c.peer.inside();
    if (!inside && !group(c.peer)) return Need::undeclared;
    if (c.protocol == udp && (c.port == dhcp_port || c.port == dhcp6_port)) return Need::address;
    if (!inside && !c.media) return Need::group;
    if (c.media) return Need::stream;
    if (!c.answered) return Need::unanswered;
    const bool named = c.protocol == udp || c.protocol == tcp;
    if (named && (c.port == dns_port || c.port == dns_tls_port)) return Need::resolver;
    if (c.protocol == udp && c.port == ntp_port) return Need::time;
    for (const auto* recorder : recorders_)
      if (std::find(recorder->device.addresses.begin(), recorder->device.addresses.end(), c.peer) !=
          recorder->device.addresses.end())
        return Need::recorder;
    return c.opened == Opened::by_peer ? Need::client : Need::inside;
  }

  void declared(const LineStanding& standing) {
    const DeclaredPeer& line = *standing.line;
    if (standing.nobody) return;
    Rule rule;
    rule.allow = true;
    rule.opened = line.opened;
    rule.protocol = line.protocol;
    rule.ports = line.ports;
    rule.need = Need::declared;
    rule.declaration = standing.declaration;
    rule.line = standing.line;
    rule.because = standing.kept_by;
    if (line.form == PeerForm::name || line.form == PeerForm::names_below) rule.set = named(line);
    else rule.peers = addresses_of(line, *standing.declaration, d_.device, facts_, k_);
    out_.rules.push_back(std::move(rule));
  }

  /// All addresses that the device used the name for, over whatever service: the rule itself tells the service.
  NamedSet named(const DeclaredPeer& line) const {
    NamedSet set;
    set.name = (line.form == PeerForm::names_below ? "*." : "") + line.peer;
    for (const std::size_t i : d_.conversations) {
      const Conversation& c = all_.conversations[i];
      for (const auto& name : c.names) {
        if (!means_name(line, name)) continue;
        set.seen.push_back(name);
        set.addresses.push_back(c.peer);
        if (c.first != model::no_time && (set.first == model::no_time || c.first < set.first)) set.first = c.first;
        set.last = std::max(set.last, c.last);
      }
    }
    for (auto* list : {&set.seen}) sort_once(*list);
    sort_once(set.addresses);
    return set;
  }

  template <class List>
  static void sort_once(List& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }

  void measured(std::size_t i, bool allow) {
    const Conversation& c = all_.conversations[i];
    Rule rule;
    rule.allow = allow;
    rule.opened = c.opened;
    rule.need = need_of(c);
    rule.peers = {host(c.peer)};
    rule.protocol = c.protocol;
    if (!c.addresses_only && (c.protocol == tcp || c.protocol == udp)) rule.ports = {c.port, c.port};
    if (!c.names.empty()) rule.name = c.names.front();
    rule.because = {i};
    out_.rules.push_back(std::move(rule));
  }

  const Comparison& all_;
  const DeviceStanding& d_;
  const std::vector<const DeviceStanding*>& recorders_;
  const std::vector<DeviceFacts>& facts_;
  const knowledge::Knowledge& k_;
  DeviceRules out_;
};

}  // namespace

std::string_view to_string(Need need) {
  switch (need) {
    case Need::declared:
      return "declared";
    case Need::stream:
      return "stream";
    case Need::recorder:
      return "recorder";
    case Need::client:
      return "client";
    case Need::resolver:
      return "resolver";
    case Need::time:
      return "time";
    case Need::address:
      return "address";
    case Need::inside:
      return "inside";
    case Need::undeclared:
      return "undeclared";
    case Need::group:
      return "group";
    case Need::unanswered:
      break;
  }
  return "unanswered";
}

Containment contain(const model::Case& c, const knowledge::Knowledge& k, const Comparison& comparison) {
  Containment all;
  all.comparison = &comparison;
  std::vector<DeviceFacts> facts;
  std::map<model::Id, const DeviceStanding*> by_id;
  for (const DeviceStanding& d : comparison.devices) {
    facts.push_back(d.device);
    by_id[d.device.id] = &d;
  }
  std::map<model::Id, std::vector<const DeviceStanding*>> recorders;
  for (const auto& relation : c.relations)
    if (relation.kind == "records" && by_id.contains(relation.subject))
      recorders[relation.object].push_back(by_id.at(relation.subject));
  for (const DeviceStanding& d : comparison.devices) {
    auto& mine = recorders[d.device.id];
    for (const DeviceStanding& other : comparison.devices)
      if (other.device.role == "recorder" && other.device.id != d.device.id) mine.push_back(&other);
    if (d.device.addresses.empty() && d.device.macs.empty()) all.unreachable.push_back(&d);
    else all.devices.push_back(DevicePlan(comparison, d, mine, facts, k).make());
  }
  return all;
}

std::string because(const Rule& rule, const Comparison& comparison, const model::Case& c) {
  std::string out = rule.line != nullptr ? rule.line->where : std::string();
  if (rule.because.empty()) return out + (out.empty() ? "" : "; never used");
  // Several conversations: where the first began, and what all of them carried.
  const Conversation* first = nullptr;
  std::uint64_t packets_out = 0, packets_in = 0;
  for (const std::size_t i : rule.because) {
    const Conversation& one = comparison.conversations[i];
    if (first == nullptr || one.first < first->first) first = &one;
    packets_out += one.packets_out;
    packets_in += one.packets_in;
  }
  if (!out.empty()) out += "; ";
  out += first->source < c.sources.size() ? c.sources[first->source].name : "?";
  if (first->packet != 0) {
    const bool capture =
        first->source < c.sources.size() && c.sources[first->source].form == model::SourceForm::capture;
    out += (capture ? " packet " : " row ") + std::to_string(first->packet);
  }
  return out + ": " + std::to_string(packets_out) + " packets out, " + std::to_string(packets_in) + " in";
}

}  // namespace lenscap::assess
