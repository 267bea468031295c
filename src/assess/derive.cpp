// The findings of a case from its observations alone: what `verify` compares with the findings that it kept.
#include <algorithm>
#include <map>

#include "assess/audit.hpp"
#include "assess/capability.hpp"
#include "assess/claims.hpp"
#include "assess/egress_findings.hpp"
#include "assess/identity.hpp"
#include "assess/restriction.hpp"

namespace lenscap::assess {

using model::CaseObservation;
using model::Finding;
using model::Id;

std::vector<Finding> derive_findings(const model::Case& c, const knowledge::Knowledge& knowledge) {
  knowledge::Matcher matcher(knowledge);
  std::map<Id, std::vector<const CaseObservation*>> by_subject;
  for (const auto& o : c.observations) by_subject[o.subject].push_back(&o);
  std::map<Id, std::vector<model::Mac>> macs;
  for (const auto& identifier : c.identifiers)
    if (identifier.kind == "mac")
      if (const auto mac = model::parse_mac(identifier.value)) macs[identifier.subject].push_back(*mac);
  std::map<Id, std::vector<const Finding*>> grouping;  // it comes from reading: only reading the input again checks it
  for (const Finding& f : c.findings)
    if (f.key == "attribution" || f.key == "merge") grouping[f.subject].push_back(&f);
  std::map<Id, std::vector<Finding>> by_device;
  for (const auto& subject : c.subjects) {
    const auto& observations = by_subject[subject.id];
    const auto claims = make_claims(observations, c.sources, macs[subject.id], knowledge, matcher);
    auto findings = identify(claims, observations, knowledge);
    Party party;
    std::vector<Id> reasons;
    std::vector<std::string> entries;
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
    for (const Finding* f : grouping[subject.id]) findings.push_back(*f);
    by_device[subject.id] = std::move(findings);
  }
  // Who is a recorder is known only now: what a device sends is asked after what all of them are.
  const EgressFindings egress(c, knowledge, by_device);
  std::vector<Finding> out;
  for (const auto& subject : c.subjects) {
    const auto put = [&](std::vector<Finding> findings) {
      for (Finding& f : findings) {
        f.subject = subject.id;
        out.push_back(std::move(f));
      }
    };
    std::vector<Finding> sent = egress.of(subject.id);
    put(std::move(by_device[subject.id]));
    put(derive_capabilities(by_subject[subject.id], knowledge));
    put(std::move(sent));
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i].id = static_cast<Id>(i + 1);
  return out;
}

}  // namespace lenscap::assess
