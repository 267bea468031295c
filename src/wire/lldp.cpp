#include "wire/lldp.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t header = 2;
constexpr std::size_t longest_id = 255, longest_text = 255, longest_med_text = 32;

// Types (802.1AB table 8-1) and subtypes.
constexpr unsigned end = 0, chassis_id = 1, port_id = 2, time_to_live = 3, port_description = 4, system_name = 5,
                   system_description = 6, capabilities = 7, management = 8, organisation = 127;
constexpr std::uint8_t chassis_mac = 4, chassis_address = 5, port_mac = 3, port_address = 4;
constexpr std::uint8_t family_ipv4 = 1, family_ipv6 = 2;  // IANA address family numbers
constexpr std::uint32_t oui_8021 = 0x0080c2, oui_med = 0x0012bb;

// A management address: length of subtype and address, subtype, address, then where and by which object it is managed.
constexpr std::size_t management_length_at = 0, management_subtype_at = 1, management_address_at = 2;
// An organisation's TLV: its identifier, a subtype, the value.
constexpr std::size_t subtype_at = 3, organisation_header = 4;
constexpr std::uint8_t port_vlan_id = 1;
constexpr std::uint8_t med_capabilities = 1, med_hardware = 5, med_firmware = 6, med_software = 7, med_serial = 8,
                       med_manufacturer = 9, med_model = 10;
constexpr std::size_t med_class_at = 2;

/// Names end at a NUL where the sender filled its field up.
std::string_view text_of(std::span<const std::byte> value, std::size_t longest) {
  const std::string_view text = as_text(value.first(std::min(value.size(), longest)));
  return text.substr(0, text.find('\0'));
}

std::optional<LldpId> id_of(std::span<const std::byte> value, std::uint8_t mac_subtype, std::uint8_t address_subtype) {
  if (value.size() < 2 || value.size() > 1 + longest_id) return {};
  const std::uint8_t subtype = u8(value, 0);
  if (subtype == 0 || subtype > 7) return {};
  const auto rest = value.subspan(1);
  if (subtype == mac_subtype) {
    if (rest.size() != 6) return {};
    return LldpId{LldpIdForm::mac, as_text(rest)};
  }
  if (subtype == address_subtype) {
    const std::uint8_t family = u8(rest, 0);
    if ((family == family_ipv4 && rest.size() == 5) || (family == family_ipv6 && rest.size() == 17))
      return LldpId{LldpIdForm::address, as_text(rest.subspan(1))};
    return LldpId{LldpIdForm::address, {}};
  }
  return LldpId{LldpIdForm::text, text_of(rest, longest_id)};
}

void read_management(std::span<const std::byte> value, Lldp& out) {
  if (value.size() <= management_address_at || !out.management_address.empty()) return;
  const std::size_t length = u8(value, management_length_at);
  const std::uint8_t family = u8(value, management_subtype_at);
  if (length == 0 || length > value.size() - 1) return;
  const auto address = value.subspan(management_address_at, length - 1);
  if ((family == family_ipv4 && address.size() == 4) || (family == family_ipv6 && address.size() == 16))
    out.management_address = as_text(address);
}

void read_organisation(std::span<const std::byte> value, Lldp& out) {
  if (value.size() < organisation_header) return;
  const std::uint32_t oui = be24(value, 0);
  const std::uint8_t subtype = u8(value, subtype_at);
  const auto rest = value.subspan(organisation_header);
  if (oui == oui_8021 && subtype == port_vlan_id && rest.size() == 2) {
    out.port_vlan = be16(rest, 0);
    if (out.port_vlan > 4094) out.port_vlan = 0;
    out.port_vlan_raw = as_text(rest);
  }
  if (oui != oui_med) return;
  switch (subtype) {
    case med_capabilities:
      if (rest.size() == 3) out.med_class = u8(rest, med_class_at);
      return;
    case med_hardware:
      out.hardware = text_of(rest, longest_med_text);
      return;
    case med_firmware:
      out.firmware = text_of(rest, longest_med_text);
      return;
    case med_software:
      out.software = text_of(rest, longest_med_text);
      return;
    case med_serial:
      out.serial = text_of(rest, longest_med_text);
      return;
    case med_manufacturer:
      out.manufacturer = text_of(rest, longest_med_text);
      return;
    case med_model:
      out.model = text_of(rest, longest_med_text);
      return;
    default:
      return;
  }
}

/// The TLVs behind the first three.
void read_optional(unsigned type, std::span<const std::byte> value, Lldp& out) {
  switch (type) {
    case port_description:
      out.port_description = text_of(value, longest_text);
      return;
    case system_name:
      out.system_name = text_of(value, longest_text);
      return;
    case system_description:
      out.system_description = text_of(value, longest_text);
      return;
    case capabilities:
      if (value.size() == 4) out.enabled = be16(value, 2) & be16(value, 0);
      return;
    case management:
      read_management(value, out);
      return;
    case organisation:
      read_organisation(value, out);
      return;
    default:
      return;
  }
}

}  // namespace

bool Lldp::network_equipment() const {
  if (med_class >= 1 && med_class <= 3) return false;
  if (med_class == 4) return true;
  return (enabled & (lldp_bridge | lldp_router | lldp_access_point | lldp_repeater)) && !(enabled & lldp_telephone);
}

std::optional<Lldp> parse_lldp(std::span<const std::byte> bytes) noexcept {
  Lldp out;
  unsigned place = 0;  // of the TLV, from 1
  for (std::size_t at = 0; at + header <= bytes.size();) {
    const std::uint16_t head = be16(bytes, at);
    const unsigned type = head >> 9;
    const std::size_t length = head & 0x1ff;
    if (bytes.size() - at - header < length) return {};
    const auto value = bytes.subspan(at + header, length);
    at += header + length;
    ++place;
    if (place <= 3) {
      if (type != place) return {};
      if (type == time_to_live) {
        if (length < 2) return {};
        out.ttl = be16(value, 0);
        continue;
      }
      const auto id =
          type == chassis_id ? id_of(value, chassis_mac, chassis_address) : id_of(value, port_mac, port_address);
      if (!id) return {};
      (type == chassis_id ? out.chassis : out.port) = *id;
      continue;
    }
    if (type == end) break;
    if (type <= time_to_live) return {};  // each of the three stands once (9.2.7.7.1)
    read_optional(type, value, out);
  }
  if (place < 3) return {};
  return out;
}

}  // namespace lenscap::wire
