// Whose cloud does it speak to: its own maker's, or another's than its label says? And does it let strangers find a way
// in to it, through a broker?
//
// Only an answered conversation is a contact; a name that was asked for is an intention, and is told as such
// (looks_up_only). Names already are claims of the weak class "endpoint" (assess/claims); this is told beside identity
// and adds nothing to it, so that one name is not counted twice.
#include <algorithm>
#include <map>

#include "assess/egress_question.hpp"
#include "assess/identity.hpp"

namespace lenscap::assess {

using knowledge::Endpoint;
using model::Confidence;
using model::Finding;

namespace {

/// Owner and owned are one house, at any time: an older camera still asks for its former owner's servers.
bool one_house(const knowledge::Knowledge& k, const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const auto owned_by = [&](const std::string& id, const std::string& owner) {
    const auto* maker = k.maker(id);
    return maker != nullptr &&
           std::any_of(maker->owners.begin(), maker->owners.end(), [&](const auto& o) { return o.owner == owner; });
  };
  return owned_by(a, b) || owned_by(b, a);
}

std::string maker_of(const knowledge::Knowledge& k, const std::string& label) {
  bool house = false;
  const auto* maker = label.empty() ? nullptr : k.maker_of_label(label, house);
  return maker != nullptr ? maker->id : std::string();
}

struct Cloud {
  std::string maker, brand;
  bool told = false;  ///< by maker or brand of the entry; else by the operator's name alone
};

Cloud cloud_of(const knowledge::Knowledge& k, const Endpoint& e) {
  Cloud cloud{e.maker, e.brand, !e.maker.empty() || !e.brand.empty()};
  if (cloud.maker.empty()) cloud.maker = maker_of(k, e.brand);
  if (cloud.maker.empty() && cloud.brand.empty()) cloud.maker = maker_of(k, e.operator_name);
  return cloud;
}

bool by_cloud_alone(const Finding* f) {
  if (f == nullptr) return false;
  bool cloud = false;
  for (const std::string& key : f->knowledge) {
    if (key.starts_with("brand:") || key.starts_with("maker:")) continue;  // who that is, not how it is known
    if (!key.starts_with("endpoint:")) return false;
    cloud = true;
  }
  return cloud;
}

bool same_label(const knowledge::Knowledge& k, const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && canonical_label(a, k) == canonical_label(b, k);
}

bool only_for_traversal(const Peer& p) {
  return p.endpoint != nullptr && std::all_of(p.endpoint->purposes.begin(), p.endpoint->purposes.end(),
                                              [](const auto& what) { return what == "p2p" || what == "relay"; });
}

Confidence of_contact(const Peers& group, const Cloud& cloud) {
  Confidence best = Confidence::possible;
  for (const Peer* p : group)
    if (!p->by_alias && cloud.told) best = std::max(best, greeted(*p) ? Confidence::confirmed : Confidence::probable);
  return best;
}

}  // namespace

void ask_clouds(const Asked& a, Findings& out) {
  std::map<std::string, Peers> groups;
  for (const Peer& p : a.peers)
    if (p.side == Side::outside && p.outcome == Outcome::answered && p.endpoint != nullptr && !called_by_peer(p))
      groups[party_of(p)].push_back(&p);
  // A label outweighs a maker that is known by this very cloud only.
  std::string brand = a.brand != nullptr && !by_cloud_alone(a.brand) ? a.brand->value : std::string();
  bool circular = by_cloud_alone(a.maker);
  const std::string maker = a.maker != nullptr && (!circular || brand.empty()) ? a.maker->value : std::string();
  if (maker.empty() && brand.empty() && a.brand != nullptr) {
    brand = a.brand->value;
    circular = true;
  } else {
    circular = circular && brand.empty();
  }
  for (const auto& [party, group] : groups) {
    const Cloud cloud = cloud_of(a.k, *group.front()->endpoint);
    if (cloud.maker.empty() && cloud.brand.empty()) continue;  // of no maker: a rented platform, a public service
    const bool own = one_house(a.k, maker, cloud.maker) || same_label(a.k, brand, cloud.brand) ||
                     one_house(a.k, maker_of(a.k, brand), cloud.maker);
    // One cloud says who it is and another says otherwise: that is a question, no accusation.
    if (!own && (circular || (maker.empty() && brand.empty()))) continue;
    Confidence confidence = of_contact(group, cloud);
    if (own) confidence = std::min(confidence, maker.empty() ? a.brand->confidence : a.maker->confidence);
    if (!own)
      confidence = std::min(confidence, std::max(maker.empty() ? Confidence::unknown : a.maker->confidence,
                                                 brand.empty() ? Confidence::unknown : a.brand->confidence));
    Finding f = about(a, own ? "contacts_maker_cloud" : "contacts_other_maker_cloud", confidence, group,
                      own ? "name_of_another" : "label_or_maker_wrong");
    if (!cloud.maker.empty()) f.attributes["cloud_maker"] = cloud.maker;
    if (!cloud.brand.empty()) f.attributes["cloud_brand"] = cloud.brand;
    if (!maker.empty()) f.attributes["maker"] = maker;
    if (!brand.empty()) f.attributes["brand"] = brand;
    if (circular) f.attributes["maker_known_by"] = "endpoint";
    out.push_back(std::move(f));
  }
}

void ask_traversal(const Asked& a, Findings& out) {
  // A binding request goes to UDP 3478 (RFC 8489 section 18.6), at some providers to 19302. Without the device's own
  // STUN message a port alone is nothing.
  constexpr std::uint8_t udp = 17;
  constexpr std::size_t many = 8;  // unnamed outside peers of one device, over datagrams: looks like hole punching
  const bool stun = a.saw("stun.message");
  const bool spoken = a.saw("pppp.message") || a.saw("bcudp.message") || a.saw("dahuap2p.message");
  std::map<std::string, Peers> groups;
  Peers unnamed;
  std::set<model::Ip> addresses;
  for (const Peer& p : a.peers) {
    if (p.side != Side::outside || p.outcome == Outcome::name_only) continue;
    const bool binding = stun && p.protocol == udp && (p.port == 3478 || p.port == 19302);
    if (has_purpose(p, "p2p") || has_purpose(p, "relay") || binding) {
      groups[party_of(p)].push_back(&p);
    } else if (p.protocol == udp && p.name.empty() && p.port >= 1024) {
      unnamed.push_back(&p);
      addresses.insert(p.peer);
    }
  }
  for (const auto& [party, group] : groups) {
    const bool answered = std::any_of(group.begin(), group.end(), [](const Peer* p) {
      return p->outcome == Outcome::answered && (p->endpoint != nullptr || p->traversal);
    });
    // A server that also does other things may be asked for those; datagrams, or a name of its own, tell more.
    const bool told = std::any_of(group.begin(), group.end(), [&](const Peer* p) {
      return p->traversal || p->protocol == udp || only_for_traversal(*p);
    });
    const Confidence sure = !answered || !(told || spoken) ? Confidence::possible
                            : spoken                       ? Confidence::confirmed
                                                           : Confidence::probable;
    Finding f = about(a, "peer_to_peer", sure, group, "owners_platform");
    const bool protocol = std::any_of(group.begin(), group.end(), [](const Peer* p) { return p->traversal; });
    f.attributes["seen_by"] = protocol ? "protocol" : group.front()->endpoint != nullptr ? "broker" : "binding_request";
    if (protocol) {
      f.attributes["protocol"] = "pppp";
      for (const auto* o : a.observations)
        if (o->kind == "pppp.message") f.observations.push_back(o->id);
    }
    out.push_back(std::move(f));
  }
  if (addresses.size() < many) return;
  Finding f = about(a, "peer_to_peer", spoken || stun ? Confidence::probable : Confidence::possible, unnamed,
                    "owners_platform");
  f.attributes["seen_by"] = "many_peers";
  f.attributes["addresses"] = std::to_string(addresses.size());
  out.push_back(std::move(f));
}

}  // namespace lenscap::assess
