// views/egress_json.cpp: the public form of where devices send, docs/egress.schema.json. Names are stable: added to,
// never renamed.
#include <algorithm>
#include <set>

#include "assess/egress_findings.hpp"
#include "model/ascii.hpp"
#include "views/egress.hpp"
#include "views/egress_words.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using assess::Outcome;
using assess::Peer;
using assess::Side;

bool holds(std::string_view text, const std::string& part) {
  return model::lower_ascii(text).find(part) != std::string::npos;
}

bool passes(const EgressFilter& filter, const Peer& p) {
  if (!filter.country.empty() &&
      !(p.network && model::lower_ascii(p.network->country) == model::lower_ascii(filter.country)))
    return false;
  if (filter.operator_text.empty()) return true;
  const std::string part = model::lower_ascii(filter.operator_text);
  return holds(p.name, part) || holds(p.alias, part) || (p.network && holds(p.network->name, part)) ||
         (p.endpoint != nullptr && holds(p.endpoint->operator_name, part));
}

bool passes(const EgressFilter& filter, const model::Finding& f) {
  if (!filter.finding.empty() && f.value != filter.finding) return false;
  if (!filter.country.empty() && model::lower_ascii(attribute(f, "country")) != model::lower_ascii(filter.country))
    return false;
  const std::string part = model::lower_ascii(filter.operator_text);
  return part.empty() || holds(attribute(f, "operator"), part) || holds(attribute(f, "name"), part) ||
         holds(attribute(f, "names"), part) || holds(attribute(f, "alias"), part) ||
         holds(attribute(f, "network"), part);
}

std::string_view side_word(Side side) {
  return side == Side::outside ? "outside" : side == Side::inside ? "inside" : "group";
}

}  // namespace

std::vector<Device> sending_devices(const AuditView& view, const EgressFilter& filter) {
  std::vector<Device> all = devices_with_peers(view);
  std::erase_if(all, [&](Device& d) {
    if (filter.device != 0 && d.subject->id != filter.device) return true;
    std::erase_if(d.peers, [&](const Peer& p) { return !passes(filter, p); });
    std::erase_if(d.egress, [&](const model::Finding* f) { return !passes(filter, *f); });
    if (!filter.finding.empty()) return d.egress.empty();
    const bool asked = !filter.operator_text.empty() || !filter.country.empty();
    return asked && d.peers.empty() && d.egress.empty();
  });
  return all;
}

Json peer_json(const AuditView& view, const Peer& p) {
  Json purposes = Json::array(), others = Json::array();
  if (p.endpoint != nullptr)
    for (const auto& purpose : p.endpoint->purposes) purposes.push_back(neutral(purpose));
  else if (p.traversal) purposes.push_back("p2p");
  for (const auto name : p.other_names) others.push_back(neutral(name));
  return {{"device", p.device},
          {"peer", peer_text(view.c, p)},
          {"name", text_or_null(p.name)},
          {"name_from", p.name_from ? Json(to_string(*p.name_from)) : Json(nullptr)},
          {"operator", p.endpoint != nullptr ? text_or_null(p.endpoint->operator_name) : Json(nullptr)},
          {"purpose", std::move(purposes)},
          {"network", p.network ? text_or_null(p.network->name) : Json(nullptr)},
          {"country", p.network ? text_or_null(p.network->country) : Json(nullptr)},
          {"service", service(p)},
          {"packets_out", p.packets_out},
          {"packets_in", p.packets_in},
          {"bytes_out", p.bytes_out},
          {"bytes_in", p.bytes_in},
          {"attempts", p.attempts},
          {"outcome", to_string(p.outcome)},
          {"first", time_or_null(p.first)},
          {"last", time_or_null(p.last)},
          {"side", side_word(p.side)},
          {"whose", whose(p)},
          {"alias", text_or_null(p.alias)},
          {"other_names", std::move(others)},
          {"operator_by", p.endpoint == nullptr ? Json(nullptr) : Json(p.by_alias ? "alias" : "name")},
          {"endpoint", p.endpoint != nullptr ? Json("endpoint:" + neutral(p.endpoint->id)) : Json(nullptr)},
          {"asn", p.network ? Json(p.network->asn) : Json(nullptr)},
          {"shared", to_string(p.shared)},
          {"neighbour", p.neighbour},
          {"sinkholed", p.sinkholed},
          {"opened", to_string(p.opened)},
          {"answered", p.answered},
          {"resets", p.resets},
          {"unreachable", p.unreachable},
          {"media_out", p.media_out},
          {"media_in", p.media_in},
          {"hours", p.hours},
          {"sampling", p.sampling},
          {"input", p.source < view.c.sources.size() ? Json(p.source) : Json(nullptr)},
          {"packet", p.packet != 0 ? Json(p.packet) : Json(nullptr)}};
}

Json egress_json(const AuditView& view, const Device& d) {
  Json peers = Json::array();
  for (const Peer& p : d.peers) peers.push_back(peer_json(view, p));
  return {{"sentence", sending_sentence(d.peers, d.egress)}, {"peers", std::move(peers)}};
}

Json egress_finding_json(const model::Finding& f, const knowledge::Knowledge& k) {
  Json out = {{"device", f.subject}};
  out.update(finding_json(f, k));
  out["refuted_by"] = text_or_null(attribute(f, "refuted_by"));
  return out;
}

std::string to_egress_json(const AuditView& view, const EgressFilter& filter) {
  const std::vector<Device> all = sending_devices(view, filter);
  const auto beside = assess::unplaced(view.c);
  Json shown = Json::array(), peers = Json::array(), findings = Json::array(), inputs = Json::array();
  Json others = Json::object();
  for (const Device& d : all) {
    Json addresses = Json::array();
    for (const auto& a : d.addresses) addresses.push_back(neutral(a));
    const auto u = beside.find(d.subject->id);
    const assess::Unplaced none, &left = u == beside.end() ? none : u->second;
    shown.push_back({{"id", d.subject->id},
                     {"key", neutral(d.subject->key)},
                     {"sentence", device_sentences(d, view.k).front()},
                     {"addresses", std::move(addresses)},
                     {"sends", sending_sentence(d.peers, d.egress)},
                     {"unplaced",
                      {{"packets_out", left.packets_out},
                       {"packets_in", left.packets_in},
                       {"bytes_out", left.bytes_out},
                       {"bytes_in", left.bytes_in},
                       {"odd_names", left.odd_names}}}});
    for (const Peer& p : d.peers) peers.push_back(peer_json(view, p));
    for (const model::Finding* f : d.egress) findings.push_back(egress_finding_json(*f, view.k));
  }
  for (const model::Source& s : view.c.sources) inputs.push_back(input_json(s));
  for (const auto& [name, n] : view.c.others) others[neutral(name)] = n;
  const auto& networks = assess::known_networks();
  return print({{"lenscap", "egress"},
                {"schema", schema_version},
                {"traffic_kept", assess::traffic_was_kept(view.c)},
                {"knowledge", knowledge_json(view, all)},
                {"networks", text_or_null(networks.date)},
                {"inputs", std::move(inputs)},
                {"devices", std::move(shown)},
                {"peers", std::move(peers)},
                {"findings", std::move(findings)},
                {"others", std::move(others)}});
}

}  // namespace lenscap::views
