#include "sources/maker_fields.hpp"

#include <fmt/format.h>

#include "wire/dhip.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

void add(wire::Fields& fields, std::string_view name, std::string_view raw, std::string_view key) {
  if (raw.empty()) return;
  wire::Field field{name, raw, wire::json_unescape(raw), "json " + std::string(key), false};
  if (field.decoded == raw) field.decoded.clear();
  fields.push_back(std::move(field));
}

}  // namespace

wire::Fields dhip_fields(const wire::DhipDevice& device) {
  wire::Fields fields;
  add(fields, "dhip.mac", device.mac, "mac");
  add(fields, "dhip.deviceclass", device.device_class, "DeviceClass");
  add(fields, "dhip.devicetype", device.device_type, "DeviceType");
  add(fields, "dhip.detailtype", device.detail_type, "DetailType");
  add(fields, "dhip.serialno", device.serial_no, "SerialNo");
  add(fields, "dhip.vendor", device.vendor, "Vendor");
  add(fields, "dhip.manufacturer", device.manufacturer, "Manufacturer");
  add(fields, "dhip.version", device.version, "Version");
  add(fields, "dhip.machinename", device.machine_name, "MachineName");
  add(fields, "dhip.ipv4address", device.ipv4_address, "IPv4Address/IPAddress");
  add(fields, "dhip.videoinputchannels", device.video_input_channels, "VideoInputChannels");
  add(fields, "dhip.remotevideoinputchannels", device.remote_video_input_channels, "RemoteVideoInputChannels");
  return fields;
}

wire::Fields xm_fields(const wire::XmDevice& device) {
  wire::Fields fields;
  add(fields, "xm.sn", device.sn, "SN");
  add(fields, "xm.hostname", device.host_name, "HostName");
  add(fields, "xm.version", device.version, "Version");
  add(fields, "xm.builddate", device.build_date, "BuildDate");
  add(fields, "xm.devicetype", device.device_type, "DeviceType");
  add(fields, "xm.channelnum", device.channel_num, "ChannelNum");
  add(fields, "xm.mac", device.mac, "MAC");
  add(fields, "xm.hardware", device.hardware, "HardWare");
  if (const auto ip = wire::xm_address(device.host_ip))
    fields.push_back(
        {"xm.hostip", device.host_ip, to_string(model::Ip::v4(*ip)), "json HostIP, octets in reverse", false});
  return fields;
}

bool tell_dhip(const Teller& t, std::string_view json) {
  if (const auto challenge = wire::parse_dhip_challenge(json)) {
    t.tell_whole(kind("dhip.method"), "login answer");
    wire::Fields fields;
    add(fields, "dvrip.realm", challenge->realm, "params/realm");
    add(fields, "dhip.mac", challenge->mac, "params/mac");
    tell_fields(t, fields);
    return true;
  }
  const auto device = wire::parse_dhip_device(json);
  if (!device) return false;
  t.tell(kind("dhip.method"), wire::dhip_method(json), "json method");
  tell_fields(t, dhip_fields(*device));
  return true;
}

void tell_xm(const Teller& t, const wire::Xm& message) {
  if (!wire::xm_from_device(message)) return;
  t.tell_whole(kind("xm.message"), fmt::format("{}", message.message));
  if (const auto device = wire::parse_xm_device(message)) tell_fields(t, xm_fields(*device));
}

void tell_fields(const Teller& t, const wire::Fields& fields) {
  for (const wire::Field& field : fields) {
    const auto k = model::find_kind(field.name);
    if (!k) continue;  // fields that no question needs: wire/ may read more than is kept
    if (field.decoded.empty()) t.tell(*k, field.value, field.place);
    else t.tell_decoded(*k, field.decoded, field.value, field.masked ? "credentials masked" : "escapes", field.place);
  }
}

void tell_document(const Teller& t, const wire::DeviceDocument& document) {
  for (const auto& device : document.devices) tell_fields(t, device);
  for (std::size_t i = 0; i < document.channels.size(); ++i) {
    // A channel is known by what its recorder says of it; without serial or address, by its place in the list.
    std::string key = fmt::format("channel {}", i + 1);
    for (std::string_view by : {"channel.address", "channel.mac", "channel.serial"})
      for (const wire::Field& field : document.channels[i])
        if (field.name == by) key = fmt::format("{} {}", by, field.text());
    if (t.subject() == model::no_host) continue;
    tell_fields(t.about(t.ledger().channel_host(t.subject(), key)), document.channels[i]);
  }
  t.ledger().skips()[Skip::message_bound] += document.left_out;
}

}  // namespace lenscap::sources
