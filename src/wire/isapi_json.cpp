#include <algorithm>

#include "wire/isapi.hpp"
#include "wire/json_reader.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

Field field_of(string_view name, const JsonValue& value) {
  Field out{name, value.raw, {}, json_pointer(value.path)};
  if (value.raw.find('\\') != string_view::npos) out.decoded = json_unescape(value.raw);
  return out;
}

/// Collects the fields of objects, one `Fields` for each object.
class Groups {
 public:
  Groups(std::vector<Fields>& out, std::size_t most, std::size_t& left_out)
      : out_(out), most_(most), left_out_(left_out) {}

  /// A document is read forward, so an object's fields come together.
  void add(std::size_t object, Field field) {
    if (object != object_) {
      object_ = object;
      full_ = out_.size() >= most_;
      if (full_) ++left_out_;
      else out_.emplace_back();
    }
    if (!full_) out_.back().push_back(std::move(field));
  }

 private:
  std::vector<Fields>& out_;
  std::size_t most_;
  std::size_t& left_out_;
  std::size_t object_ = 0;
  bool full_ = false;
};

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
  Groups devices(out.devices, DeviceDocument::most_devices, out.left_out);
  Groups channels(out.channels, DeviceDocument::most_channels, out.left_out);
  walk_json(bytes, [&](const JsonValue& value) {
    if (value.raw.empty()) return;
    if (device_info(value.above(1))) {
      const string_view name = isapi_device_field(value.key());
      if (!name.empty()) devices.add(value.path.back().container, field_of(name, value));
    } else if (const std::size_t channel = channel_object(value)) {
      const string_view name = isapi_channel_field(value.key());
      if (!name.empty()) channels.add(channel, field_of(name, value));
    }
  });
  std::erase_if(out.devices, [](const Fields& fields) { return !known_device(fields); });
  if (out.devices.empty() && out.channels.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
