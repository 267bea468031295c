// assess/traffic.hpp: the traffic that reading kept, given to the devices of a case.
#pragma once
#include <vector>

#include "model/case.hpp"
#include "model/flow.hpp"

namespace lenscap::assess {

/// Moves rows and names into `c`, each under the device of its host: `subject_of` has one entry a host, 0 for those
/// that are no device of the case. Theirs are only counted: Case::others "flows", "packets", "bytes" and
/// "outside_flows" (of these flows, those with an end outside the site), "folded_flows" and "names_beyond" (beyond the
/// bounds). Sets Case::meta "traffic" to "kept".
void take_traffic(model::Traffic& traffic, const std::vector<model::Id>& subject_of, model::Case& c);

}  // namespace lenscap::assess
