// wire/vstarcam.hpp: the local search of VStarcam's cameras, UDP 8600. The same bytes are known from Wansview: the
// protocol comes with a board, not with one maker. "DH" at its start has nothing to do with Dahua.
// Source: julienblitte/UniversalScanner@a2bd3d588269:UniversalScanner/Vstarcam.cs,
// OpenIPC/python-dvr@1f782cbb6e4a:DeviceManager.py (SearchWans)
//
// 44 48 01 01 asks, 44 48 01 08 answers: five addresses as text of 16 octets each, hardware address, port, device id,
// name, firmware. Recognised by the mark with addresses that are some, a port and a device id. Behind them stand user
// and password: never looked at. Of the device id only the letters are exposed: with number and check letters anybody
// could ask the maker's servers for the camera (wire/pppp.hpp).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Somebody looks for such cameras: proves nothing about who asks.
bool is_vstarcam_search(std::span<const std::byte> bytes) noexcept;

/// An answer. Views alias the datagram; empty = not there.
struct VstarcamDevice {
  std::string_view ipv4_address, ipv4_mask, ipv4_gateway;
  std::uint64_t mac = 0;
  std::string_view mac_raw;  ///< its 6 bytes
  std::uint16_t http_port = 0;
  std::string_view uid_prefix;  ///< VSTA
  std::string_view name;        ///< that its owner gave it
  std::string_view firmware;    ///< 66.81.204.19
};

/// Empty when it is no answer, or a field is not what it should be.
std::optional<VstarcamDevice> parse_vstarcam(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
