// wire/lapi.hpp: Uniview LAPI, a web API in JSON: what a device says of itself, and a recorder of its cameras.
// Source: GainSec/DigitalAlly-ThermoVu-Uniview-Security-Research@583fc6b:NOTES/LAPI.md (DeviceBasicInfo);
// dannielperez/pytvt@05e6324:src/pytvt/web_api/client.py (the same paths on TVT). The members of the channel lists are
// those that public clients read; no saved reply of a recorder is public.
//
// {"Response": {"ResponseCode": 0, "Data": {…}}}. /LAPI/V1.0/System/DeviceInfo gives Data.{DeviceName, DeviceModel,
// SerialNumber, FirmwareVersion}, System/DeviceBasicInfo ProductModel and SerialNo beside ResponseURL;
// Channels/System/ChannelDetailInfos gives Data.DetailInfos[].{Name, Manufacturer, DeviceModel, AddressInfo{Address,
// MAC}}; Channels/System/DeviceInfos gives serial numbers and firmware by channel. TVT recorders serve the same paths
// and other makers' cameras imitate them, so the form alone proves no maker.
#pragma once
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// Devices: lapi.devicemodel, .devicename, .serialnumber, .firmwareversion, .manufacturer. Channels: channel.name,
/// .manufacturer, .model, .address, .mac, .serial, .firmware; slots without address, hardware address and serial number
/// are passed over. Empty when it is not such a reply.
std::optional<DeviceDocument> parse_lapi(std::string_view bytes);

}  // namespace lenscap::wire
