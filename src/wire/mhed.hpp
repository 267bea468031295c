// wire/mhed.hpp: TVT's search and set-up datagrams ("MHED"), UDP 23456.
// Source: AlexandruIspas659/ipcprobe@05d3d7c:PROTOCOL.md and testdata/vectors.json (captures of cameras);
// AlphaTechCodeworks/Argus@5dffea1:cctv/mhed.mjs (answers of recorders)
//
// Tools send to group 234.55.55.55, devices to 234.55.55.56, both to port 23456. Little-endian, addresses in network
// order. Twelve bytes lead: "MHED", a version whose upper half is 1 (0x00010007: recorders, 8: cameras, 9 and 11:
// tools), and a command: 1 search, 2 announcement, 3 set the network, 16 its answer; 4 to 15, 17 and 18 set other
// things. A search is 140 bytes of nothing else. An announcement is 240 bytes (140 in versions before 7); its upper
// part changed: version 8 has the serial number where version 7 has a product name.
//
// The command that sets the network carries the administrator's password, encoded and not encrypted. So of every
// message that sets something only the twelve bytes in front are given.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

enum class MhedKind : std::uint8_t {
  search,    ///< of a tool: proves nothing about who asks
  announce,  ///< of a device, asked for or not
  setting,   ///< of a tool: sets something, may carry a password
  answer     ///< of a device: it took a setting, or answers a search for one device
};

/// One datagram. Views alias it; empty, or 0 = not there. Addresses in host order.
struct Mhed {
  MhedKind kind = MhedKind::search;
  std::uint16_t version = 0;  ///< lower half
  std::uint32_t command = 0;  ///< 1 to 18
  std::string_view lead;      ///< the twelve bytes in front: all that may be shown of a setting

  // Of an announcement.
  std::string_view name;  ///< set by the owner; "DVC" or the like from the factory
  std::uint64_t mac = 0;  ///< first octet highest
  std::string_view mac_raw;
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;
  std::uint16_t sdk_port = 0, http_port = 0;
  std::uint32_t firmware = 0;  ///< 0x01040a00 is 1.4.10.0; recorders
  std::string_view firmware_raw;
  std::uint32_t build_date = 0;  ///< decimal YYYYMMDD, a day of this century
  std::string_view build_date_raw;
  std::uint32_t device_type = 0;  ///< 3 in recorders' answers
  std::string_view device_type_raw;
  std::string_view serial, firmware_text;  ///< version 8 on
  std::string_view model, manufacturer;    ///< version 7 on; the manufacturer is the label: "DVC"
  std::uint32_t channels = 0;              ///< version 7, recorders
  std::string_view channels_raw;

  bool from_device() const { return kind == MhedKind::announce || kind == MhedKind::answer; }
};

/// Reads one datagram. Empty when it is not MHED, or its size or fields do not fit its command.
std::optional<Mhed> parse_mhed(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
