#include "assess/claims.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/label.hpp"

namespace lenscap::assess {

using knowledge::ClaimKind;
using model::Confidence;
using model::EvidenceClass;

namespace {

constexpr std::size_t most_values =
    1u << 16;  // remembered; then all are forgotten: some 10 MiB of names nobody repeats

/// A serial number that is the device's own hardware address is no second cause.
bool repeats_address(std::string_view value, std::span<const model::Mac> macs) {
  const auto as_mac = model::parse_mac(value);
  return as_mac && std::find(macs.begin(), macs.end(), *as_mac) != macs.end();
}

void add(std::vector<Claim>& to, ClaimKind kind, const std::string& value, EvidenceClass evidence, Confidence limit,
         std::string entry) {
  Claim claim;
  claim.kind = kind;
  claim.value = kind == ClaimKind::no_brand ? "none" : value;
  claim.evidence = evidence;
  claim.limit = limit;
  claim.entry = std::move(entry);
  to.push_back(std::move(claim));
}

using Values = std::unordered_map<std::string, std::vector<Claim>>;

/// Whose the address blocks are, by folded organisation: makers, then brands, then components, each as knowledge lists
/// them.
Values owners_of_blocks(const knowledge::Knowledge& k) {
  Values owners;
  const auto own = [&](const std::vector<std::string>& organisations, ClaimKind kind, const std::string& value,
                       const std::string& entry) {
    std::unordered_set<std::string> told;
    for (const auto& organisation : organisations)
      if (auto folded = knowledge::folded_organisation(organisation); told.insert(folded).second)
        add(owners[folded], kind, value, EvidenceClass::address, Confidence::confirmed, entry);
  };
  for (const auto& maker : k.makers)
    if (maker.builds) own(maker.organisations, ClaimKind::maker, maker.id, "maker:" + maker.id);
  for (const auto& brand : k.brands) own(brand.organisations, ClaimKind::brand, brand.name, "brand:" + brand.id);
  for (const auto& component : k.components)
    own(component.organisations, ClaimKind::component, component.name, "component:" + component.id);
  return owners;
}

}  // namespace

struct ClaimReader::Impl {
  Impl(const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher_)
      : matcher(matcher_), owners(owners_of_blocks(knowledge)), values(model::all_kinds().size()) {}

  /// What `value` claims of whoever says it, without its place and proof.
  const std::vector<Claim>& claims_of(model::Kind kind, const std::string& value) {
    static const std::vector<Claim> nothing;
    const bool block = kind == model::kind("eth.block");
    const bool endpoint = model::info(kind).evidence == EvidenceClass::endpoint;
    if (!block && !endpoint && !matcher.reads(kind)) return nothing;
    Values& known = values[static_cast<std::size_t>(kind)];
    if (const auto at = known.find(value); at != known.end()) return at->second;
    if (++remembered > most_values) {
      for (Values& all : values) all.clear();
      remembered = 1;
    }
    std::vector<Claim>& claims = known[value];
    if (block) {
      if (const auto owner = owners.find(knowledge::folded_organisation(value)); owner != owners.end())
        claims = owner->second;
    }
    if (endpoint) read_endpoint(value, claims);
    for (const auto& match : matcher.match(kind, value))
      for (const auto& claim : match.claims)
        add(claims, claim.kind, claim.value, match.signature->evidence, match.signature->limit,
            "signature:" + match.signature->id);
    return claims;
  }

  void read_endpoint(const std::string& host, std::vector<Claim>& claims) const {
    const auto* endpoint = matcher.endpoint(host);
    if (endpoint == nullptr) return;
    const std::string entry = "endpoint:" + endpoint->id;
    // A name that was asked for is one weak class. How sure it can make anybody stands with the endpoint.
    if (!endpoint->brand.empty())
      add(claims, ClaimKind::brand, endpoint->brand, EvidenceClass::endpoint, endpoint->limit, entry);
    if (!endpoint->maker.empty())
      add(claims, ClaimKind::maker, endpoint->maker, EvidenceClass::endpoint, endpoint->limit, entry);
    if (endpoint->camera) add(claims, ClaimKind::role, "camera", EvidenceClass::endpoint, endpoint->limit, entry);
  }

  knowledge::Matcher& matcher;
  const Values owners;
  std::vector<Values> values;  ///< by kind
  std::size_t remembered = 0;
};

ClaimReader::ClaimReader(const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher)
    : impl_(std::make_unique<Impl>(knowledge, matcher)) {}
ClaimReader::~ClaimReader() = default;

void ClaimReader::read(model::Kind kind, const std::string& value, model::Id observation, bool saved_file,
                       std::span<const model::Mac> macs, std::vector<Claim>& claims) {
  for (const Claim& known : impl_->claims_of(kind, value)) {
    Claim& claim = claims.emplace_back(known);
    claim.observation = observation;
    claim.saved_file = saved_file;
    claim.from_recorder = model::info(kind).name.starts_with("channel.");
    // One cause: a serial or name that repeats the address is the address again.
    if (claim.evidence == EvidenceClass::serial && repeats_address(value, macs))
      claim.evidence = EvidenceClass::address;
  }
}

std::vector<Claim> ClaimReader::read(std::span<const model::CaseObservation* const> observations,
                                     const std::vector<model::Source>& sources, std::span<const model::Mac> macs) {
  std::vector<Claim> claims;
  for (const auto* o : observations)
    if (const auto kind = model::find_kind(o->kind))
      read(*kind, o->value, o->id,
           o->locator.source < sources.size() && sources[o->locator.source].form == model::SourceForm::document, macs,
           claims);
  return claims;
}

}  // namespace lenscap::assess
