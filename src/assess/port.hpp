// assess/port.hpp: where a device is plugged in, as the saved tables of switches say.
#pragma once
#include <span>
#include <vector>

#include "model/case.hpp"

namespace lenscap::assess {

/// Findings "port": the value is the port; attributes `switch` and `vlan` where the same row tells them. A port behind
/// which the device is alone is `probable` (someone saved the table). Only where there is none: the port behind which
/// it is one of the fewest, `possible`, with their number in `addresses`; that is on the way to the device, not its
/// own.
std::vector<model::Finding> plugged_in(std::span<const model::CaseObservation* const> observations);

}  // namespace lenscap::assess
