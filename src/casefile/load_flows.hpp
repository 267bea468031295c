// casefile/load_flows.hpp: the part of load() that reads flows and the names that hosts used for their peers.
#pragma once
#include <vector>

#include "casefile/rows.hpp"
#include "model/case.hpp"

namespace lenscap::casefile {

/// `sources`: ids of the case's sources as they stand in the file, rising.
void read_flows(Reading& reading, model::Case& c, const std::vector<model::Id>& sources);

}  // namespace lenscap::casefile
