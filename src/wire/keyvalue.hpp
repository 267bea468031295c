// wire/keyvalue.hpp: replies of Dahua's CGI: lines of "key=value".
// Source: koush/scrypted@9c9909e:plugins/amcrest/src/probe.ts (getSystemInfo), rroller/dahua@00aee86:
// custom_components/dahua/client.py (magicBox and configManager requests, table keys)
//
// magicBox.cgi gives flat keys (deviceType, serialNumber, updateSerial …) or one short one (type, sn, class, name,
// version, vendor); configManager.cgi gives "table.<Name>.<path>=value". On relabelled units deviceType holds the
// brand's model and updateSerial the builder's own. A recorder's table.RemoteDevice lists the cameras behind it; unused
// slots carry 192.168.0.0. Passwords and user names stand in these tables and are never read.
#pragma once
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// At most one device: dahuacgi.devicetype, .serialnumber, .version, .vendor, .deviceclass, .machinename,
/// .hardwareversion, .processor, .updateserial, .mac, .message (name of the table). Channels: channel.name,
/// .manufacturer (Vendor and ProtocolType), .model, .serial, .firmware, .address, .mac. A place is "line N".
/// `asked`: it answers a request for magicBox.cgi or configManager.cgi; without that, the short keys alone, which any
/// settings file could have, are not enough. Empty when it is no such reply.
std::optional<DeviceDocument> parse_dahua_cgi(std::string_view bytes, bool asked = false);

}  // namespace lenscap::wire
