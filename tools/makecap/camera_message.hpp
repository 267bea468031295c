// makecap/camera_message.hpp: the makers' own protocols, as devices and tools send them.
//   SADP (UDP 37020 and Ethernet type 0x8033)  MatrixEditor/hiktools lua/sadp.lua, julienblitte/UniversalScanner
//   Hikvision.cs DHIP (UDP 37810)                           julienblitte/UniversalScanner Dahua2.cs, mcw0/DahuaConsole
//   net.py Xiongmai NetIP (UDP 34569, TCP 34567)      OpenIPC/python-dvr dvrip.py, DeviceManager.py Baichuan (TCP 9000)
//   thirtythreeforty/neolink dissector/protocol.md
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// `<root><field>value</field>…</root>` with CRLF between elements.
Bytes sadp_xml(const std::string& root, const Fields& fields);

struct SadpFrame {
  bool from_device;
  std::uint8_t operation;  ///< 3 inquiry, 4 its answer
  std::uint32_t counter;
  Bytes from_mac, from_ip, to_mac, to_ip, mask;
  Bytes payload;
};
/// What follows the Ethernet header; checksum filled in; 66 octets at least, so that the frame has the 80 that tools
/// ask for.
Bytes sadp_frame(const SadpFrame& frame);

/// What a device says of itself behind the header of its answer: 208 octets, so that header and description have the
/// 246 that the header's length octet (0xf6) states. Order of fields: public code index file 15462199339; their sizes
/// follow from the sum.
Bytes sadp_description(std::string_view serial, std::uint32_t device_type, std::string_view software,
                       std::string_view dsp, std::string_view started);

/// 32-byte header and `json`; `tail` is what firmware adds behind it ("\n" or "\n\0"), counted in the length.
Bytes dhip_message(std::string_view json, std::string_view tail, std::uint32_t session, std::uint32_t id);

/// 20-byte header and `json` (empty: header only).
Bytes xm_message(std::uint16_t id, std::uint32_t session, std::uint32_t sequence, std::string_view json);

struct Baichuan {
  std::uint32_t message;        ///< 1 login, 3 video …
  std::uint32_t offset;         ///< encryption offset
  std::uint16_t flags;          ///< the two octets before the class
  std::uint16_t message_class;  ///< 0x6514, 0x6614: 20-byte header; 0x6414, 0: 24 bytes
};
/// Header and body as they stand; see baichuan_scramble for bodies that the camera scrambles.
Bytes baichuan_message(const Baichuan& header, std::string_view body);
Bytes baichuan_scramble(std::uint32_t offset, std::string_view text);

}  // namespace makecap
