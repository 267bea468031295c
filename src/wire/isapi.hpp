// wire/isapi.hpp: Hikvision ISAPI documents: deviceInfo, and a recorder's list of the cameras behind it.
// Source: maciej-or/hikvision_next@f6dac0d:tests/fixtures (ISAPI/System.deviceInfo/*.xml and devices/*.json, the same
// documents rendered as JSON with "@xmlns" for attributes)
//
// <DeviceInfo> says what the device is, <InputProxyChannelList> what a recorder knows of its cameras
// (sourceInputPortDescriptor). Read by local names: the namespace is Hikvision's on their own units and
// http://www.isapi.org/ on newer and relabelled ones, and proves nothing by itself. User names, verification codes and
// whatever is not listed below never come out.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_isapi = 4 * 1024 * 1024;  // bytes

/// Devices: isapi.devicename, .model, .serialnumber, .macaddress, .firmwareversion, .firmwarereleaseddate, .devicetype,
/// .manufacturer, .oemcode, .systemcontact, .namespace. Channels: channel.name, .manufacturer (the protocol that the
/// recorder speaks to the camera), .address, .model, .serial, .firmware, .mac.
/// Reads one XML document. Empty when it holds neither.
std::optional<DeviceDocument> parse_isapi(std::string_view bytes);

/// The same from JSON, wherever in the document such objects stand; a place is a JSON pointer (RFC 6901).
std::optional<DeviceDocument> parse_isapi_json(std::string_view bytes);

/// What a member or element of deviceInfo, or of a channel, becomes; "" when it is not read.
std::string_view isapi_device_field(std::string_view element) noexcept;
std::string_view isapi_channel_field(std::string_view element) noexcept;

}  // namespace lenscap::wire
