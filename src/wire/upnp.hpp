// wire/upnp.hpp: the description that a UPnP device gives at its SSDP LOCATION.
// Source: UPnP Device Architecture 1.1, 2.3 (device description)
#pragma once
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// upnp.manufacturer, .manufacturerurl, .modelname, .modelnumber, .modeldescription, .serialnumber, .friendlyname, .udn
/// of the root device, and upnp.devicetype of it and of the devices embedded in it. Empty when it is no description.
std::optional<Fields> parse_upnp(std::string_view bytes);

}  // namespace lenscap::wire
