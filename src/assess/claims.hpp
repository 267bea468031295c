// assess/claims.hpp: from observations to claims: what a signature, an endpoint or an address block says of a device.
//
// A network says the same again and again: 100,000 hosts have their addresses from some 300 makers, and ask for the
// same names. So what a value claims is worked out once; of hosts that nothing marks, which --keep-others keeps by the
// hundred thousand, a claim was a walk over every name of every maker.
#pragma once
#include <memory>
#include <span>
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

/// Reads the claims of one device after another. Borrows knowledge and matcher. Not for two threads at once.
class ClaimReader {
 public:
  ClaimReader(const knowledge::Knowledge& knowledge, knowledge::Matcher& matcher);
  ~ClaimReader();
  ClaimReader(const ClaimReader&) = delete;

  /// Adds what one observation claims to `claims`. `macs`: the device's own hardware addresses, so that a serial number
  /// that repeats one counts as the same cause as the address block.
  void read(model::Kind kind, const std::string& value, model::Id observation, bool saved_file,
            std::span<const model::Mac> macs, std::vector<Claim>& claims);

  /// All claims about one device, in the order of its observations. Kinds that this program does not know are shown,
  /// but claim nothing.
  std::vector<Claim> read(std::span<const model::CaseObservation* const> observations,
                          const std::vector<model::Source>& sources, std::span<const model::Mac> macs);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::assess
