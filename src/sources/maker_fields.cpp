#include "sources/maker_fields.hpp"

#include <fmt/format.h>

#include "wire/dhip.hpp"
#include "wire/json_reader.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

void tell_json(const Teller& t, model::Kind k, std::string_view raw, std::string_view key) {
  if (!raw.empty()) t.tell_decoded(k, wire::json_unescape(raw), raw, "json escapes", key);
}

}  // namespace

bool tell_dhip(const Teller& t, std::string_view json) {
  if (const auto challenge = wire::parse_dhip_challenge(json)) {
    t.tell_whole(kind("dhip.method"), "login answer");
    tell_json(t, kind("dvrip.realm"), challenge->realm, "json params/realm");
    tell_json(t, kind("dhip.mac"), challenge->mac, "json params/mac");
    return true;
  }
  const auto device = wire::parse_dhip_device(json);
  if (!device) return false;
  t.tell(kind("dhip.method"), wire::dhip_method(json), "json method");
  tell_json(t, kind("dhip.mac"), device->mac, "json mac");
  tell_json(t, kind("dhip.deviceclass"), device->device_class, "json DeviceClass");
  tell_json(t, kind("dhip.devicetype"), device->device_type, "json DeviceType");
  tell_json(t, kind("dhip.detailtype"), device->detail_type, "json DetailType");
  tell_json(t, kind("dhip.serialno"), device->serial_no, "json SerialNo");
  tell_json(t, kind("dhip.vendor"), device->vendor, "json Vendor");
  tell_json(t, kind("dhip.manufacturer"), device->manufacturer, "json Manufacturer");
  tell_json(t, kind("dhip.version"), device->version, "json Version");
  tell_json(t, kind("dhip.machinename"), device->machine_name, "json MachineName");
  tell_json(t, kind("dhip.ipv4address"), device->ipv4_address, "json IPv4Address/IPAddress");
  tell_json(t, kind("dhip.videoinputchannels"), device->video_input_channels, "json VideoInputChannels");
  tell_json(t, kind("dhip.remotevideoinputchannels"), device->remote_video_input_channels,
            "json RemoteVideoInputChannels");
  return true;
}

void tell_xm(const Teller& t, const wire::Xm& message) {
  if (!wire::xm_from_device(message)) return;
  t.tell_whole(kind("xm.message"), fmt::format("{}", message.message));
  const auto device = wire::parse_xm_device(message);
  if (!device) return;
  tell_json(t, kind("xm.sn"), device->sn, "json SN");
  tell_json(t, kind("xm.hostname"), device->host_name, "json HostName");
  tell_json(t, kind("xm.version"), device->version, "json Version");
  tell_json(t, kind("xm.builddate"), device->build_date, "json BuildDate");
  tell_json(t, kind("xm.devicetype"), device->device_type, "json DeviceType");
  tell_json(t, kind("xm.channelnum"), device->channel_num, "json ChannelNum");
  tell_json(t, kind("xm.mac"), device->mac, "json MAC");
  tell_json(t, kind("xm.hardware"), device->hardware, "json HardWare");
  if (const auto ip = wire::xm_address(device->host_ip))
    t.tell_decoded(kind("xm.hostip"), to_string(model::Ip::v4(*ip)), device->host_ip, "address in reverse octets",
                   "json HostIP");
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
