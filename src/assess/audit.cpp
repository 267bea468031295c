#include "assess/audit.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "assess/attribution.hpp"
#include "assess/claims.hpp"
#include "assess/confidence.hpp"
#include "assess/identity.hpp"
#include "assess/restriction.hpp"
#include "assess/traffic.hpp"

namespace lenscap::assess {

using knowledge::ClaimKind;
using model::CaseObservation;
using model::Confidence;
using model::Finding;
using model::HostIndex;
using model::Id;

namespace {

CaseObservation to_case(model::Observation o) {
  CaseObservation c;
  c.kind = model::info(o.kind).name;
  c.value = std::move(o.value);
  c.first = o.first;
  c.last = o.last;
  c.count = o.count;
  c.locator = std::move(o.locator);
  return c;
}

/// Where a device states its network address, or a recorder that of a camera behind it.
constexpr auto address_kinds = std::to_array<std::string_view>(
    {"channel.address", "dhip.ipv4address", "onvif.address", "sadp.ipv4address", "xm.hostip", "hanwha.ipaddress",
     "bosch.ipaddress", "vivotek.ipaddress", "panasonic.ipaddress", "sony.ipadr", "nicevision.ipaddress",
     "foscam.ipaddress", "vstarcam.ipaddress", "ubiquiti.ipaddress", "tvt.ip"});

class Auditing {
 public:
  Auditing(const model::Evidence& evidence, const knowledge::Knowledge& knowledge, const AuditOptions& options)
      : evidence_(evidence),
        knowledge_(knowledge),
        options_(options),
        matcher_(knowledge),
        by_host_(evidence.hosts.size()),
        declared_(evidence.hosts.size()),
        routers_(find_routers(evidence)) {
    for (const auto& o : evidence.observations)
      if (o.host < by_host_.size()) by_host_[o.host].push_back(to_case(o));
  }

  model::Case run(model::Traffic* traffic) {
    drop_blocks_of_routers();
    attribution_ = attribute(evidence_, find_ties());
    out_.sources = evidence_.sources;
    choose();
    std::sort(chosen_.begin(), chosen_.end(), [](const Chosen& a, const Chosen& b) { return a.key < b.key; });
    for (std::size_t i = 1; i < chosen_.size(); ++i)  // two devices behind one address: both stay
      if (chosen_[i].key == chosen_[i - 1].key) chosen_[i].key += "'";
    for (const Chosen& c : chosen_) write(c);
    relate();
    if (traffic != nullptr) take_traffic(*traffic, subject_of_hosts(), out_);
    out_.findings = derive_findings(out_, knowledge_);
    keep_entries();
    out_.meta["knowledge_edition"] = knowledge_.edition;
    out_.meta["kept_others"] = options_.keep_others ? "yes" : "no";
    return std::move(out_);
  }

 private:
  struct Chosen {
    std::uint32_t device;
    std::string key;
  };

  std::vector<const CaseObservation*> observations_of(const std::vector<HostIndex>& hosts) const {
    std::vector<const CaseObservation*> all;
    for (HostIndex i : hosts)
      for (const auto& o : by_host_[i]) all.push_back(&o);
    return all;
  }

  std::vector<Claim> claims_of(const std::vector<HostIndex>& hosts, const std::vector<model::Mac>& macs) {
    return make_claims(observations_of(hosts), evidence_.sources, macs, knowledge_, matcher_);
  }

  std::string best_maker(const std::vector<Claim>& claims) const {
    const auto makers = weigh(claims, ClaimKind::maker, knowledge_);
    return makers.empty() ? std::string() : makers[0].value;
  }

  bool is_router(model::Mac mac) const { return std::binary_search(routers_.begin(), routers_.end(), mac); }

  /// A block is told of the host that showed the hardware address first. Where a router sent that host's packets on, it
  /// is the router's block and says nothing of the host.
  void drop_blocks_of_routers() {
    for (HostIndex i = 0; i < by_host_.size(); ++i)
      if (carried(evidence_.hosts[i], routers_))
        std::erase_if(by_host_[i], [](const CaseObservation& o) { return o.kind == "eth.block"; });
  }

  /// The device's own hardware addresses, sent from or stated, without those of routers.
  std::vector<model::Mac> macs_of(const Device& device) const {
    std::set<model::Mac> macs;
    for (HostIndex i : device.hosts) {
      const auto mac = evidence_.hosts[i].mac;
      if (mac.value != 0 && !carried(evidence_.hosts[i], routers_)) macs.insert(mac);
      for (const auto stated : declared_[i])
        if (!is_router(stated)) macs.insert(stated);
    }
    return {macs.begin(), macs.end()};
  }

  std::vector<HostTie> find_ties() {
    std::vector<HostTie> ties;
    for (HostIndex i = 0; i < evidence_.hosts.size(); ++i) {
      if (by_host_[i].empty()) continue;
      std::vector<model::Mac> macs = {evidence_.hosts[i].mac};
      const auto claims = claims_of({i}, macs);
      for (const Claim& claim : claims)
        if (claim.kind == ClaimKind::mac)
          if (const auto mac = model::parse_mac(claim.value); mac && mac->identifies()) declared_[i].push_back(*mac);
      macs.insert(macs.end(), declared_[i].begin(), declared_[i].end());
      const std::string maker = best_maker(claims);
      for (const Claim& claim : claims) {
        if (claim.kind == ClaimKind::mac) ties.push_back({i, false, claim.value});
        else if (claim.kind == ClaimKind::serial && !maker.empty() && usable_serial(claim.value, macs))
          ties.push_back({i, true, maker + " " + claim.value});
      }
    }
    return ties;
  }

  /// Telephones invent their hardware address and ask for the clouds of the cameras whose app they run: of such a host,
  /// a name that it asked for is no mark.
  std::vector<Claim> marks_of(std::vector<Claim> claims, const Device& device) const {
    const bool invented = std::any_of(device.hosts.begin(), device.hosts.end(),
                                      [&](HostIndex i) { return evidence_.hosts[i].mac.local(); });
    if (invented) std::erase_if(claims, [](const Claim& c) { return c.evidence == model::EvidenceClass::endpoint; });
    return claims;
  }

  /// Which devices the case keeps, and by which key each is known.
  void choose() {
    std::uint64_t others = 0;
    std::vector<bool> kept(attribution_.devices.size());
    for (std::uint32_t d = 0; d < attribution_.devices.size(); ++d) {
      const Device& device = attribution_.devices[d];
      if (!options_.keep_others && silent(device)) {
        ++others;
        continue;
      }
      const auto macs = macs_of(device);
      const auto claims = claims_of(device.hosts, macs);
      const bool ours = bears_camera_mark(marks_of(claims, device), knowledge_) && !only_outside(device, claims);
      const bool saved = std::any_of(device.hosts.begin(), device.hosts.end(), [&](HostIndex i) {
        return (evidence_.hosts[i].marks & model::is_document) && !by_host_[i].empty();
      });
      const bool listed = std::any_of(device.hosts.begin(), device.hosts.end(),
                                      [&](HostIndex i) { return evidence_.hosts[i].marks & model::from_channel_list; });
      kept[d] = ours || saved || listed || options_.keep_others;
      if (!ours && !saved && !listed) ++others;
      if (kept[d]) chosen_.push_back({d, key_of(device, claims, macs)});
    }
    out_.others["count"] = others;
  }

  /// Nothing that was kept speaks of it: most hosts of a large network.
  bool silent(const Device& device) const {
    constexpr auto named = model::is_document | model::from_channel_list;
    return std::all_of(device.hosts.begin(), device.hosts.end(),
                       [&](HostIndex i) { return by_host_[i].empty() && !(evidence_.hosts[i].marks & named); });
  }

  /// A host of the internet behind a router is nobody's device here: its certificate or name is its operator's. Only
  /// what it serves as a camera does would make it one.
  bool only_outside(const Device& device, const std::vector<Claim>& claims) const {
    const bool outside = std::all_of(device.hosts.begin(), device.hosts.end(), [&](HostIndex i) {
      const auto& host = evidence_.hosts[i];
      return host.ip.family != 0 && !host.ip.inside() && host.group.empty();
    });
    if (!outside || device.attribution == "own_hardware_address") return false;
    return std::none_of(claims.begin(), claims.end(), [](const Claim& c) {
      return c.kind == ClaimKind::role &&
             (c.evidence == model::EvidenceClass::protocol || c.evidence == model::EvidenceClass::description);
    });
  }

  std::string key_of(const Device& device, const std::vector<Claim>& claims,
                     const std::vector<model::Mac>& macs) const {
    const std::string maker = best_maker(claims);
    const auto serials = weigh(claims, ClaimKind::serial, knowledge_);
    if (!maker.empty() && !serials.empty() && usable_serial(serials[0].value, macs))
      return "serial:" + maker + ":" + serials[0].value;
    for (const auto mac : macs)
      if (mac.identifies()) return "mac:" + to_string(mac);
    for (HostIndex i : device.hosts)
      if (evidence_.hosts[i].ip.family != 0) return "ip:" + to_string(evidence_.hosts[i].ip);
    for (HostIndex i : device.hosts)
      if (!evidence_.hosts[i].group.empty()) return "document:" + evidence_.hosts[i].group;
    return macs.empty() ? "unknown" : "mac:" + to_string(macs[0]);
  }

  /// Of a device that no frame showed, the network address is what it or its recorder says.
  std::vector<model::Ip> stated_addresses(HostIndex host) const {
    std::vector<model::Ip> out;
    for (const auto& o : by_host_[host]) {
      if (std::find(address_kinds.begin(), address_kinds.end(), o.kind) == address_kinds.end()) continue;
      const auto ip = model::parse_ip(o.value);
      if (ip && !ip->unspecified() && !ip->loopback()) out.push_back(*ip);
    }
    return out;
  }

  void write(const Chosen& c) {
    const Device& device = attribution_.devices[c.device];
    const Id subject = static_cast<Id>(out_.subjects.size() + 1);
    subject_of_[c.device] = subject;
    out_.subjects.push_back({subject, "device", c.key});
    for (HostIndex i : device.hosts) {
      const auto& host = evidence_.hosts[i];
      auto add = [&](std::string kind, std::string value) {
        add_identifier({subject, std::move(kind), std::move(value), host.first, host.last});
      };
      if (host.mac.identifies() && !carried(host, routers_)) add("mac", to_string(host.mac));
      for (const auto stated : declared_[i])
        if (!is_router(stated)) add("mac", to_string(stated));
      auto add_ip = [&](const model::Ip& ip) { add(ip.family == 4 ? "ip" : "ipv6", to_string(ip)); };
      if (host.ip.family != 0) add_ip(host.ip);
      else
        for (const auto& ip : stated_addresses(i)) add_ip(ip);
      if (host.vlan != 0) add("vlan", std::to_string(host.vlan));
      if (!host.group.empty()) add("document", host.group);
    }
    auto all = observations_of(device.hosts);
    std::sort(all.begin(), all.end(), [](const CaseObservation* a, const CaseObservation* b) {
      return std::tie(a->kind, a->first, a->locator.source, a->locator.spans, a->value) <
             std::tie(b->kind, b->first, b->locator.source, b->locator.spans, b->value);
    });
    for (const auto* o : all) {
      out_.observations.push_back(*o);
      out_.observations.back().id = static_cast<Id>(out_.observations.size());
      out_.observations.back().subject = subject;
    }
    Finding f;
    f.subject = subject;
    f.key = "attribution";
    f.value = device.attribution;
    f.confidence = Confidence::probable;
    if (device.router.value != 0) f.attributes["router"] = to_string(device.router);
    out_.findings.push_back(f);
    for (const Merge& merge : device.merges) {
      Finding m;
      m.subject = subject;
      m.key = "merge";
      m.value = merge.reason;
      m.confidence = Confidence::probable;
      m.attributes = {{"first", merge.first}, {"second", merge.second}, {"value", merge.value}};
      out_.findings.push_back(std::move(m));
    }
  }

  /// One row an identifier: the interval that its hosts span.
  void add_identifier(model::Identifier made) {
    for (std::size_t i = out_.identifiers.size(); i > 0 && out_.identifiers[i - 1].subject == made.subject; --i) {
      auto& known = out_.identifiers[i - 1];
      if (known.kind != made.kind || known.value != made.value) continue;
      if (made.from != model::no_time)
        known.from = known.from == model::no_time ? made.from : std::min(known.from, made.from);
      known.until = std::max(known.until, made.until);
      return;
    }
    out_.identifiers.push_back(std::move(made));
  }

  void relate() {
    std::set<std::pair<Id, Id>> told;
    for (HostIndex i = 0; i < evidence_.hosts.size(); ++i) {
      const HostIndex parent = evidence_.hosts[i].parent;
      if (parent == model::no_host) continue;
      const auto recorder = subject_of_.find(attribution_.device_of[parent]);
      const auto camera = subject_of_.find(attribution_.device_of[i]);
      if (recorder == subject_of_.end() || camera == subject_of_.end() || recorder->second == camera->second) continue;
      if (told.emplace(recorder->second, camera->second).second)
        out_.relations.push_back({recorder->second, "records", camera->second, {}});
    }
    std::sort(out_.relations.begin(), out_.relations.end(), [](const auto& a, const auto& b) {
      return std::tie(a.subject, a.object) < std::tie(b.subject, b.object);
    });
  }

  /// The device of each host in the case; 0 where it is none of them.
  std::vector<Id> subject_of_hosts() const {
    std::vector<Id> subjects(evidence_.hosts.size(), 0);
    for (HostIndex i = 0; i < subjects.size(); ++i)
      if (const auto at = subject_of_.find(attribution_.device_of[i]); at != subject_of_.end())
        subjects[i] = at->second;
    return subjects;
  }

  void keep_entries() {
    std::set<std::string> keys;
    for (const Finding& f : out_.findings) keys.insert(f.knowledge.begin(), f.knowledge.end());
    for (const auto& key : keys)
      if (auto entry = knowledge::used_entry(knowledge_, key)) out_.knowledge.push_back(std::move(*entry));
  }

  const model::Evidence& evidence_;
  const knowledge::Knowledge& knowledge_;
  AuditOptions options_;
  knowledge::Matcher matcher_;
  std::vector<std::vector<CaseObservation>> by_host_;
  std::vector<std::vector<model::Mac>> declared_;  ///< per host: what it says its hardware addresses are
  std::vector<model::Mac> routers_;
  Attribution attribution_;
  std::vector<Chosen> chosen_;
  std::map<std::uint32_t, Id> subject_of_;
  model::Case out_;
};

}  // namespace

model::Case audit(const model::Evidence& evidence, const knowledge::Knowledge& knowledge, const AuditOptions& options,
                  model::Traffic* traffic) {
  return Auditing(evidence, knowledge, options).run(traffic);
}

}  // namespace lenscap::assess
