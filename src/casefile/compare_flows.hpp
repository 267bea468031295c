// casefile/compare_flows.hpp: how the flows and names of two cases differ. Part of compare.hpp's work.
#pragma once
#include <vector>

#include "casefile/compare.hpp"
#include "casefile/pairing.hpp"

namespace lenscap::casefile {

/// Every source of either case must have its partner: flows are totals over all sources, and which hosts have any
/// depends on all that is known of them.
void compare_flows(const model::Case& stored, const model::Case& rederived, const Partners& sources,
                   std::vector<Difference>& out);

}  // namespace lenscap::casefile
