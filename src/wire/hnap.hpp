// wire/hnap.hpp: HNAP, D-Link's management over SOAP: the answer to GetDeviceSettings.
// Source: Pure Networks, Home Network Administration Protocol 1.2 (GetDeviceSettings); seen in andypitcher/IoT_Sentinel
// @0743dc6:captures_IoT_Sentinel/captures_IoT-Sentinel/D-LinkCam/Setup-A-1-STA.pcap, packet 258
//
// Only that one answer is read: the other operations log in, and carry challenges and scrambled passwords.
#pragma once
#include <optional>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// hnap.vendorname, .modelname, .modeldescription, .firmwareversion, .devicename, .mac. Empty when it is not that
/// answer.
std::optional<Fields> parse_hnap(std::string_view bytes);

}  // namespace lenscap::wire
