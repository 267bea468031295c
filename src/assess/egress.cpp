#include "assess/egress.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <span>
#include <tuple>

#include "assess/by_subject.hpp"
#include "assess/in_parts.hpp"
#include "assess/peer_names.hpp"
#include "assess/sides.hpp"
#include "knowledge/suffix.hpp"

namespace lenscap::assess {

using model::CaseFlow;
using model::Flow;
using model::Opened;

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered:
      return "answered";
    case Outcome::refused:
      return "refused";
    case Outcome::silent:
      return "silent";
    case Outcome::name_only:
      break;
  }
  return "name_only";
}

std::string service(std::uint8_t protocol, std::uint16_t port, bool addresses_only) {
  const auto number = std::to_string(port);
  if (addresses_only && protocol == 0) return "any";
  switch (protocol) {
    case 1:
      return "icmp";
    case 58:
      return "icmpv6";
    case 6:
      return addresses_only ? "tcp" : "tcp " + number;
    case 17:
      return addresses_only ? "udp" : "udp " + number;
    default:
      return "protocol " + std::to_string(protocol);
  }
}

std::string service(const Peer& peer) { return service(peer.protocol, peer.port, peer.addresses_only); }

namespace {

bool timed(model::Nanos t) { return t != model::no_time; }

/// Totals stay at their greatest value: a forged case makes no small number of a large one.
void add_bounded(std::uint64_t& to, std::uint64_t more) {
  to = more > std::numeric_limits<std::uint64_t>::max() - to ? std::numeric_limits<std::uint64_t>::max() : to + more;
}

auto key(const CaseFlow& f) {
  return std::tie(f.subject, f.flow.peer, f.flow.protocol, f.flow.addresses_only, f.flow.port);
}

void fold(Peer& p, const Flow& f, bool fresh_hour) {
  add_bounded(p.packets_out, f.packets_out);
  add_bounded(p.packets_in, f.packets_in);
  add_bounded(p.bytes_out, f.bytes_out);
  add_bounded(p.bytes_in, f.bytes_in);
  add_bounded(p.media_out, f.media_out);
  add_bounded(p.media_in, f.media_in);
  add_bounded(p.attempts, f.attempts);
  add_bounded(p.answered, f.answered);
  add_bounded(p.resets, f.resets);
  add_bounded(p.unreachable, f.unreachable);
  p.intervals.count += f.intervals.count;
  add_bounded(p.intervals.sum_ms, f.intervals.sum_ms);
  add_bounded(p.intervals.squares, f.intervals.squares);
  if (p.opened != Opened::by_host && f.opened != Opened::unknown) p.opened = f.opened;
  p.sampling = std::max(p.sampling, f.sampling);
  p.hours += fresh_hour;
  if (timed(f.first) && timed(f.last) && f.last > f.first) p.active += f.last - f.first;
  if (timed(f.first) && (!timed(p.first) || f.first < p.first)) {
    p.first = f.first;
    p.source = f.source;
    p.packet = f.packet;
  }
  p.last = std::max(p.last, f.last);
}

/// An answer, then a refusal, then silence. Where the source tells neither (a conversation that was under way, a record
/// without flags), packets both ways are an answer.
Outcome outcome_of(const Peer& p) {
  if (p.answered > 0) return Outcome::answered;
  if (p.resets > 0 || p.unreachable > 0) return Outcome::refused;
  return p.packets_out > 0 && p.packets_in > 0 ? Outcome::answered : Outcome::silent;
}

/// 192.168.10.255 is the broadcast address of most networks that hold it (RFC 919 section 7), and a host in some: one
/// that answers is a host. Nothing else tells, so the silent one is nobody in particular.
bool may_be_broadcast(const Peer& p) {
  constexpr std::uint8_t udp = 17, last = 255;
  return p.peer.family == 4 && p.peer.bytes[3] == last && p.protocol == udp && p.packets_in == 0;
}

/// Outside first, names without traffic behind what was spoken to.
auto peer_order(const Peer& p) {
  return std::tuple(p.side, p.outcome == Outcome::name_only, p.peer, p.protocol, p.port, p.addresses_only, p.name);
}

class Folding {
 public:
  Folding(const model::Case& c, const knowledge::Knowledge& k, const Networks& networks)
      : k_(k),
        networks_(networks),
        sides_(c),
        endpoints_(k.endpoints),
        by_device_(c.flows, [](const CaseFlow& f) { return f.flow.peer.family != 0; }),
        names_(c.names) {
    for (const auto& o : c.observations)
      if (o.kind == "pppp.message") pppp_.insert(o.subject);
    std::set_union(by_device_.subjects().begin(), by_device_.subjects().end(), names_.subjects().begin(),
                   names_.subjects().end(), std::back_inserter(devices_));
  }

  /// Devices with rows or names.
  std::size_t size() const { return devices_.size(); }

  /// The peers of the devices at [from, to).
  std::vector<Peer> of(std::size_t from, std::size_t to) const {
    std::vector<Peer> out;
    std::size_t most = 0;
    for (std::size_t i = from; i < to; ++i) most += by_device_.of(devices_[i]).size() + names_.of(devices_[i]).size();
    out.reserve(most);
    std::vector<const CaseFlow*> rows;
    std::vector<model::Ip> spoken_to;  // ascending
    for (std::size_t i = from; i < to; ++i) {
      const model::Id device = devices_[i];
      PeerNames::Names names;
      for (const auto* n : names_.of(device)) names.push_back(&n->name);
      const PeerNames known(std::move(names));
      const auto begin = static_cast<std::ptrdiff_t>(out.size());
      spoken_to.clear();
      take_rows(device, rows);
      for (std::span<const CaseFlow* const> left = rows; !left.empty();) {
        const Peer& p = out.emplace_back(fold_first(left, known));
        if (spoken_to.empty() || spoken_to.back() != p.peer) spoken_to.push_back(p.peer);
      }
      for (Peer& asked : known.asked_only(device, spoken_to)) {
        recognise(asked);
        out.push_back(std::move(asked));
      }
      std::sort(out.begin() + begin, out.end(),
                [](const Peer& a, const Peer& b) { return peer_order(a) < peer_order(b); });
    }
    return out;
  }

 private:
  /// The rows of one device, by peer and service, then in order of time.
  void take_rows(model::Id device, std::vector<const CaseFlow*>& out) const {
    const auto rows = by_device_.of(device);
    out.assign(rows.begin(), rows.end());
    std::sort(out.begin(), out.end(), [](const CaseFlow* a, const CaseFlow* b) {
      return std::tuple_cat(key(*a), std::tie(a->flow.hour, a->flow.first, a->flow.source, a->flow.packet)) <
             std::tuple_cat(key(*b), std::tie(b->flow.hour, b->flow.first, b->flow.source, b->flow.packet));
    });
  }

  /// All rows of the first (device, peer, service) of `rows`, taken off its front.
  Peer fold_first(std::span<const CaseFlow* const>& rows, const PeerNames& names) const {
    const CaseFlow& first = *rows.front();
    Peer p;
    p.device = first.subject;
    p.peer = first.flow.peer;
    p.protocol = first.flow.protocol;
    p.addresses_only = first.flow.addresses_only;
    p.port = first.flow.port;
    p.source = first.flow.source;
    p.packet = first.flow.packet;
    std::size_t count = 0;
    for (; count < rows.size() && key(*rows[count]) == key(first); ++count)
      fold(p, rows[count]->flow, count == 0 || rows[count]->flow.hour != rows[count - 1]->flow.hour);
    rows = rows.subspan(count);
    p.outcome = outcome_of(p);
    p.side = sides_.of(p.device, p.peer);
    if (p.side == Side::inside && may_be_broadcast(p)) p.side = Side::group;
    p.neighbour = p.side == Side::inside && Sides::neighbour(p.peer);
    names.name(p);
    if (p.side == Side::outside) {
      recognise(p);
      register_of(p);
      // PPPP: devices log in at the servers that help callers find a way in on UDP 32100 (wire/pppp).
      p.traversal = p.protocol == 17 && p.port == 32100 && pppp_.contains(p.device);
    } else if (p.side == Side::inside && p.outcome != Outcome::answered) {
      // A cloud's name that the site answers with an address of its own, where nobody is at home: it was the cloud that
      // the device wanted. One that answers there may be a proxy or the site's own service, and stays inside.
      recognise(p);
      p.sinkholed = p.endpoint != nullptr;
      if (p.sinkholed) p.side = Side::outside;
    }
    return p;
  }

  void recognise(Peer& p) const {
    if (p.name.empty()) return;
    p.endpoint = endpoints_.find(p.name);
    if (p.endpoint != nullptr || p.alias.empty()) return;
    p.endpoint = endpoints_.find(p.alias);
    p.by_alias = p.endpoint != nullptr;
  }

  void register_of(Peer& p) const {
    if (!networks_.find) return;
    p.network = networks_.find(p.peer);
    if (p.network && networks_.shared) p.shared = networks_.shared(k_, p.network->asn);
  }

  const knowledge::Knowledge& k_;
  const Networks& networks_;
  Sides sides_;
  knowledge::SuffixTable endpoints_;
  BySubject<CaseFlow> by_device_;
  BySubject<model::CaseName> names_;
  std::vector<model::Id> devices_;  ///< ascending
  std::set<model::Id> pppp_;        ///< devices that spoke it
};

bool overlaps(model::Nanos first, model::Nanos last, model::Nanos since, model::Nanos until) {
  if (!timed(first) && !timed(last)) return !timed(since) && !timed(until);  // undated: in no day that is asked for
  return (!timed(since) || last >= since) && (!timed(until) || first <= until);
}

}  // namespace

std::vector<Peer> peers(const model::Case& c, const knowledge::Knowledge& k, const Networks& networks) {
  const Folding folding(c, k, networks);
  return folding.of(0, folding.size());
}

std::vector<std::vector<Peer>> peers_in_parts(const model::Case& c, const knowledge::Knowledge& k, unsigned threads,
                                              const Networks& networks) {
  const Folding folding(c, k, networks);
  auto parts = in_parts(folding.size(), devices_together, threads,
                        [&](std::size_t from, std::size_t to) { return folding.of(from, to); });
  std::erase_if(parts, [](const auto& part) { return part.empty(); });
  return parts;
}

std::map<model::Id, Unplaced> unplaced(const model::Case& c) {
  std::map<model::Id, Unplaced> out;
  for (const CaseFlow& f : c.flows) {
    if (f.flow.peer.family != 0) continue;
    Unplaced& u = out[f.subject];
    add_bounded(u.packets_out, f.flow.packets_out);
    add_bounded(u.packets_in, f.flow.packets_in);
    add_bounded(u.bytes_out, f.flow.bytes_out);
    add_bounded(u.bytes_in, f.flow.bytes_in);
  }
  for (const auto& n : c.names)
    if (!is_host_name(n.name.name)) add_bounded(out[n.subject].odd_names, n.name.count);
  return out;
}

model::Case between(model::Case c, model::Nanos since, model::Nanos until) {
  std::erase_if(c.flows, [&](const CaseFlow& f) { return !overlaps(f.flow.first, f.flow.last, since, until); });
  // A name that was asked for earlier still names what it led to.
  std::set<std::pair<model::Id, model::Ip>> seen;
  for (const CaseFlow& f : c.flows) seen.emplace(f.subject, f.flow.peer);
  std::erase_if(c.names, [&](const auto& n) {
    const bool earlier = timed(since) && timed(n.name.time) && n.name.time < since;
    return earlier ? !seen.contains({n.subject, n.name.peer}) : !overlaps(n.name.time, n.name.time, since, until);
  });
  return c;
}

}  // namespace lenscap::assess
