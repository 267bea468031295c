// What stations tell the other end of their cable: LLDP and CDP. No bridge passes these frames on, so a camera's frame
// names the camera, and a switch's names the port where the capture was taken.
#include <fmt/format.h>

#include <algorithm>

#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/cdp.hpp"
#include "wire/lldp.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

constexpr std::size_t most_switches = 8;  // named in the notes of one source; a capture of one link hears one

std::string mac_text(std::string_view six) { return to_string(model::Mac{wire::be48(six.data())}); }

/// 4 or 16 octets; anything else is no address.
std::string ip_text(std::string_view octets) {
  if (octets.size() == 4) return to_string(model::Ip::v4(wire::be32(octets.data())));
  if (octets.size() != 16) return {};
  return to_string(
      model::Ip::v6(std::span<const std::uint8_t, 16>(reinterpret_cast<const std::uint8_t*>(octets.data()), 16)));
}

/// Text between quotes in a note, without quotes of its own.
std::string in_quotes(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '"', '\'');
  return '"' + out + '"';
}

/// Says once a source and port where the capture stands.
void note_switch(Ledger& ledger, const Message& message, const std::string& name, const std::string& port,
                 std::uint16_t vlan) {
  auto& notes = ledger.source(message.source).notes;
  std::string note = fmt::format("{}{}, port {}", model::taken_at_switch, in_quotes(name), in_quotes(port));
  if (vlan != 0) note += fmt::format(", VLAN {}", vlan);
  note += fmt::format(" ({})", message.via);
  const auto switches = std::count_if(notes.begin(), notes.end(),
                                      [](const std::string& n) { return n.starts_with(model::taken_at_switch); });
  if (static_cast<std::size_t>(switches) >= most_switches) return;
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
}

std::string id_text(const wire::LldpId& id) {
  switch (id.form) {
    case wire::LldpIdForm::mac:
      return mac_text(id.value);
    case wire::LldpIdForm::address:
      return ip_text(id.value);
    case wire::LldpIdForm::text:
      return std::string(id.value);
  }
  return {};
}

void tell_id(const Teller& t, model::Kind what, const wire::LldpId& id, std::string_view place) {
  if (id.form == wire::LldpIdForm::text) t.tell(what, id.value, place);
  else t.tell_decoded(what, id_text(id), id.value, "binary", place);
}

}  // namespace

void read_lldp_frame(Ledger& ledger, model::HostIndex sender, const Message& message) {
  const auto lldp = wire::parse_lldp(octets(message.bytes));
  if (!lldp) {
    ++ledger.skips()[Skip::malformed_message];
    return;
  }
  if (lldp->ttl == 0) return;  // it goes, and takes back what it said
  if (lldp->network_equipment()) {
    const std::string name(lldp->system_name);
    const bool numbered = lldp->port.form != wire::LldpIdForm::text && !lldp->port_description.empty();
    note_switch(ledger, message, name.empty() ? id_text(lldp->chassis) : name,
                numbered ? std::string(lldp->port_description) : id_text(lldp->port), lldp->port_vlan);
    return;
  }
  const Teller t(ledger, sender, message);
  tell_id(t, kind("lldp.chassisid"), lldp->chassis, "chassis ID");
  tell_id(t, kind("lldp.portid"), lldp->port, "port ID");
  t.tell(kind("lldp.systemname"), lldp->system_name, "system name");
  t.tell(kind("lldp.systemdescription"), lldp->system_description, "system description");
  t.tell_decoded(kind("lldp.address"), ip_text(lldp->management_address), lldp->management_address, "binary",
                 "management address");
  tell_number(t, kind("lldp.vlan"), lldp->port_vlan, lldp->port_vlan_raw, "802.1 port VLAN ID");
  t.tell(kind("lldp.hardware"), lldp->hardware, "MED hardware revision");
  t.tell(kind("lldp.firmware"), lldp->firmware, "MED firmware revision");
  t.tell(kind("lldp.software"), lldp->software, "MED software revision");
  t.tell(kind("lldp.serial"), lldp->serial, "MED serial number");
  t.tell(kind("lldp.manufacturer"), lldp->manufacturer, "MED manufacturer name");
  t.tell(kind("lldp.model"), lldp->model, "MED model name");
}

void read_cdp_frame(Ledger& ledger, model::HostIndex sender, const Message& message) {
  const auto cdp = wire::parse_cdp(octets(message.bytes));
  if (!cdp) {
    ++ledger.skips()[Skip::malformed_message];
    return;
  }
  if (cdp->ttl == 0) return;
  if (cdp->network_equipment()) {
    note_switch(ledger, message, std::string(cdp->device_id), std::string(cdp->port_id), cdp->native_vlan);
    return;
  }
  const Teller t(ledger, sender, message);
  t.tell(kind("cdp.deviceid"), cdp->device_id, "device ID");
  t.tell(kind("cdp.portid"), cdp->port_id, "port ID");
  t.tell(kind("cdp.platform"), cdp->platform, "platform");
  t.tell(kind("cdp.version"), cdp->software, "software version");
  const std::string_view address = cdp->ipv4.empty() ? cdp->ipv6 : cdp->ipv4;
  t.tell_decoded(kind("cdp.address"), ip_text(address), address, "binary", "addresses");
  tell_number(t, kind("cdp.vlan"), cdp->native_vlan, cdp->native_vlan_raw, "native VLAN");
}

}  // namespace lenscap::sources
