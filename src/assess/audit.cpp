#include "assess/audit.hpp"

#include <algorithm>
#include <future>
#include <set>
#include <span>

#include "assess/attribution.hpp"
#include "assess/by_host.hpp"
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

CaseObservation to_case(model::Observation&& o, Id id, Id subject) {
  CaseObservation c;
  c.id = id;
  c.subject = subject;
  c.kind = model::info(o.kind).name;
  c.value = std::move(o.value);
  c.first = o.first;
  c.last = o.last;
  c.count = o.count;
  c.locator = std::move(o.locator);
  return c;
}

class Auditing {
 public:
  Auditing(model::Evidence&& evidence, const knowledge::Knowledge& knowledge, const AuditOptions& options)
      : evidence_(std::move(evidence)),
        knowledge_(knowledge),
        options_(options),
        matcher_(knowledge),
        claims_(knowledge, matcher_),
        declared_(evidence_.hosts.size()),
        claims_something_(evidence_.hosts.size()),
        routers_(find_routers(evidence_)),
        said_(evidence_, routers_) {}

  model::Case run(model::Traffic* traffic) {
    attribution_ = attribute(evidence_, find_ties());
    subject_of_.assign(attribution_.devices.size(), 0);
    out_.sources = evidence_.sources;
    choose();
    std::sort(chosen_.begin(), chosen_.end(), [](const Chosen& a, const Chosen& b) { return a.key < b.key; });
    for (std::size_t i = 1; i < chosen_.size(); ++i)  // two devices behind one address: both stay
      if (chosen_[i].key == chosen_[i - 1].key) chosen_[i].key += "'";
    make_room();
    for (Id next = 1; const Chosen& c : chosen_) subject_of_[c.device] = next++;
    const std::vector<Id> subjects = subject_of_hosts();
    // Rows of traffic and names lie in other tables of the case than what devices said.
    auto taken = std::async(options_.threads > 1 ? std::launch::async : std::launch::deferred, [&] {
      if (traffic != nullptr) take_traffic(*traffic, subjects, out_);
    });
    for (const Chosen& c : chosen_) write(c);
    relate();
    evidence_ = {};  // what the case keeps of it was moved there: room for what follows
    attribution_ = {};
    taken.get();
    out_.findings = derive_findings(out_, knowledge_, claim_nothing_, options_.threads);
    keep_entries();
    out_.meta["knowledge_edition"] = knowledge_.edition;
    out_.meta["kept_others"] = options_.keep_others ? "yes" : "no";
    return std::move(out_);
  }

 private:
  struct Chosen {
    std::uint32_t device;
    bool claims;  ///< anything at all
    std::string key;
  };

  /// None where find_ties() saw that no host of it claims anything.
  std::vector<Claim> claims_of(const Device& device, std::span<const model::Mac> macs) {
    if (std::none_of(device.hosts.begin(), device.hosts.end(), [&](HostIndex i) { return claims_something_[i]; }))
      return {};
    return claims_of(std::span<const HostIndex>(device.hosts), macs);
  }

  std::vector<Claim> claims_of(std::span<const HostIndex> hosts, std::span<const model::Mac> macs) {
    std::vector<Claim> claims;
    for (HostIndex host : hosts)
      for (const std::uint32_t i : said_.of(host)) {
        const auto& o = evidence_.observations[i];
        const auto source = o.locator.source;
        const bool saved =
            source < evidence_.sources.size() && evidence_.sources[source].form == model::SourceForm::document;
        claims_.read(o.kind, o.value, 0, saved, macs, claims);
      }
    return claims;
  }

  std::string best_maker(const std::vector<Claim>& claims) const {
    const auto makers = weigh(claims, ClaimKind::maker, knowledge_);
    return makers.empty() ? std::string() : makers[0].value;
  }

  bool is_router(model::Mac mac) const { return std::binary_search(routers_.begin(), routers_.end(), mac); }

  /// The device's own hardware addresses, sent from or stated, without those of routers.
  std::vector<model::Mac> macs_of(const Device& device) const {
    std::vector<model::Mac> macs;
    for (HostIndex i : device.hosts) {
      const auto mac = evidence_.hosts[i].mac;
      if (mac.value != 0 && !carried(evidence_.hosts[i], routers_)) macs.push_back(mac);
      for (const auto stated : declared_[i])
        if (!is_router(stated)) macs.push_back(stated);
    }
    std::sort(macs.begin(), macs.end());
    macs.erase(std::unique(macs.begin(), macs.end()), macs.end());
    return macs;
  }

  std::vector<HostTie> find_ties() {
    std::vector<HostTie> ties;
    for (HostIndex i = 0; i < evidence_.hosts.size(); ++i) {
      if (said_.none(i)) continue;
      std::vector<model::Mac> macs = {evidence_.hosts[i].mac};
      const auto claims = claims_of({&i, 1}, macs);
      if (claims.empty()) continue;
      claims_something_[i] = true;
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
      const auto claims = claims_of(device, macs);
      const bool ours = bears_camera_mark(marks_of(claims, device), knowledge_) && !only_outside(device, claims);
      const bool saved = std::any_of(device.hosts.begin(), device.hosts.end(), [&](HostIndex i) {
        return (evidence_.hosts[i].marks & model::is_document) && !said_.none(i);
      });
      const bool listed = std::any_of(device.hosts.begin(), device.hosts.end(),
                                      [&](HostIndex i) { return evidence_.hosts[i].marks & model::from_channel_list; });
      kept[d] = ours || saved || listed || options_.keep_others;
      if (!ours && !saved && !listed) ++others;
      if (kept[d]) chosen_.push_back({d, !claims.empty(), key_of(device, claims, macs)});
    }
    out_.others["count"] = others;
  }

  /// Nothing that was kept speaks of it: most hosts of a large network.
  bool silent(const Device& device) const {
    constexpr auto named = model::is_document | model::from_channel_list;
    return std::all_of(device.hosts.begin(), device.hosts.end(),
                       [&](HostIndex i) { return said_.none(i) && !(evidence_.hosts[i].marks & named); });
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

  /// Where everybody is kept, rows that grow by doubling would touch each page of some hundred megabytes several times.
  void make_room() {
    std::size_t hosts = 0, observations = 0;
    for (const Chosen& c : chosen_)
      for (HostIndex i : attribution_.devices[c.device].hosts) {
        ++hosts;
        observations += said_.of(i).size();
      }
    out_.subjects.reserve(chosen_.size());
    out_.identifiers.reserve(2 * hosts);
    out_.observations.reserve(observations);
    out_.findings.reserve(chosen_.size());
  }

  void write(const Chosen& c) {
    const Device& device = attribution_.devices[c.device];
    const Id subject = subject_of_[c.device];
    if (!c.claims) claim_nothing_.push_back(subject);
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
        for (const auto& ip : stated_addresses(evidence_, said_.of(i))) add_ip(ip);
      if (host.vlan != 0) add("vlan", std::to_string(host.vlan));
      if (!host.group.empty()) add("document", host.group);
    }
    std::vector<model::Observation*> all;
    for (HostIndex host : device.hosts)
      for (const std::uint32_t i : said_.of(host)) all.push_back(&evidence_.observations[i]);
    std::sort(all.begin(), all.end(), [](const model::Observation* a, const model::Observation* b) {
      if (a->kind != b->kind) return model::info(a->kind).name < model::info(b->kind).name;
      return std::tie(a->first, a->locator.source, a->locator.spans, a->value) <
             std::tie(b->first, b->locator.source, b->locator.spans, b->value);
    });
    for (auto* o : all)
      out_.observations.push_back(to_case(std::move(*o), static_cast<Id>(out_.observations.size() + 1), subject));
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
      const Id recorder = subject_of_[attribution_.device_of[parent]], camera = subject_of_[attribution_.device_of[i]];
      if (recorder == 0 || camera == 0 || recorder == camera) continue;
      if (told.emplace(recorder, camera).second) out_.relations.push_back({recorder, "records", camera, {}});
    }
    std::sort(out_.relations.begin(), out_.relations.end(), [](const auto& a, const auto& b) {
      return std::tie(a.subject, a.object) < std::tie(b.subject, b.object);
    });
  }

  /// The device of each host in the case; 0 where it is none of them.
  std::vector<Id> subject_of_hosts() const {
    std::vector<Id> subjects(evidence_.hosts.size(), 0);
    for (HostIndex i = 0; i < subjects.size(); ++i) subjects[i] = subject_of_[attribution_.device_of[i]];
    return subjects;
  }

  void keep_entries() {
    std::set<std::string> keys;
    for (const Finding& f : out_.findings) keys.insert(f.knowledge.begin(), f.knowledge.end());
    for (const auto& key : keys)
      if (auto entry = knowledge::used_entry(knowledge_, key)) out_.knowledge.push_back(std::move(*entry));
  }

  model::Evidence evidence_;
  const knowledge::Knowledge& knowledge_;
  AuditOptions options_;
  knowledge::Matcher matcher_;
  ClaimReader claims_;
  std::vector<std::vector<model::Mac>> declared_;  ///< per host: what it says its hardware addresses are
  std::vector<bool> claims_something_;             ///< per host
  std::vector<model::Mac> routers_;
  ByHost said_;
  Attribution attribution_;
  std::vector<Chosen> chosen_;
  std::vector<Id> subject_of_;     ///< by device; 0: not in the case
  std::vector<Id> claim_nothing_;  ///< subjects, ascending
  model::Case out_;
};

}  // namespace

model::Case audit(model::Evidence evidence, const knowledge::Knowledge& knowledge, const AuditOptions& options,
                  model::Traffic* traffic) {
  return Auditing(std::move(evidence), knowledge, options).run(traffic);
}

}  // namespace lenscap::assess
