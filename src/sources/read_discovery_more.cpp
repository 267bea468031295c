// The discovery formats of single makers, over UDP: Hanwha, Bosch, Vivotek, Panasonic, Sony, NiceVision, 360 Vision,
// Foscam, VStarcam, Ubiquiti. A tool's questions tell nothing; an answer is of whoever sent it.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "sources/maker_fields.hpp"
#include "wire/bosch.hpp"
#include "wire/bytes.hpp"
#include "wire/foscam.hpp"
#include "wire/hanwha.hpp"
#include "wire/nicevision.hpp"
#include "wire/panasonic.hpp"
#include "wire/sony.hpp"
#include "wire/ubiquiti.hpp"
#include "wire/vision360.hpp"
#include "wire/vivotek.hpp"
#include "wire/vstarcam.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

bool asked(const Datagram& d) {
  if (d.sender != model::no_host) d.ledger.row(d.sender).marks |= model::asked_questions;
  return true;
}

void tell_ipv4(const Teller& t, model::Kind k, std::uint32_t ipv4, std::string_view raw) {
  if (ipv4 != 0) t.tell_decoded(k, to_string(model::Ip::v4(ipv4)), raw, "binary", "IPv4");
}

bool read_hanwha(const Datagram& d) {
  const auto device = wire::parse_hanwha(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("hanwha.message"), "discovery answer");
  t.tell(kind("hanwha.model"), device->model, "model");
  t.tell(kind("hanwha.alias"), device->alias, "alias");
  if (!device->device_type_raw.empty())
    t.tell_decoded(kind("hanwha.devicetype"), fmt::format("{}", device->device_type), device->device_type_raw, "binary",
                   "device type");
  t.tell(kind("hanwha.mac"), device->mac, "MAC");
  t.tell(kind("hanwha.ipaddress"), device->ipv4_address, "IPv4");
  return true;
}

bool read_bosch(const Datagram& d) {
  if (wire::is_bosch_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_bosch(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("bosch.message"), "answer in octets");
  tell_mac(t, kind("bosch.mac"), device->mac, device->mac_raw);
  tell_ipv4(t, kind("bosch.ipaddress"), device->ipv4, device->ipv4_raw);
  return true;
}

bool read_bosch_xml(const Datagram& d) {
  const auto fields = wire::parse_bosch_xml(d.message.bytes);
  if (!fields) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("bosch.message"), "answer in XML");
  tell_fields(t, *fields);
  return true;
}

bool read_vivotek(const Datagram& d) {
  if (wire::is_vivotek_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_vivotek(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("vivotek.message"), "discovery answer");
  t.tell(kind("vivotek.model"), device->short_name, "item 09");
  t.tell(kind("vivotek.name"), device->long_name, "item 01");
  tell_mac(t, kind("vivotek.mac"), device->mac, device->mac_raw, "item 02");
  tell_ipv4(t, kind("vivotek.ipaddress"), device->ipv4, device->ipv4_raw);
  return true;
}

bool read_panasonic(const Datagram& d) {
  if (wire::is_panasonic_tool(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_panasonic(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("panasonic.message"), "Easy IP Setup answer");
  t.tell(kind("panasonic.model"), device->model, "field a8");
  t.tell(kind("panasonic.name"), device->name, "field a7");
  t.tell(kind("panasonic.firmware"), device->firmware, "field a9");
  t.tell(kind("panasonic.serial"), device->serial, "field d1");
  if (!device->channels_raw.empty())
    t.tell_decoded(kind("panasonic.channels"), fmt::format("{}", device->channels), device->channels_raw, "binary",
                   "field c0");
  tell_mac(t, kind("panasonic.mac"), device->mac, device->mac_raw);
  tell_ipv4(t, kind("panasonic.ipaddress"), device->ipv4, device->ipv4_raw);
  return true;
}

bool read_sony(const Datagram& d) {
  const auto sony = wire::parse_sony(octets(d.message.bytes));
  if (!sony) return false;
  if (!sony->from_device) return asked(d);
  const Teller t = teller_of(d);
  t.tell_whole(kind("sony.message"), "IP Setup answer");
  t.tell(kind("sony.model"), sony->model, "MODEL");
  t.tell(kind("sony.serial"), sony->serial, "SERIAL");
  t.tell(kind("sony.softversion"), sony->softversion, "SOFTVERSION");
  t.tell(kind("sony.mac"), sony->mac, "MAC");
  t.tell(kind("sony.ipadr"), sony->ipadr, "IPADR");
  return true;
}

bool read_nicevision(const Datagram& d) {
  if (wire::is_nicevision_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_nicevision(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("nicevision.message"), "discovery answer");
  t.tell(kind("nicevision.name"), device->name, "name");
  tell_mac(t, kind("nicevision.mac"), device->mac, device->mac_raw);
  tell_ipv4(t, kind("nicevision.ipaddress"), device->ipv4, device->ipv4_raw);
  return true;
}

bool read_vision360(const Datagram& d) {
  if (wire::is_vision360_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_vision360(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("vision360.message"), "discovery answer");
  t.tell(kind("vision360.type"), device->type, "TYPE");
  t.tell(kind("vision360.mac"), device->key, "KEY");
  return true;
}

bool read_foscam(const Datagram& d) {
  if (wire::is_foscam_tool(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_foscam(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  const std::string_view decoder = device->keyed ? "key of the message" : "binary";
  t.tell_whole(kind("foscam.message"), "search answer");
  t.tell_decoded(kind("foscam.name"), device->name.text(), device->name.raw, decoder, "name");
  t.tell_decoded(kind("foscam.mac"), to_string(model::Mac{device->mac}), device->id.raw, decoder, "camera id");
  if (device->firmware != decltype(device->firmware){})
    t.tell_decoded(kind("foscam.firmware"), fmt::format("{}", fmt::join(device->firmware, ".")), device->firmware_raw,
                   decoder, "system version");
  if (device->ipv4 != 0)
    t.tell_decoded(kind("foscam.ipaddress"), to_string(model::Ip::v4(device->ipv4)), device->ipv4_raw, decoder, "IPv4");
  return true;
}

bool read_vstarcam(const Datagram& d) {
  if (wire::is_vstarcam_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_vstarcam(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("vstarcam.message"), "search answer");
  t.tell(kind("vstarcam.uid_prefix"), device->uid_prefix, "device id, its letters");
  t.tell(kind("vstarcam.name"), device->name, "name");
  t.tell(kind("vstarcam.firmware"), device->firmware, "firmware");
  tell_mac(t, kind("vstarcam.mac"), device->mac, device->mac_raw);
  t.tell(kind("vstarcam.ipaddress"), device->ipv4_address, "IPv4");
  return true;
}

bool read_ubiquiti(const Datagram& d) {
  if (wire::is_ubiquiti_search(octets(d.message.bytes))) return asked(d);
  const auto device = wire::parse_ubiquiti(octets(d.message.bytes));
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("ubiquiti.message"), fmt::format("version {}", device->version));
  t.tell(kind("ubiquiti.model"), device->platform, "item 0c");
  t.tell(kind("ubiquiti.model"), device->model, "item 14 or 15");
  t.tell(kind("ubiquiti.hostname"), device->hostname, "item 0b");
  t.tell(kind("ubiquiti.firmware"), device->firmware, "item 03");
  tell_mac(t, kind("ubiquiti.mac"), device->mac, device->mac_raw, "item 01 or 02");
  tell_ipv4(t, kind("ubiquiti.ipaddress"), device->ipv4, device->ipv4_raw);
  return true;
}

constexpr std::uint32_t mark_nice = 0x4e494345, mark_foscam = 0x4d4f5f49, mark_disc = 0x44495343;

}  // namespace

bool read_discovery_more(const Datagram& d) {
  const std::string_view b = d.message.bytes;
  const std::uint32_t mark = wire::be32(b.data());
  // Vivotek's first octet counts its questions: it may be any.
  if (b.size() >= 5 && wire::be32(b.data() + 1) == wire::vivotek_mark) return read_vivotek(d);
  switch (mark >> 24) {
    case 0x00:
      return mark >> 16 == 0x0001 && read_panasonic(d);
    case 0x01:
      return mark >> 16 == 0x0100 && read_ubiquiti(d);
    case 0x02:
      return (b.back() == '\x03' && read_sony(d)) || read_ubiquiti(d);
    case 0x0b:
    case 0x0c:
      return read_hanwha(d);
    case 'D':
      if (mark >> 8 == 0x444801) return read_vstarcam(d);
      return mark == mark_disc && read_vision360(d);
    case 'M':
      return mark == mark_foscam && read_foscam(d);
    case 'N':
      return mark == mark_nice && read_nicevision(d);
    case '<':
      return read_bosch_xml(d);
    case 0x99:
      return mark == wire::bosch_mark && read_bosch(d);
    default:
      return false;
  }
}

}  // namespace lenscap::sources
