#include "wire/lapi.hpp"

#include <algorithm>

#include "wire/field_groups.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

struct Name {
  string_view member, field;
};
constexpr Name device_names[] = {
    {"DeviceModel", "lapi.devicemodel"},   {"ProductModel", "lapi.devicemodel"},
    {"DeviceName", "lapi.devicename"},     {"SerialNumber", "lapi.serialnumber"},
    {"SerialNo", "lapi.serialnumber"},     {"FirmwareVersion", "lapi.firmwareversion"},
    {"Manufacturer", "lapi.manufacturer"},
};
constexpr Name channel_names[] = {
    {"Name", "channel.name"},           {"Manufacturer", "channel.manufacturer"}, {"DeviceModel", "channel.model"},
    {"SerialNumber", "channel.serial"}, {"FirmwareVersion", "channel.firmware"},
};
constexpr Name address_names[] = {{"Address", "channel.address"}, {"MAC", "channel.mac"}};

template <std::size_t N>
string_view find(const Name (&names)[N], string_view member) {
  for (const Name& n : names)
    if (n.member == member) return n.field;
  return {};
}

/// "Response" / "Data" stand `up` levels above the value.
bool in_data(const JsonValue& value, std::size_t up) {
  return value.above(up).key == "Data" && value.above(up + 1).key == "Response";
}

bool in_list(const JsonValue& value, std::size_t up) {
  const string_view list = value.above(up + 1).key;
  return value.above(up).in_array && (list == "DetailInfos" || list == "DeviceInfos") && in_data(value, up + 2);
}

bool says(const Fields& fields, string_view name) {
  return std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
}

}  // namespace

std::optional<DeviceDocument> parse_lapi(string_view bytes) {
  if (bytes.find("\"Response\"") == string_view::npos) return std::nullopt;
  DeviceDocument out;
  FieldGroups devices(out.devices, DeviceDocument::most_devices, out.left_out);
  FieldGroups channels(out.channels, DeviceDocument::most_channels, out.left_out);
  walk_json(bytes, [&](const JsonValue& value) {
    if (value.raw.empty()) return;
    string_view name;
    if ((in_data(value, 1) || value.above(1).key == "Response") && !(name = find(device_names, value.key())).empty())
      devices.add(value.path.back().container, json_field(name, value));
    else if (in_list(value, 1) && !(name = find(channel_names, value.key())).empty())
      channels.add(value.path.back().container, json_field(name, value));
    else if (value.above(1).key == "AddressInfo" && in_list(value, 2) &&
             !(name = find(address_names, value.key())).empty())
      channels.add(value.above(1).container, json_field(name, value));
  });
  std::erase_if(out.devices,
                [](const Fields& f) { return !says(f, "lapi.devicemodel") && !says(f, "lapi.serialnumber"); });
  std::erase_if(out.channels, [](const Fields& f) {
    return !says(f, "channel.address") && !says(f, "channel.mac") && !says(f, "channel.serial");
  });
  if (out.devices.empty() && out.channels.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
