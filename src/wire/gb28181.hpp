// wire/gb28181.hpp: what GB/T 28181 adds to SIP: identifiers of twenty digits, and device documents (MANSCDP) in the
// bodies of MESSAGE.
// Source: 648540858/wvp-GB28181-pro@277f2db:src/main/java/com/genersoft/iot/vmp/gb28181/bean/DeviceTypeEnum.java (type
// codes); go-av/gosip@9b6e75c:pkg/gb28181/query__device_info.go (DeviceInfo);
// go-av/gosip@4aaddc7:pkg/gb28181/query__catalog.go (Catalog)
//
// An identifier is place (8 digits, a Chinese administrative code), trade (2), type (3), network (1) and number (6).
// The type says what registers: 111 a DVR, 118 an NVR, 132 an IP camera, 200 and above a platform. Places begin with 11
// to 82; an identifier of a telephone card (89…) is none.
//
// A document has a root (Query and Control ask, Response and Notify answer) and flat elements. It may be in GB 2312:
// that has no '<' inside its double bytes, so elements are found in it all the same, and a text that is no UTF-8 is
// left out. Passwords, owners, places and coordinates of a catalogue's items are not read.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Type code of an identifier, 100 to 999. 0 when `id` is no identifier of twenty digits.
std::uint16_t gb_type(std::string_view id) noexcept;

/// Types that stand at a place and see or record (111 to 143 of the code): what is no platform and no user.
bool gb_front_end(std::uint16_t type) noexcept;
bool gb_camera(std::uint16_t type) noexcept;    ///< 131 camera, 132 IP camera
bool gb_recorder(std::uint16_t type) noexcept;  ///< 111 DVR, 118 NVR, 130 hybrid
bool gb_encoder(std::uint16_t type) noexcept;   ///< 112 video server, 113 encoder

/// The name of a SIP domain or the identifier of a platform: digits only, 8 to 20 of them.
bool gb_domain(std::string_view host) noexcept;

enum class ManscdpRoot : std::uint8_t { query, control, notify, response };

/// One row of a catalogue. Views alias the body; empty = not there, or no UTF-8.
struct ManscdpItem {
  std::string_view device_id, name, manufacturer, model, address;  ///< address: IPAddress
};

/// Views alias the body. XML references in them are as sent (wire/xml_text.hpp reads them).
struct Manscdp {
  ManscdpRoot root = ManscdpRoot::query;
  std::string_view command;    ///< CmdType: Keepalive, Catalog, DeviceInfo …
  std::string_view device_id;  ///< of whom it speaks
  std::string_view device_name, device_type, manufacturer, model, firmware;
  std::array<ManscdpItem, 64> item_space;
  std::size_t item_count = 0;
  std::size_t left_out = 0;  ///< items beyond the space

  std::span<const ManscdpItem> items() const { return {item_space.data(), item_count}; }
  bool answers() const { return root == ManscdpRoot::notify || root == ManscdpRoot::response; }
};

/// Empty when the first element is none of the four or it has no CmdType. Reads what is there of a cut document.
std::optional<Manscdp> parse_manscdp(std::string_view body) noexcept;

}  // namespace lenscap::wire
