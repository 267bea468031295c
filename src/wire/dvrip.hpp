// wire/dvrip.hpp: Dahua's older protocol: binary discovery on UDP 5050, the SDK's control connection on TCP 37777.
// Source: julienblitte/UniversalScanner@08cb1b7:UniversalScanner/Dahua1.cs, mcw0/DahuaConsole@8390755:net.py,
// OpenIPC/python-dvr@1f782cb:DeviceManager.py
//
// Little-endian. Discovery: a question of 32 bytes that begins a3 01, an answer of three sections that begins b3 and
// whose section lengths add up to its size. Control: a header of 32 bytes, two bytes of kind first. Recognised by more
// than those two bytes: a client's message by its trailer a1 aa, an answer by its text "Realm:" or its login mark 06 00
// f9 00, JSON by the four words of its header that are zero. Login hashes, user names and `Random` are never exposed.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t dvrip_header_size = 32;
inline constexpr std::size_t dvrip_max_body = 64 * 1024;

/// Somebody looks for Dahua devices (UDP 5050): proves nothing about who asks.
bool is_dvrip_search(std::span<const std::byte> bytes) noexcept;

/// A device's answer (UDP 5050). Views alias the datagram; empty = not there. Addresses in host order, 0 = none.
struct DvripDevice {
  std::string_view host_name;  ///< section 1: host name or model, at most 16 bytes
  std::array<std::uint16_t, 4> version{};
  std::string_view version_raw;  ///< 8 bytes
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;  ///< 4 bytes
  std::uint16_t http_port = 0, https_port = 0;
  std::uint16_t tcp_port = 0, udp_port = 0;  ///< 37777 and 37778 by default
  std::string_view mac;                      ///< section 2: 00:11:22:33:44:55
  std::string_view model;                    ///< section 2, behind the address
  std::string_view name, device, serial_no;  ///< section 3: values of its lines
};

/// Empty when it is no such answer or its sections do not add up to its size.
std::optional<DvripDevice> parse_dvrip_device(std::span<const std::byte> bytes) noexcept;

enum class DvripKind : std::uint8_t {
  login,          ///< a0 00, a0 05: of a client, holds credentials
  realm_request,  ///< a0 01: of a client
  answer,         ///< b0 00, b0 01: of the device
  json            ///< f6 00: either side; its body is that of DHIP (wire/dhip.hpp reads it)
};

/// One message of the control connection (TCP 37777).
struct DvripMessage {
  DvripKind kind = DvripKind::answer;
  std::string_view realm;  ///< of an answer: "Login to <serial or id>"; empty = not there
  std::string_view json;   ///< of a json message, at most 64 KiB
};

/// Where the control message that begins `bytes` ends. A message of more than 64 KiB is none.
StreamLength dvrip_length(std::span<const std::byte> bytes) noexcept;

/// Reads one whole control message, as long as dvrip_length says.
std::optional<DvripMessage> parse_dvrip_message(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
