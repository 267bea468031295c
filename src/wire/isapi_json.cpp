#include <algorithm>

#include "wire/field_groups.hpp"
#include "wire/isapi.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

bool device_info(const JsonStep& step) { return step.key == "DeviceInfo" || step.key == "deviceInfo"; }

/// The object of the channel that `value` belongs to: a member of "InputProxyChannel", alone or in an array, or of its
/// sourceInputPortDescriptor. 0 when it belongs to none.
std::size_t channel_object(const JsonValue& value) {
  const std::size_t up = value.above(1).key == "sourceInputPortDescriptor" ? 1 : 0;
  const JsonStep owner = value.above(up + 1);
  const string_view list = owner.in_array ? value.above(up + 2).key : owner.key;
  return list == "InputProxyChannel" ? value.above(up).container : 0;
}

bool known_device(const Fields& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const Field& f) {
    return f.name == "isapi.model" || f.name == "isapi.serialnumber" || f.name == "isapi.devicetype";
  });
}

}  // namespace

std::optional<DeviceDocument> parse_isapi_json(string_view bytes) {
  if (bytes.find("eviceInfo\"") == string_view::npos && bytes.find("InputProxyChannel\"") == string_view::npos)
    return std::nullopt;
  DeviceDocument out;
  FieldGroups devices(out.devices, DeviceDocument::most_devices, out.left_out);
  FieldGroups channels(out.channels, DeviceDocument::most_channels, out.left_out);
  walk_json(bytes, [&](const JsonValue& value) {
    if (value.raw.empty()) return;
    if (device_info(value.above(1))) {
      const string_view name = isapi_device_field(value.key());
      if (!name.empty()) devices.add(value.path.back().container, json_field(name, value));
    } else if (const std::size_t channel = channel_object(value)) {
      const string_view name = isapi_channel_field(value.key());
      if (!name.empty()) channels.add(channel, json_field(name, value));
    }
  });
  std::erase_if(out.devices, [](const Fields& fields) { return !known_device(fields); });
  if (out.devices.empty() && out.channels.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
