// assess/claims.hpp: from observations to claims: what a signature, an endpoint or an address block says of a device.
#pragma once
#include <string>
#include <vector>

#include "knowledge/matcher.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// One claim and what it rests on.
struct Claim {
  knowledge::ClaimKind kind{};
  std::string value;  ///< maker id, role, label, model …
  model::EvidenceClass evidence{};
  model::Confidence limit = model::Confidence::confirmed;  ///< nothing that rests on it alone goes above
  model::Id observation = 0;
  std::string entry;           ///< knowledge key: "signature:…", "maker:…", "endpoint:…"
  bool saved_file = false;     ///< from a document that somebody saved
  bool from_recorder = false;  ///< what a recorder says of a camera behind it
};

/// All claims about one device. `macs`: its own hardware addresses, so that a serial number that repeats one counts as
/// the same cause as the address block. Order: that of the observations.
std::vector<Claim> make_claims(const std::vector<const model::CaseObservation*>& observations,
                               const std::vector<model::Source>& sources, const std::vector<model::Mac>& macs,
                               const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher);

}  // namespace lenscap::assess
