// wire/vapix.hpp: what an Axis device says of itself in VAPIX, its web API.
// Source: Kane610/axis@043040a:tests/test_basic_device_info.py (basicdeviceinfo.cgi), @026d56c:tests/parameters/
// test_properties.py and @4c805d0:tests/parameters/test_brand.py (param.cgi)
//
// basicdeviceinfo.cgi answers JSON: {"data": {"propertyList": {"Brand": "AXIS", "ProdNbr": …}}}; param.cgi lines of
// "root.Brand.Brand=AXIS", in old firmware without "root.". The serial number is the hardware address in twelve digits.
// Other parameters, names and passwords of network shares among them, are passed over.
#pragma once
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// One device: vapix.brand, .prodfullname, .prodnbr, .prodshortname, .prodtype, .serialnumber, .version, .macaddress. A
/// place is a JSON pointer or "line N". Empty when it is no such answer.
std::optional<DeviceDocument> parse_vapix(std::string_view bytes);

}  // namespace lenscap::wire
