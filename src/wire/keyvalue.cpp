#include "wire/keyvalue.hpp"

#include <algorithm>

#include "wire/http.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::size_t longest_reply = 1024 * 1024;  // bytes; RemoteDevice of 256 channels has about 700 KiB
constexpr std::size_t most_device_fields = 64;

struct Name {
  string_view key, field;
  bool own;  ///< a key that only this CGI uses
};
constexpr Name flat[] = {
    {"deviceType", "dahuacgi.devicetype", true},     {"serialNumber", "dahuacgi.serialnumber", true},
    {"updateSerial", "dahuacgi.updateserial", true}, {"hardwareVersion", "dahuacgi.hardwareversion", true},
    {"processor", "dahuacgi.processor", true},       {"type", "dahuacgi.devicetype", false},
    {"sn", "dahuacgi.serialnumber", false},          {"class", "dahuacgi.deviceclass", false},
    {"name", "dahuacgi.machinename", false},         {"vendor", "dahuacgi.vendor", false},
    {"version", "dahuacgi.version", false},
};
constexpr Name remote[] = {
    {"Name", "channel.name", true},        {"Vendor", "channel.manufacturer", true},
    {"DeviceType", "channel.model", true}, {"ProtocolType", "channel.manufacturer", true},
    {"SerialNo", "channel.serial", true},  {"Version", "channel.firmware", true},
    {"Address", "channel.address", true},  {"Mac", "channel.mac", true},
};

template <std::size_t N>
const Name* find(const Name (&names)[N], string_view key) {
  const auto at = std::find_if(std::begin(names), std::end(names), [&](const Name& n) { return n.key == key; });
  return at == std::end(names) ? nullptr : at;
}

struct Slot {
  string_view id;  ///< "uuid:System_CONFIG_NETCAMERA_INFO_0"
  Fields fields;
  bool enabled = true;
};

class Reader {
 public:
  explicit Reader(bool asked) : asked_(asked) {}

  void line(string_view key, string_view value, std::size_t number) {
    place_ = number;
    if (key.starts_with("table.")) return table(key, value);
    const Name* name = find(flat, key);
    if (!name || value.empty()) return;
    // getSoftwareVersion and getHardwareVersion both answer "version=": firmware has a build date or three dots.
    const bool firmware = value.find(",build") != string_view::npos || std::count(value.begin(), value.end(), '.') >= 2;
    if (name->key == "version" && !firmware) return;
    own_ += name->own;
    device_.push_back(field(name->field, value));
    build_ |= name->key == "version" && value.find(",build:") != string_view::npos;
  }

  std::optional<DeviceDocument> result() {
    close_slot();
    if (!asked_ && own_ < 2 && !known_table_ && !build_) return std::nullopt;
    if (!device_.empty()) out_.devices.push_back(std::move(device_));
    if (out_.devices.empty() && out_.channels.empty()) return std::nullopt;
    return std::move(out_);
  }

  bool full() const { return device_.size() >= most_device_fields; }

 private:
  Field field(string_view name, string_view value) const { return {name, value, {}, "line " + std::to_string(place_)}; }

  /// key: table.<Name>[0].<path> or table.<Name>.<path>
  void table(string_view key, string_view value) {
    const string_view path = key.substr(6);
    const string_view name = path.substr(0, path.find_first_of(".["));
    if (name == "RemoteDevice") return remote_device(name, path.substr(name.size()), value);
    const string_view leaf = path.substr(path.rfind('.') + 1);
    if (name == "General" && leaf == "MachineName") add_setting("dahuacgi.machinename", name, value);
    if (name == "Network" && leaf == "PhysicalAddress") add_setting("dahuacgi.mac", name, value);
  }

  void add_setting(string_view field_name, string_view table_name, string_view value) {
    say_table(table_name);
    if (!value.empty()) device_.push_back(field(field_name, value));
  }

  void say_table(string_view name) {
    if (known_table_) return;
    known_table_ = true;
    device_.push_back(field("dahuacgi.message", name));
  }

  /// path: .<slot>.<member>, or [n].<member>
  void remote_device(string_view table_name, string_view path, string_view value) {
    const auto dot = path.rfind('.');
    if (dot == string_view::npos || dot == 0) return;
    const string_view id = path.substr(0, dot);
    const string_view member = path.substr(dot + 1);
    if (id.substr(1).find('.') != string_view::npos) return;  // deeper settings of a slot, accounts among them
    if (id != slot_.id) {
      close_slot();
      slot_ = {id, {}, true};
    }
    say_table(table_name);
    if (member == "Enable") slot_.enabled = !same_name(value, "false");
    const Name* name = find(remote, member);
    if (name && !value.empty() && slot_.fields.size() < 16) slot_.fields.push_back(field(name->field, value));
  }

  void close_slot() {
    const bool used = slot_.enabled && std::any_of(slot_.fields.begin(), slot_.fields.end(), [](const Field& f) {
                        return f.name == "channel.address" && f.value != "192.168.0.0" && f.value != "0.0.0.0";
                      });
    if (used && out_.channels.size() < DeviceDocument::most_channels) out_.channels.push_back(std::move(slot_.fields));
    else if (used) ++out_.left_out;
    slot_ = {};
  }

  bool asked_;
  std::size_t place_ = 0;
  std::size_t own_ = 0;       // flat keys seen that only this CGI uses
  bool build_ = false;        // a version with its build date
  bool known_table_ = false;  // a table that is read here
  Fields device_;
  Slot slot_;
  DeviceDocument out_;
};

}  // namespace

std::optional<DeviceDocument> parse_dahua_cgi(string_view bytes, bool asked) {
  if (bytes.size() > longest_reply) return std::nullopt;
  Reader reader(asked);
  std::size_t at = 0;
  for (std::size_t number = 1; at < bytes.size() && !reader.full(); ++number) {
    const string_view line = next_saved_line(bytes, at);
    if (line.empty()) continue;
    const auto sign = line.find('=');
    // Every line must be one: a page or a script is not, at its first line.
    if (sign == string_view::npos || sign == 0 || line.substr(0, sign).find_first_of(" <{\"\t") != string_view::npos)
      return std::nullopt;
    reader.line(line.substr(0, sign), line.substr(sign + 1), number);
  }
  return reader.result();
}

}  // namespace lenscap::wire
