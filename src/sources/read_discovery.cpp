// Makers' own discovery, over UDP and straight on Ethernet: SADP, DHIP, DVRIP, Xiongmai, Baichuan, PPPP.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "sources/maker_fields.hpp"
#include "wire/baichuan.hpp"
#include "wire/dhip.hpp"
#include "wire/dvrip.hpp"
#include "wire/pppp.hpp"
#include "wire/sadp.hpp"
#include "wire/sadp_frame.hpp"
#include "wire/xm.hpp"

namespace lenscap::sources {

using model::kind;

bool read_sadp(const Datagram& d) {
  const auto sadp = wire::parse_sadp(octets(d.message.bytes));
  if (!sadp) return false;
  if (!sadp->from_device()) {
    mark(d.ledger, d.sender, model::asked_questions);
    return true;
  }
  const Teller t = teller_of(d);
  if (sadp->types.empty()) t.tell_whole(kind("sadp.message"), "answer");
  else t.tell(kind("sadp.message"), sadp->types, "Types");
  auto tell = [&](model::Kind k, std::string_view raw, std::string_view element) {
    if (!raw.empty()) t.tell_decoded(k, wire::sadp_text(raw), raw, "xml entities", element);
  };
  tell(kind("sadp.devicetype"), sadp->device_type, "DeviceType");
  tell(kind("sadp.devicedescription"), sadp->device_description, "DeviceDescription");
  tell(kind("sadp.devicesn"), sadp->device_sn, "DeviceSN");
  tell(kind("sadp.mac"), sadp->mac, "MAC");
  tell(kind("sadp.ipv4address"), sadp->ipv4_address, "IPv4Address");
  tell(kind("sadp.softwareversion"), sadp->software_version, "SoftwareVersion");
  tell(kind("sadp.dspversion"), sadp->dsp_version, "DSPVersion");
  tell(kind("sadp.analogchannelnum"), sadp->analog_channel_num, "AnalogChannelNum");
  tell(kind("sadp.digitalchannelnum"), sadp->digital_channel_num, "DigitalChannelNum");
  tell(kind("sadp.activated"), sadp->activated, "Activated");
  tell(kind("sadp.hcplatformenable"), sadp->hc_platform_enable, "HCPlatformEnable");
  tell(kind("sadp.ezvizcode"), sadp->ezviz_code, "EZVIZCode");
  tell(kind("sadp.oeminfo"), sadp->oem_info, "OEMInfo");
  tell(kind("sadp.oemcode"), sadp->oem_code, "OEMCode");
  return true;
}

void read_sadp_frame(Ledger& ledger, model::HostIndex sender, const Message& message) {
  const auto frame = wire::parse_sadp_frame(octets(message.bytes));
  if (!frame) return;
  if (!frame->from_device) {
    mark(ledger, sender, model::asked_questions);
    return;
  }
  const Teller t(ledger, sender, message);
  t.tell_whole(kind("sadp.frame"), fmt::format("operation {:#04x}", frame->operation));
  if (frame->mac != 0)
    t.tell_decoded(kind("sadp.mac"), to_string(model::Mac{frame->mac}), frame->mac_raw, "binary", "source MAC");
  if (frame->ipv4 != 0)
    t.tell_decoded(kind("sadp.ipv4address"), to_string(model::Ip::v4(frame->ipv4)), frame->ipv4_raw, "binary",
                   "source IPv4");
  t.tell(kind("sadp.devicesn"), frame->serial, "serial number");
  t.tell(kind("sadp.softwareversion"), frame->software_version, "software version");
  t.tell(kind("sadp.dspversion"), frame->dsp_version, "DSP version");
}

bool read_dhip(const Datagram& d) {
  const auto dhip = wire::parse_dhip(octets(d.message.bytes));
  if (!dhip) return false;
  if (!tell_dhip(teller_of(d), dhip->json)) mark(d.ledger, d.sender, model::asked_questions);
  return true;
}

bool read_dvrip(const Datagram& d) {
  const auto bytes = octets(d.message.bytes);
  if (wire::is_dvrip_search(bytes)) {
    mark(d.ledger, d.sender, model::asked_questions);
    return true;
  }
  const auto device = wire::parse_dvrip_device(bytes);
  if (!device) return false;
  const Teller t = teller_of(d);
  t.tell_whole(kind("dvrip.message"), "discovery answer");
  t.tell(kind("dvrip.name"), device->name.empty() ? device->host_name : device->name, "Name");
  t.tell(kind("dvrip.device"), device->device.empty() ? device->model : device->device, "Device");
  t.tell(kind("dvrip.serialno"), device->serial_no, "SerialNo");
  t.tell(kind("dvrip.mac"), device->mac, "MAC");
  const auto& v = device->version;
  if (v != decltype(device->version){})
    t.tell_decoded(kind("dvrip.version"), fmt::format("{}.{}.{}.{}", v[0], v[1], v[2], v[3]), device->version_raw,
                   "binary", "version");
  return true;
}

bool read_xm(const Datagram& d) {
  const auto xm = wire::parse_xm(octets(d.message.bytes));
  if (!xm) return false;
  tell_xm(teller_of(d), *xm);
  return true;
}

bool read_bcudp(const Datagram& d) {
  const auto message = wire::parse_bcudp(octets(d.message.bytes));
  if (!message) return false;
  if (message->from_device) {
    const std::string_view element(message->element.data());
    teller_of(d).tell_whole(kind("bcudp.message"), element.empty() ? "data" : element);
  }
  return true;
}

bool read_pppp(const Datagram& d) {
  const auto pppp = wire::parse_pppp(octets(d.message.bytes), d.wire_size);
  if (!pppp) return false;
  if (!pppp->from_device) return true;
  const Teller t = teller_of(d);
  t.tell_whole(kind("pppp.message"), fmt::format("{:#04x}", pppp->message));
  t.tell(kind("pppp.uid_prefix"), pppp->uid_prefix, "device id, its letters");
  return true;
}

}  // namespace lenscap::sources
