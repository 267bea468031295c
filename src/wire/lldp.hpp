// wire/lldp.hpp: LLDP, the frame in which a station tells the other end of its cable who it is (Ethernet type 0x88cc).
//
// A frame is a list of TLVs: 7 bits of type and 9 of length, then the value. The first three are always chassis
// identifier, port identifier and time to live, in this order; the list ends with type 0. Type 127 begins with an
// organisation's identifier and a subtype of its own: 802.1 (00-80-c2) says the VLAN of the port, LLDP-MED (00-12-bb)
// who made the device, its model, serial number and firmware. No bridge forwards the frame, so it speaks of the
// captured link: a switch's names the port where the capture stands, a camera's the camera.
//
// Source: IEEE 802.1AB-2016 8.4 (TLVs), 8.5.2 (chassis), 8.5.3 (port), 8.5.8 (capabilities), 8.5.9 (management
// address); IEEE 802.1Q annex D.2.1 (port VLAN); ANSI/TIA-1057 10.2.2 (MED capabilities), 10.2.6 (inventory).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// What an identifier is made of, of those that are read; the numbers of chassis and port differ (8.5.2.2, 8.5.3.2).
enum class LldpIdForm : std::uint8_t { text, mac, address };

struct LldpId {
  LldpIdForm form = LldpIdForm::text;
  std::string_view value;  ///< text as sent; mac: 6 octets; address: 4 or 16 octets
};

/// One frame's payload. Views alias the input; those of TLVs that are not there are empty.
struct Lldp {
  LldpId chassis, port;
  std::uint16_t ttl = 0;  ///< seconds; 0: it takes back what it said
  std::string_view port_description, system_name, system_description;
  std::uint16_t enabled = 0;            ///< capabilities that are switched on, LldpCapability bits
  std::string_view management_address;  ///< the first of IPv4 (4 octets) or IPv6 (16)
  std::uint16_t port_vlan = 0;          ///< 0: not told, or none
  std::string_view port_vlan_raw;
  std::uint8_t med_class = 0;  ///< 1-3 an endpoint, 4 network equipment, 0 not told
  std::string_view hardware, firmware, software, serial, manufacturer, model;

  /// Network equipment by its own word: it forwards, and does not call itself an endpoint.
  bool network_equipment() const;
};

enum LldpCapability : std::uint16_t {
  lldp_other = 1,
  lldp_repeater = 2,
  lldp_bridge = 4,
  lldp_access_point = 8,
  lldp_router = 16,
  lldp_telephone = 32,
  lldp_docsis = 64,
  lldp_station = 128,
};

/// Reads the payload of Ethernet type 0x88cc. Empty when the three first TLVs are not there in order, or a length runs
/// past the end; padding behind the last TLV is allowed.
std::optional<Lldp> parse_lldp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
