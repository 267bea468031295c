// views/mud.hpp: what a device may do as an RFC 8520 MUD file, one a device.
//
// A MUD file says what is allowed; the rest is denied by whoever enforces it (RFC 8520, section 3). Names stand in it
// as names; of "*.example.com", which it has no word for, the names that were seen.
#pragma once
#include <string>
#include <vector>

#include "assess/containment.hpp"

namespace lenscap::views {

/// `written`: when the evidence ends, for `last-update`; no clock is read.
std::string to_mud(const assess::DeviceRules& device, model::Nanos written);
std::string mud_file_name(const assess::DeviceRules& device);  ///< "device-17.json"

/// A TOML file that gives each MUD file to its device, so that the folder can be declared again.
std::string to_mud_index(const assess::Containment& containment);

}  // namespace lenscap::views
