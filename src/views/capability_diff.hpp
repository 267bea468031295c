// views/capability_diff.hpp: what became of analyses of people between two editions, as people and programs read it.
#pragma once
#include <string>

#include "assess/capability_diff.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

struct CapabilityDiffView {
  const knowledge::Knowledge& k;
  const assess::CapabilityDiff& diff;
  std::string before, after;  ///< names of the two editions, as given
};

std::string to_capability_diff_json(const CapabilityDiffView& view);
std::string to_capability_diff_terminal(const CapabilityDiffView& view, TerminalStyle style);

}  // namespace lenscap::views
