// The findings of a case from its observations alone: what `verify` compares with the findings that it kept.
#include <algorithm>

#include "assess/audit.hpp"
#include "assess/by_subject.hpp"
#include "assess/capability.hpp"
#include "assess/claims.hpp"
#include "assess/egress_findings.hpp"
#include "assess/identity.hpp"
#include "assess/restriction.hpp"

namespace lenscap::assess {

using model::CaseObservation;
using model::Finding;
using model::Id;

namespace {

/// What maker and brand of these findings are bound by, resting on what those rest on.
void add_restrictions(std::vector<Finding>& findings, const knowledge::Knowledge& knowledge) {
  Party party;
  std::vector<Id> reasons;
  for (const Finding& f : findings) {
    if (f.key == "maker") {
      party.maker = f.value;
      party.maker_confidence = f.confidence;
    } else if (f.key == "brand") {
      party.brand = f.value;
      party.brand_confidence = f.confidence;
    } else {
      continue;
    }
    reasons.insert(reasons.end(), f.observations.begin(), f.observations.end());
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
  for (Finding& restriction : derive_restrictions(party, knowledge)) {
    restriction.observations = reasons;
    findings.push_back(std::move(restriction));
  }
}

/// Findings, and how many of them each subject has, in the order of the subjects.
struct Told {
  std::vector<Finding> findings;
  std::vector<std::uint32_t> counts;

  void put(std::vector<Finding> of_one, Id subject) {
    counts.push_back(static_cast<std::uint32_t>(of_one.size()));
    for (Finding& f : of_one) {
      f.subject = subject;
      findings.push_back(std::move(f));
    }
  }
};

/// Each subject's findings of `first`, then those of `second`. From the back and in place: of a hundred thousand
/// subjects they never stand in memory twice.
std::vector<Finding> merged(Told first, Told second) {
  std::vector<Finding> out = std::move(first.findings);
  std::size_t from = out.size(), more = second.findings.size();
  out.resize(from + more);
  for (std::size_t i = first.counts.size(), to = out.size(); i-- > 0 && more > 0;) {
    for (std::uint32_t n = second.counts[i]; n > 0; --n) out[--to] = std::move(second.findings[--more]);
    for (std::uint32_t n = first.counts[i]; n > 0 && to != from; --n) out[--to] = std::move(out[--from]);
  }
  return out;
}

}  // namespace

std::vector<Finding> derive_findings(const model::Case& c, const knowledge::Knowledge& knowledge,
                                     std::span<const Id> claim_nothing) {
  knowledge::Matcher matcher(knowledge);
  ClaimReader claims(knowledge, matcher);
  const BySubject<CaseObservation> observations(c.observations);
  const BySubject<model::Identifier> macs_stated(c.identifiers, [](const auto& i) { return i.kind == "mac"; });
  const BySubject<Finding> grouping(c.findings, [](const Finding& f) {  // only reading the input again checks it
    return f.key == "attribution" || f.key == "merge";
  });
  Told identity;
  identity.findings.reserve(8 * c.subjects.size());  // most have no more, with what they send: no second copy to grow
  for (const auto& subject : c.subjects) {
    const auto seen = observations.of(subject.id);
    std::vector<Claim> claimed;
    if (!std::binary_search(claim_nothing.begin(), claim_nothing.end(), subject.id)) {
      std::vector<model::Mac> macs;
      for (const auto* identifier : macs_stated.of(subject.id))
        if (const auto mac = model::parse_mac(identifier->value)) macs.push_back(*mac);
      claimed = claims.read(seen, c.sources, macs);
    }
    std::vector<Finding> findings = identify(std::move(claimed), seen, knowledge);
    add_restrictions(findings, knowledge);
    for (const Finding* f : grouping.of(subject.id)) findings.push_back(*f);
    for (Finding& f : derive_capabilities(seen, knowledge)) findings.push_back(std::move(f));
    identity.put(std::move(findings), subject.id);
  }
  // Who is a recorder is known only now: what a device sends is asked after what all of them are.
  Told sent;
  sent.findings.reserve(3 * c.subjects.size());
  {
    const EgressFindings egress(c, knowledge, identity.findings);
    for (const auto& subject : c.subjects) sent.put(egress.of(subject.id), subject.id);
  }
  std::vector<Finding> out = merged(std::move(identity), std::move(sent));
  for (std::size_t i = 0; i < out.size(); ++i) out[i].id = static_cast<Id>(i + 1);
  return out;
}

}  // namespace lenscap::assess
