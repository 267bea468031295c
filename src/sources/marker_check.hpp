// sources/marker_check.hpp: the examples of markers are tests of the scan: each must be found, each `not` must not.
#pragma once
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/error.hpp"

namespace lenscap::sources {

/// What is wrong with the markers' examples; empty when all hold. Errors name file and line of the entry.
std::vector<model::Error> check_markers(const knowledge::Knowledge& knowledge);

}  // namespace lenscap::sources
