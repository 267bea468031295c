#include "assess/peer_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace lenscap::assess {

using model::NameFrom;
using model::PeerName;

namespace {

/// Lower is better. A server name of TLS says nothing of datagrams to the same address, nor one of QUIC of a TCP
/// connection: there the answer of DNS is as good.
int rank(NameFrom from, std::uint8_t protocol) {
  constexpr std::uint8_t tcp = 6, udp = 17;
  switch (from) {
    case NameFrom::sni:
    case NameFrom::http_host:
      return protocol == udp ? 2 : 0;
    case NameFrom::quic_sni:
      return protocol == tcp ? 2 : 0;
    case NameFrom::dns:
      return 1;
    case NameFrom::certificate:
      break;
  }
  return 3;
}

bool has_time(model::Nanos t) { return t != model::no_time; }

}  // namespace

bool is_host_name(std::string_view name) {
  if (name.empty() || name.size() > 253 || model::parse_ip(name)) return false;
  std::size_t label = 0, digits = 0;  // of the label being read
  for (const char c : name) {
    if (c == '.') {
      if (label == 0) return false;
      label = digits = 0;
      continue;
    }
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!digit && !letter && c != '-' && c != '_') return false;
    if (++label > 63) return false;
    digits += digit;
  }
  return label > 0 && digits < label;  // a last label of digits alone belongs to an address
}

bool inside_name(std::string_view name) {
  static constexpr auto inside =
      std::to_array<std::string_view>({"local", "localhost", "home.arpa", "in-addr.arpa", "ip6.arpa", "lan", "home",
                                       "corp", "intranet", "internal", "private"});
  if (name.find('.') == std::string_view::npos) return true;
  return std::any_of(inside.begin(), inside.end(), [&](std::string_view suffix) {
    return name.size() > suffix.size() && name.ends_with(suffix) && name[name.size() - suffix.size() - 1] == '.';
  });
}

PeerNames::PeerNames(Names names) : names_(std::move(names)) {
  std::erase_if(names_, [](const PeerName* n) { return !is_host_name(n->name); });
  std::sort(names_.begin(), names_.end(), [](const PeerName* a, const PeerName* b) {
    return std::tie(a->peer, a->time, a->from, a->name, a->alias) <
           std::tie(b->peer, b->time, b->from, b->name, b->alias);
  });
  for (const PeerName* n : names_)
    if (!n->alias.empty()) aliases_.try_emplace(n->name, n->alias);
}

void PeerNames::name(Peer& peer) const {
  const auto by_peer = [](const PeerName* n, const model::Ip& ip) { return n->peer < ip; };
  const PeerName* best = nullptr;
  // Of the best kind: the last one used no later than the peer was first seen, else the first one used later.
  const auto better = [&](const PeerName& n) {
    if (best == nullptr) return true;
    const int mine = rank(n.from, peer.protocol), its = rank(best->from, peer.protocol);
    if (mine != its) return mine < its;
    const bool before = !has_time(n.time) || !has_time(peer.first) || n.time <= peer.first;
    return before && n.name != best->name;
  };
  std::vector<const PeerName*> used;
  for (auto at = std::lower_bound(names_.begin(), names_.end(), peer.peer, by_peer);
       at != names_.end() && (*at)->peer == peer.peer; ++at) {
    const PeerName& n = **at;
    // An answer that came after the last packet named nothing that this peer was called by.
    if (n.from == NameFrom::dns && has_time(n.time) && has_time(peer.last) && n.time > peer.last) continue;
    used.push_back(&n);
    if (better(n)) best = &n;
  }
  if (best == nullptr) return;
  peer.name = best->name;
  peer.name_from = best->from;
  peer.alias = best->alias.empty() ? alias_of(best->name) : std::string_view(best->alias);
  for (const PeerName* n : used)
    if (n->name != peer.name &&
        std::find(peer.other_names.begin(), peer.other_names.end(), n->name) == peer.other_names.end())
      peer.other_names.push_back(n->name);
}

/// A greeting carries no canonical name; the answer that led to it does.
std::string_view PeerNames::alias_of(std::string_view name) const {
  const auto at = aliases_.find(name);
  return at == aliases_.end() ? std::string_view() : at->second;
}

std::vector<Peer> PeerNames::asked_only(model::Id device, std::span<const model::Ip> spoken_to) const {
  if (names_.empty()) return {};
  std::map<std::string_view, Peer> asked;
  std::set<std::string_view> met;
  for (const PeerName* n : names_) {
    if (n->peer.family != 0 && std::binary_search(spoken_to.begin(), spoken_to.end(), n->peer)) met.insert(n->name);
    if (n->from != NameFrom::dns || inside_name(n->name)) continue;
    const bool nowhere = n->peer.family == 0, within = nowhere || n->peer.inside() || n->peer.unspecified();
    auto [at, fresh] = asked.try_emplace(n->name);
    Peer& p = at->second;
    if (fresh) {
      p.device = device;
      p.name = n->name;
      p.name_from = NameFrom::dns;
      p.outcome = Outcome::name_only;
      p.protocol = 17;
      p.port = 53;
      p.source = n->source;
      p.packet = n->span.packet;
      p.first = p.last = n->time;
      p.sinkholed = true;
    }
    if (p.alias.empty()) p.alias = n->alias;
    if (!nowhere && !within) p.sinkholed = false;
    // Answers with several addresses are one question: the most often seen of them tells how often it was asked.
    p.attempts = std::max(p.attempts, n->count);
    if (has_time(n->time) && (!has_time(p.first) || n->time < p.first)) {
      p.first = n->time;
      p.source = n->source;
      p.packet = n->span.packet;
    }
    p.last = std::max(p.last, n->time);
  }
  std::set<std::string_view> answered;
  for (const PeerName* n : names_)
    if (n->peer.family != 0) answered.insert(n->name);
  std::vector<Peer> out;
  for (auto& [name, peer] : asked) {
    if (met.contains(name)) continue;
    if (!answered.contains(name)) peer.sinkholed = false;  // no answer at all is no sinkhole
    out.push_back(std::move(peer));
  }
  return out;
}

}  // namespace lenscap::assess
