// The findings of a case from its observations alone: what `verify` compares with the findings that it kept.
#include <algorithm>
#include <iterator>
#include <utility>

#include "assess/audit.hpp"
#include "assess/by_subject.hpp"
#include "assess/capability.hpp"
#include "assess/claims.hpp"
#include "assess/egress_findings.hpp"
#include "assess/identity.hpp"
#include "assess/in_parts.hpp"
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

/// Findings of some subjects, and how many of them each has, in the order of the subjects.
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

/// What each subject is, without what it sends.
class Identities {
 public:
  Identities(const model::Case& c, const knowledge::Knowledge& knowledge, std::span<const Id> claim_nothing)
      : c_(c),
        knowledge_(knowledge),
        claim_nothing_(claim_nothing),
        observations_(c.observations),
        macs_stated_(c.identifiers, [](const auto& i) { return i.kind == "mac"; }),
        grouping_(c.findings, [](const Finding& f) {  // only reading the input again checks it
          return f.key == "attribution" || f.key == "merge";
        }) {}

  /// Of the subjects at [from, to).
  Told of(std::size_t from, std::size_t to) const {
    knowledge::Matcher matcher(knowledge_);
    ClaimReader claims(knowledge_, matcher);
    Told told;
    told.findings.reserve(5 * (to - from));
    for (std::size_t i = from; i < to; ++i) {
      const Id subject = c_.subjects[i].id;
      const auto seen = observations_.of(subject);
      std::vector<Claim> claimed;
      if (!std::binary_search(claim_nothing_.begin(), claim_nothing_.end(), subject)) {
        std::vector<model::Mac> macs;
        for (const auto* identifier : macs_stated_.of(subject))
          if (const auto mac = model::parse_mac(identifier->value)) macs.push_back(*mac);
        claimed = claims.read(seen, c_.sources, macs);
      }
      std::vector<Finding> findings = identify(std::move(claimed), seen, knowledge_);
      add_restrictions(findings, knowledge_);
      for (const Finding* f : grouping_.of(subject)) findings.push_back(*f);
      for (Finding& f : derive_capabilities(seen, knowledge_)) findings.push_back(std::move(f));
      told.put(std::move(findings), subject);
    }
    return told;
  }

 private:
  const model::Case& c_;
  const knowledge::Knowledge& knowledge_;
  std::span<const Id> claim_nothing_;
  const BySubject<CaseObservation> observations_;
  const BySubject<model::Identifier> macs_stated_;
  const BySubject<Finding> grouping_;
};

/// Each subject's findings of the first, then those of the second; both tell of the same subjects in the same parts.
/// Part by part, so that findings do not stand in memory twice.
std::vector<Finding> merged(std::vector<Told> first, std::vector<Told> second) {
  std::size_t all = 0;
  for (const auto* parts : {&first, &second})
    for (const Told& told : *parts) all += told.findings.size();
  std::vector<Finding> out;
  out.reserve(all);
  for (std::size_t part = 0; part < first.size(); ++part) {
    Told one = std::exchange(first[part], {}), other = std::exchange(second[part], {});
    auto from_one = one.findings.begin(), from_other = other.findings.begin();
    const auto move = [&](auto& from, std::uint32_t count) {
      std::move(from, from + count, std::back_inserter(out));
      from += count;
    };
    for (std::size_t i = 0; i < one.counts.size(); ++i) {
      move(from_one, one.counts[i]);
      move(from_other, other.counts[i]);
    }
  }
  return out;
}

}  // namespace

std::vector<Finding> derive_findings(const model::Case& c, const knowledge::Knowledge& knowledge,
                                     std::span<const Id> claim_nothing, unsigned threads) {
  const std::size_t count = c.subjects.size();
  const Identities identities(c, knowledge, claim_nothing);
  auto identity = in_parts(count, devices_together, threads,
                           [&](std::size_t from, std::size_t to) { return identities.of(from, to); });
  // Who is a recorder is known only now: what a device sends is asked after what all of them are.
  std::vector<Told> sent;
  {
    std::vector<const Finding*> found;
    for (const Told& told : identity)
      for (const Finding& f : told.findings) found.push_back(&f);
    const EgressFindings egress(c, knowledge, found, threads);
    sent = in_parts(count, devices_together, threads, [&](std::size_t from, std::size_t to) {
      Told told;
      for (std::size_t i = from; i < to; ++i) told.put(egress.of(c.subjects[i].id), c.subjects[i].id);
      return told;
    });
  }
  std::vector<Finding> out = merged(std::move(identity), std::move(sent));
  for (std::size_t i = 0; i < out.size(); ++i) out[i].id = static_cast<Id>(i + 1);
  return out;
}

}  // namespace lenscap::assess
