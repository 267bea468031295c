#include "assess/claims.hpp"

#include <algorithm>
#include <unordered_map>

#include "knowledge/label.hpp"

namespace lenscap::assess {

using knowledge::ClaimKind;
using model::Confidence;
using model::EvidenceClass;

namespace {

/// A serial number that is the device's own hardware address is no second cause.
bool repeats_address(std::string_view value, const std::vector<model::Mac>& macs) {
  const auto as_mac = model::parse_mac(value);
  return as_mac && std::find(macs.begin(), macs.end(), *as_mac) != macs.end();
}

class ClaimMaker {
 public:
  ClaimMaker(const std::vector<model::Mac>& macs, const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher)
      : macs_(macs), knowledge_(knowledge), matcher_(matcher) {}

  void read(const model::CaseObservation& o, bool saved_file) {
    const auto kind = model::find_kind(o.kind);
    if (!kind) return;  // a case from a newer program: the kind is shown, but claims nothing here
    base_ = Claim{};
    base_.observation = o.id;
    base_.saved_file = saved_file;
    base_.from_recorder = o.kind.starts_with("channel.");
    if (o.kind == "eth.block") read_block(o.value);
    if (model::info(*kind).evidence == EvidenceClass::endpoint) read_endpoint(o.value);
    for (const auto& match : matcher_.match(*kind, o.value)) {
      EvidenceClass evidence = match.signature->evidence;
      // One cause: a serial or name that repeats the address is the address again.
      if (evidence == EvidenceClass::serial && repeats_address(o.value, macs_)) evidence = EvidenceClass::address;
      for (const auto& claim : match.claims)
        add(claim.kind, claim.value, evidence, match.signature->limit, "signature:" + match.signature->id);
    }
  }

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  void add(ClaimKind kind, std::string value, EvidenceClass evidence, Confidence limit, std::string entry) {
    Claim claim = base_;
    claim.kind = kind;
    claim.value = kind == ClaimKind::no_brand ? "none" : std::move(value);
    claim.evidence = evidence;
    claim.limit = limit;
    claim.entry = std::move(entry);
    claims_.push_back(std::move(claim));
  }

  void read_block(const std::string& organisation) {
    const std::string wanted = knowledge::folded_organisation(organisation);
    auto holds = [&](const std::vector<std::string>& list) {
      return std::any_of(list.begin(), list.end(),
                         [&](const std::string& name) { return knowledge::folded_organisation(name) == wanted; });
    };
    for (const auto& maker : knowledge_.makers) {
      if (!holds(maker.organisations)) continue;
      if (maker.builds)
        add(ClaimKind::maker, maker.id, EvidenceClass::address, Confidence::confirmed, "maker:" + maker.id);
    }
    for (const auto& brand : knowledge_.brands)
      if (holds(brand.organisations))
        add(ClaimKind::brand, brand.name, EvidenceClass::address, Confidence::confirmed, "brand:" + brand.id);
    for (const auto& component : knowledge_.components)
      if (holds(component.organisations))
        add(ClaimKind::component, component.name, EvidenceClass::address, Confidence::confirmed,
            "component:" + component.id);
  }

  void read_endpoint(const std::string& host) {
    const auto* endpoint = matcher_.endpoint(host);
    if (endpoint == nullptr) return;
    const std::string entry = "endpoint:" + endpoint->id;
    // A name that was asked for is one weak class. How sure it can make anybody stands with the endpoint.
    if (!endpoint->brand.empty())
      add(ClaimKind::brand, endpoint->brand, EvidenceClass::endpoint, endpoint->limit, entry);
    if (!endpoint->maker.empty())
      add(ClaimKind::maker, endpoint->maker, EvidenceClass::endpoint, endpoint->limit, entry);
    if (endpoint->camera) add(ClaimKind::role, "camera", EvidenceClass::endpoint, endpoint->limit, entry);
  }

  const std::vector<model::Mac>& macs_;
  const knowledge::Knowledge& knowledge_;
  knowledge::Matcher& matcher_;
  Claim base_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> make_claims(const std::vector<const model::CaseObservation*>& observations,
                               const std::vector<model::Source>& sources, const std::vector<model::Mac>& macs,
                               const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher) {
  ClaimMaker maker(macs, knowledge, matcher);
  for (const auto* o : observations)
    maker.read(*o,
               o->locator.source < sources.size() && sources[o->locator.source].form == model::SourceForm::document);
  return maker.take();
}

}  // namespace lenscap::assess
