// wire/panasonic.hpp: Easy IP Setup of Panasonic and i-PRO: asked for on UDP 10670 from 10669, answered to 10669, both
// mostly by broadcast.
// Source: julienblitte/UniversalScanner@77990278f6e6:UniversalScanner/Panasonic.cs,
// Rickardjd/Easy_IP@8f451c040a81:Easy_IP.py, @5595600ecf51:Wireshark/responses.txt (answers of a WV-X22700-V2L) and
// @8b3e21133177:Delete/Old Versions/recorder_response.txt (an NX510)
//
// Network order. 00 01, length of the fields, command (13 search, 14 its answer, 2 and 4 a tool that sets addresses),
// hardware address of the device, hardware address and IPv4 of the tool, 26 octets more, fields from octet 48 on, ff ff
// and a sum (of all octets before it, and one). A field is tag, length, value. Recognised by 00 01, a known command, a
// length that agrees with the size, and fields that end where it says. Field a6 is no kind of device: 94 in that
// camera, 92 in that recorder, 90 and 92 from tools; the channels c0 are what only recorders state.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// A tool searches for devices, or sets the address of one: proves nothing about who sends it.
bool is_panasonic_tool(std::span<const std::byte> bytes) noexcept;

/// An answer. Views alias the datagram; empty = not there. Addresses in host order, 0 = none.
struct PanasonicDevice {
  std::uint64_t mac = 0;
  std::string_view mac_raw;  ///< its 6 bytes
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;  ///< its 4 bytes
  std::uint16_t http_port = 0;
  std::string_view name;          ///< a7: WV-X22700-V2L unless somebody gave another
  std::string_view model;         ///< a8: X22700-V2L, NX510
  std::string_view firmware;      ///< a9: 3.67
  std::string_view serial;        ///< d1: XBV30463
  std::uint16_t channels = 0;     ///< c0, of recorders
  std::string_view channels_raw;  ///< its 2 bytes; empty = not stated
};

/// Empty when it is no answer or its lengths disagree with its size.
std::optional<PanasonicDevice> parse_panasonic(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
