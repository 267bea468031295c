#include "assess/egress_findings.hpp"

#include <algorithm>
#include <tuple>

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
  const std::map<Id, std::vector<Finding>>& identity;
  std::string networks_date;
  bool kept = false;
  std::vector<Peer> peers;
  Surroundings around;
  std::map<Id, std::vector<const model::CaseObservation*>> observations;
  std::map<Id, std::pair<model::Nanos, model::Nanos>> seen_between;

  Impl(const model::Case& case_, const knowledge::Knowledge& knowledge,
       const std::map<Id, std::vector<Finding>>& identity_, const Networks& networks)
      : c(case_), k(knowledge), identity(identity_), networks_date(networks.date), kept(traffic_was_kept(case_)) {
    if (!kept) return;
    peers = assess::peers(c, k, networks);
    for (const auto& o : c.observations) observations[o.subject].push_back(&o);
    look_around();
  }

  bool records(Id subject) const {
    const auto found = identity.find(subject);
    if (found == identity.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [](const Finding& f) {
      return f.key == "role" && (f.value == "recorder" || f.value == "management_client") &&
             f.confidence >= model::Confidence::probable;
    });
  }

  void look_around() {
    std::map<Id, bool> recorder;
    for (const auto& s : c.subjects) recorder[s.id] = records(s.id);
    for (const auto& r : c.relations)
      if (r.kind == "records") recorder[r.subject] = true;
    for (const auto& i : c.identifiers) {
      auto& [from, until] = seen_between.try_emplace(i.subject, model::no_time, model::no_time).first->second;
      if (i.from != model::no_time) from = from == model::no_time ? i.from : std::min(from, i.from);
      until = std::max(until, i.until);
      if (i.kind != "ip" && i.kind != "ipv6") continue;
      const auto ip = model::parse_ip(i.value);
      if (!ip) continue;
      around.devices.insert(*ip);
      if (recorder[i.subject]) around.recorders.insert(*ip);
    }
    for (const Peer& p : peers) {
      if (p.side == Side::outside && p.outcome != Outcome::name_only) around.outside_seen.insert(p.source);
      if (p.side == Side::inside && p.port == 53 && !called_by_peer(p) && p.outcome == Outcome::answered)
        around.resolvers.insert(p.peer);
    }
    const auto others = c.others.find("outside_flows");
    around.others_outside = others != c.others.end() && others->second > 0;
  }

  Asked asked(Id subject) const {
    Asked a{c, k, around, networks_date, subject, {}, {}};
    const auto by_device = [](const auto& x, const auto& y) { return x.device < y.device; };
    Peer wanted;
    wanted.device = subject;
    const auto [from, to] = std::equal_range(peers.begin(), peers.end(), wanted, by_device);
    a.peers = std::span<const Peer>(from, to);
    if (const auto seen = observations.find(subject); seen != observations.end()) a.observations = seen->second;
    const auto better = [](const Finding*& slot, const Finding& f) {
      if (slot == nullptr || f.confidence > slot->confidence) slot = &f;
    };
    if (const auto found = identity.find(subject); found != identity.end())
      for (const Finding& f : found->second) {
        if (f.key == "maker") better(a.maker, f);
        if (f.key == "brand") better(a.brand, f);
        if (f.key == "attribution") better(a.attribution, f);
      }
    if (const auto seen = seen_between.find(subject); seen != seen_between.end())
      std::tie(a.from, a.until) = seen->second;
    return a;
  }
};

EgressFindings::EgressFindings(const model::Case& c, const knowledge::Knowledge& k,
                               const std::map<Id, std::vector<Finding>>& identity, const Networks& networks)
    : impl_(std::make_unique<Impl>(c, k, identity, networks)) {}

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
