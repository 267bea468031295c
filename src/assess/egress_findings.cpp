#include "assess/egress_findings.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include "assess/by_subject.hpp"
#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Finding;
using model::Id;

bool traffic_was_kept(const model::Case& c) {
  const auto said = c.meta.find("traffic");
  return !c.flows.empty() || !c.names.empty() || (said != c.meta.end() && said->second == "kept");
}

struct EgressFindings::Impl {
  const model::Case& c;
  const knowledge::Knowledge& k;
  const BySubject<Finding> identity;  ///< what is asked for of it: maker, brand, attribution
  const BySubject<model::CaseObservation> observations;
  const BySubject<model::Identifier> identifiers;
  std::string networks_date;
  bool kept = false;
  std::vector<std::vector<Peer>> peers;  ///< as peers_in_parts() gives them
  Surroundings around;

  Impl(const model::Case& case_, const knowledge::Knowledge& knowledge, std::span<const Finding* const> found,
       unsigned threads, const Networks& networks)
      : c(case_),
        k(knowledge),
        identity(found | std::views::transform([](const Finding* f) -> const Finding& { return *f; }),
                 [](const Finding& f) { return f.key == "maker" || f.key == "brand" || f.key == "attribution"; }),
        observations(case_.observations),
        identifiers(case_.identifiers),
        networks_date(networks.date),
        kept(traffic_was_kept(case_)) {
    if (!kept) return;
    peers = peers_in_parts(c, k, threads, networks);
    look_around(found);
  }

  void look_around(std::span<const Finding* const> found) {
    std::set<Id> recorders;
    for (const Finding* f : found)
      if (f->key == "role" && (f->value == "recorder" || f->value == "management_client") &&
          f->confidence >= model::Confidence::probable)
        recorders.insert(f->subject);
    for (const auto& r : c.relations)
      if (r.kind == "records") recorders.insert(r.subject);
    for (const auto& i : c.identifiers) {
      if (i.kind != "ip" && i.kind != "ipv6") continue;
      const auto ip = model::parse_ip(i.value);
      if (!ip) continue;
      around.devices.push_back(*ip);
      if (recorders.contains(i.subject)) around.recorders.insert(*ip);
    }
    std::sort(around.devices.begin(), around.devices.end());
    for (const auto& part : peers)
      for (const Peer& p : part) {
        if (p.side == Side::outside && p.outcome != Outcome::name_only) around.outside_seen.insert(p.source);
        if (p.side == Side::inside && p.port == 53 && !called_by_peer(p) && p.outcome == Outcome::answered)
          around.resolvers.insert(p.peer);
      }
    const auto others = c.others.find("outside_flows");
    around.others_outside = others != c.others.end() && others->second > 0;
  }

  std::span<const Peer> peers_of(Id subject) const {
    const auto part = std::ranges::lower_bound(peers, subject, {}, [](const auto& p) { return p.back().device; });
    if (part == peers.end()) return {};
    const auto found = std::ranges::equal_range(*part, subject, {}, &Peer::device);
    return {found.begin(), found.end()};
  }

  Asked asked(Id subject) const {
    Asked a{c, k, around, networks_date, subject, {}, observations.of(subject)};
    a.peers = peers_of(subject);
    const auto better = [](const Finding*& slot, const Finding& f) {
      if (slot == nullptr || f.confidence > slot->confidence) slot = &f;
    };
    for (const Finding* f : identity.of(subject)) {
      if (f->key == "maker") better(a.maker, *f);
      if (f->key == "brand") better(a.brand, *f);
      if (f->key == "attribution") better(a.attribution, *f);
    }
    for (const auto* i : identifiers.of(subject)) {
      if (i->from != model::no_time) a.from = a.from == model::no_time ? i->from : std::min(a.from, i->from);
      a.until = std::max(a.until, i->until);
    }
    return a;
  }
};

EgressFindings::EgressFindings(const model::Case& c, const knowledge::Knowledge& k,
                               std::span<const Finding* const> identity, unsigned threads, const Networks& networks)
    : impl_(std::make_unique<Impl>(c, k, identity, threads, networks)) {}

EgressFindings::~EgressFindings() = default;

std::vector<Finding> EgressFindings::of(Id subject) const {
  Findings out;
  if (!impl_->kept) return out;
  const Asked a = impl_->asked(subject);
  ask_clouds(a, out);
  ask_traversal(a, out);
  ask_media(a, out);
  ask_clear_text(a, out);
  ask_callers(a, out);
  ask_outcomes(a, out);
  ask_beacons(a, out);
  ask_resolvers(a, out);
  ask_neighbours(a, out);
  ask_silence(a, out);
  return out;
}

}  // namespace lenscap::assess
