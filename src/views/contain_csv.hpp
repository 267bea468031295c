// views/contain_csv.hpp: a containment as rows, for firewalls that are no nftables.
#pragma once
#include <string>

#include "assess/containment.hpp"

namespace lenscap::views {

/// One row a rule and way below a header row; the last row of each device stops the rest. RFC 4180.
std::string to_contain_csv(const assess::Containment& containment, const model::Case& c);

}  // namespace lenscap::views
