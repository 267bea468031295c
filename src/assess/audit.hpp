// assess/audit.hpp: from what was read to a case: devices, their findings, and what is left out of the case.
#pragma once
#include <span>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/case.hpp"
#include "model/evidence.hpp"
#include "model/flow.hpp"

namespace lenscap::assess {

struct AuditOptions {
  bool keep_others = false;  ///< keep hosts that are no camera, with all that was seen of them
  unsigned threads = 1;      ///< at least 1; the case is the same
};

/// Groups hosts into devices, derives their findings, and keeps only cameras, recorders and hosts with a camera maker's
/// mark (all other hosts become one count). Pure: the same evidence and knowledge give the same case, whatever the
/// order of files.
/// What the case keeps of the evidence is moved into it: give it away where it is not needed again, and it stands in
/// memory once.
/// `traffic`: what was read beside the evidence; its rows are moved into the case. Without it the case holds no traffic
/// and nothing is said of any.
model::Case audit(model::Evidence evidence, const knowledge::Knowledge& knowledge, const AuditOptions& options = {},
                  model::Traffic* traffic = nullptr);

/// The findings of the subjects of `c`, derived again from its observations, identifiers and relations alone. What
/// `verify` compares with the stored ones. `claim_nothing`: subjects of which it is known that no observation claims
/// anything by this knowledge, ascending: theirs are not looked at again. `threads`: at least 1; the answer is the
/// same.
std::vector<model::Finding> derive_findings(const model::Case& c, const knowledge::Knowledge& knowledge,
                                            std::span<const model::Id> claim_nothing = {}, unsigned threads = 1);

}  // namespace lenscap::assess
