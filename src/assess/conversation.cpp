#include "assess/conversation.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace lenscap::assess {

namespace {

using model::CaseFlow;
using model::Nanos;
using model::no_time;

Nanos earlier(Nanos a, Nanos b) { return a == no_time ? b : b == no_time ? a : std::min(a, b); }

void add_talk(Conversation& all, const model::Flow& flow) {
  // The first row in time leads to the packet; rows without times are in the order of the evidence.
  if (all.packet == 0 || (flow.first != no_time && flow.first < all.first)) {
    all.source = flow.source;
    all.packet = flow.packet;
  }
  all.first = earlier(all.first, flow.first);
  all.last = std::max(all.last, flow.last);
  all.packets_out += flow.packets_out;
  all.packets_in += flow.packets_in;
  all.bytes_out += flow.bytes_out;
  all.bytes_in += flow.bytes_in;
  all.attempts += flow.attempts;
  all.media |= flow.media_out + flow.media_in > 0;
  // A flow seen from its middle has no beginning; traffic both ways is an answer then.
  all.answered |= flow.answered > 0 || (flow.attempts == 0 && flow.packets_out > 0 && flow.packets_in > 0);
  all.refused |= flow.resets + flow.unreachable > 0;
}

template <class Value>
void once(std::vector<Value>& list, const Value& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

std::vector<Conversation> conversations(const model::Case& c) {
  std::map<std::tuple<model::Id, model::Ip, std::uint8_t, bool, std::uint16_t, model::Opened>, Conversation> found;
  for (const CaseFlow& row : c.flows) {
    const auto& f = row.flow;
    if (f.peer.family == 0) continue;  // totals of what did not fit: no peer to speak of
    Conversation& all = found[{row.subject, f.peer, f.protocol, f.addresses_only, f.port, f.opened}];
    all.device = row.subject;
    all.peer = f.peer;
    all.protocol = f.protocol;
    all.addresses_only = f.addresses_only;
    all.port = f.port;
    all.opened = f.opened;
    add_talk(all, f);
  }
  std::vector<const model::CaseName*> names;
  for (const auto& name : c.names) names.push_back(&name);
  std::stable_sort(names.begin(), names.end(),
                   [](const auto* a, const auto* b) { return a->name.time < b->name.time; });
  std::map<std::pair<model::Id, model::Ip>, std::vector<std::string>> used;
  for (const auto* name : names)
    if (name->name.peer.family != 0) once(used[{name->subject, name->name.peer}], name->name.name);
  std::vector<Conversation> out;
  for (auto& [key, all] : found) {
    all.refused = all.refused && !all.answered;
    if (const auto it = used.find({all.device, all.peer}); it != used.end()) all.names = it->second;
    out.push_back(std::move(all));
  }
  return out;
}

std::vector<DeviceFacts> device_facts(const model::Case& c) {
  std::vector<DeviceFacts> all;
  std::map<model::Id, std::size_t> place;
  for (const auto& subject : c.subjects) {
    if (subject.kind != "device") continue;
    place[subject.id] = all.size();
    all.push_back({});
    all.back().id = subject.id;
    all.back().key = subject.key;
  }
  std::map<model::Mac, std::vector<model::Id>> owners;
  std::map<model::Ip, std::vector<model::Id>> holders;
  for (const auto& i : c.identifiers) {
    const auto at = place.find(i.subject);
    if (at == place.end()) continue;
    DeviceFacts& d = all[at->second];
    if (i.kind == "serial") once(d.serials, i.value);
    if (i.kind == "ip" || i.kind == "ipv6")
      if (const auto ip = model::parse_ip(i.value); ip && !ip->unspecified()) {
        once(d.addresses, *ip);
        once(holders[*ip], d.id);
      }
    if (i.kind == "mac")
      if (const auto mac = model::parse_mac(i.value); mac && mac->value != 0 && !mac->group()) {
        once(d.macs, *mac);
        once(owners[*mac], d.id);
      }
  }
  std::map<std::pair<model::Id, std::string>, model::Confidence> told;
  for (const auto& f : c.findings) {
    const auto at = place.find(f.subject);
    if (at == place.end() || (f.key != "maker" && f.key != "model" && f.key != "role")) continue;
    if (f.key != "model" && f.confidence < model::Confidence::probable) continue;
    auto& best = told[{f.subject, f.key}];
    if (f.confidence <= best) continue;
    best = f.confidence;
    DeviceFacts& d = all[at->second];
    (f.key == "maker" ? d.maker : f.key == "model" ? d.model : d.role) = f.value;
  }
  for (DeviceFacts& d : all) {
    // A hardware address that several devices came with is a router's.
    std::erase_if(d.macs, [&](const model::Mac& mac) { return owners[mac].size() > 1; });
    d.same_address_as_other =
        std::any_of(d.addresses.begin(), d.addresses.end(), [&](const auto& ip) { return holders[ip].size() > 1; });
  }
  return all;
}

}  // namespace lenscap::assess
