// wire/dhip.hpp: Dahua DHIP: discovery on UDP 37810, the management protocol of newer firmware on TCP.
// Source: julienblitte/UniversalScanner@08cb1b7:UniversalScanner/Dahua2.cs, mcw0/DahuaConsole@8390755:net.py
//
// 32 bytes of header, little-endian: 20 00 00 00 "DHIP", session, request id, length, 0, length, 0; then JSON.
// Recognised by the eight fixed bytes together with a length that agrees with the size and a body that opens an object:
// no other protocol passes. A search that nobody answers proves nothing; `client.notifyDevInfo` is what a device says
// of itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t dhip_header_size = 32;
inline constexpr std::size_t dhip_max_body = 64 * 1024;

/// One DHIP datagram. `json` aliases the input and lives as long as it does.
struct Dhip {
  std::uint32_t session = 0;  ///< 0 in discovery
  std::uint32_t id = 0;
  std::string_view json;  ///< body, exactly as sent (often ends in LF or LF NUL), at most 64 KiB
};

/// Reads one datagram. Empty when `bytes` is not DHIP or its lengths disagree with its size.
std::optional<Dhip> parse_dhip(std::span<const std::byte> bytes) noexcept;

/// Where the DHIP message that begins `bytes` ends (TCP). A message of more than 64 KiB is none. A long answer comes as
/// several messages, each with its own header and a part of the body: their ends are found, parse_dhip reads none of
/// them.
StreamLength dhip_length(std::span<const std::byte> bytes) noexcept;

/// What a device says of itself in `client.notifyDevInfo`. Every view aliases the JSON, without quotes and with escapes
/// as sent (json_unescape reads them); empty = not there. `random` and key material in the message are not exposed.
struct DhipDevice {
  std::string_view mac;           ///< 3c:ef:8c:00:12:34
  std::string_view device_class;  ///< IPC, NVR, HCVR, XVR, VTO …
  std::string_view device_type;   ///< model
  std::string_view detail_type;   ///< model in detail
  std::string_view serial_no;
  std::string_view vendor;        ///< maker slot: Dahua, General, Private, or the name of an OEM
  std::string_view manufacturer;  ///< brand slot: "Private" = unbranded
  std::string_view version;       ///< firmware
  std::string_view oem_version;
  std::string_view machine_name;  ///< by default the serial number
  std::string_view port;          ///< decimal; SDK port, 37777 by default
  std::string_view http_port;
  std::string_view ipv4_address, ipv4_mask, ipv4_gateway, ipv4_dhcp;  ///< dhcp: true or false
  std::string_view ipv6_address, ipv6_link_local;
  std::string_view alarm_input_channels, alarm_output_channels;
  std::string_view video_input_channels, video_output_channels;
  std::string_view remote_video_input_channels;  ///< more than 0: a recorder
  std::string_view init;                         ///< state of initialisation, as sent
  std::string_view find;
  std::string_view unlogin_func_mask;
  std::string_view pwd_reset_way;
};

/// The value of "method" at the top of a DHIP body; empty when there is none.
std::string_view dhip_method(std::string_view json);

/// Empty when the method is not `client.notifyDevInfo` or nothing describes a device.
std::optional<DhipDevice> parse_dhip_device(std::string_view json);

/// The device's answer to a login that has not been tried yet (TCP). `random` is not exposed.
struct DhipChallenge {
  std::string_view realm;  ///< "Login to <serial, model or hash>"
  std::string_view mac;    ///< when sent
};

/// Empty when the body is not an answer ("result" and "params") with a realm.
std::optional<DhipChallenge> parse_dhip_challenge(std::string_view json);

}  // namespace lenscap::wire
