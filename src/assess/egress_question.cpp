#include "assess/egress_question.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lenscap::assess {

using model::Confidence;
using model::Finding;

namespace {

constexpr std::size_t names_told = 8;  // in one finding; `peers` counts them all

/// Most bytes sent, then most attempts; where nothing was answered most attempts first; of equals the first.
const Peer& leading(const Peers& group) {
  const bool answered =
      std::any_of(group.begin(), group.end(), [](const Peer* p) { return p->outcome == Outcome::answered; });
  return **std::max_element(group.begin(), group.end(), [&](const Peer* a, const Peer* b) {
    if (!answered) return std::pair(a->attempts, a->bytes_out) < std::pair(b->attempts, b->bytes_out);
    return std::pair(a->bytes_out, a->attempts) < std::pair(b->bytes_out, b->attempts);
  });
}

std::string best_outcome(const Peers& group) {
  Outcome best = Outcome::name_only;
  for (const Peer* p : group) best = std::min(best, p->outcome);
  return std::string(to_string(best));
}

void tell_peer(Finding& f, const Asked& a, const Peer& p) {
  auto tell = [&](const char* name, std::string_view value) {
    if (!value.empty()) f.attributes[name] = value;
  };
  tell("peer", p.peer.family == 0 ? std::string(p.name) : to_string(p.peer));
  tell("name", p.name);
  if (p.name_from) tell("name_from", to_string(*p.name_from));
  tell("alias", p.alias);
  if (p.by_alias) tell("known_by", "alias");
  if (p.endpoint != nullptr) {
    tell("operator", p.endpoint->operator_name);
    tell("purpose", fmt::format("{}", fmt::join(p.endpoint->purposes, ",")));
  } else if (p.traversal) {
    tell("purpose", "p2p");
  }
  if (p.network) {
    tell("network", p.network->name);
    tell("asn", std::to_string(p.network->asn));
    tell("country", p.network->country);
    tell("networks", a.networks_date);
  }
  if (p.shared != Shared::none) {
    tell("shared", to_string(p.shared));
    if (const auto* entry = p.network ? a.k.shared_network(p.network->asn) : nullptr)
      f.knowledge.push_back("network:" + entry->id);
  }
  if (p.outcome != Outcome::name_only) tell("service", service(p));
}

}  // namespace

bool Asked::saw(std::string_view kind) const {
  return std::any_of(observations.begin(), observations.end(), [&](const auto* o) { return o->kind == kind; });
}

Finding about(const Asked& a, std::string value, Confidence confidence, const Peers& group, std::string refuted_by) {
  Finding f;
  f.key = "egress";
  f.value = std::move(value);
  f.confidence = confidence;
  f.attributes["refuted_by"] = std::move(refuted_by);
  if (group.empty()) return f;
  constexpr std::size_t usual = 448;  // bytes: what is told of one peer and its totals
  f.attributes.reserve(usual);
  tell_peer(f, a, leading(group));
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0, attempts = 0;
  const Peer* first = group.front();
  model::Nanos last = model::no_time;
  std::vector<std::string> names;
  std::set<std::string> entries;
  std::set<std::string_view> told;
  for (const Peer* p : group) {
    packets_out += p->packets_out;
    packets_in += p->packets_in;
    bytes_out += p->bytes_out;
    bytes_in += p->bytes_in;
    attempts += p->attempts;
    last = std::max(last, p->last);
    if (p->first != model::no_time && (first->first == model::no_time || p->first < first->first)) first = p;
    if (!p->name.empty() && told.insert(p->name).second && names.size() < names_told) names.emplace_back(p->name);
    if (p->endpoint != nullptr) entries.insert("endpoint:" + p->endpoint->id);
  }
  f.attributes["packets_out"] = std::to_string(packets_out);
  f.attributes["packets_in"] = std::to_string(packets_in);
  f.attributes["bytes_out"] = std::to_string(bytes_out);
  f.attributes["bytes_in"] = std::to_string(bytes_in);
  f.attributes["attempts"] = std::to_string(attempts);
  f.attributes["outcome"] = best_outcome(group);
  f.attributes["peers"] = std::to_string(group.size());
  if (told.size() > 1) f.attributes["names"] = fmt::format("{}", fmt::join(names, ","));
  if (first->first != model::no_time) f.attributes["first"] = model::to_iso(first->first);
  if (last != model::no_time) f.attributes["last"] = model::to_iso(last);
  if (first->packet != 0) {
    f.attributes["source"] = std::to_string(first->source);
    f.attributes["packet"] = std::to_string(first->packet);
  }
  f.knowledge.assign(entries.begin(), entries.end());
  return f;
}

std::string party_of(const Peer& p) {
  if (p.endpoint != nullptr) return "operator " + p.endpoint->operator_name;
  if (p.network) return "network " + std::to_string(p.network->asn);
  return {};
}

bool has_purpose(const Peer& p, std::string_view purpose) {
  if (p.traversal && purpose == "p2p") return true;
  return p.endpoint != nullptr &&
         std::find(p.endpoint->purposes.begin(), p.endpoint->purposes.end(), purpose) != p.endpoint->purposes.end();
}

bool housekeeping(const Peer& p) {
  constexpr std::uint8_t icmp = 1, icmpv6 = 58, udp = 17, tcp = 6;
  if (p.protocol == icmp || p.protocol == icmpv6) return true;
  // A maker's own time server learns which devices there are: that is a contact.
  if (p.protocol == udp && p.port == 123) return p.endpoint == nullptr;
  return (p.protocol == udp || p.protocol == tcp) && p.port == 53;
}

bool called_by_peer(const Peer& p) { return p.opened == model::Opened::by_peer; }

bool greeted(const Peer& p) {
  return p.name_from && (*p.name_from == model::NameFrom::sni || *p.name_from == model::NameFrom::quic_sni ||
                         *p.name_from == model::NameFrom::http_host);
}

}  // namespace lenscap::assess
