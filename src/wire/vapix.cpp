#include "wire/vapix.hpp"

#include <algorithm>

#include "wire/json_walk.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::size_t longest_parameters = 1024 * 1024;  // bytes; a full list of parameters has about 100 KiB
constexpr std::size_t most_fields = 32;

struct Name {
  string_view key, field;
};
constexpr Name properties[] = {
    {"Brand", "vapix.brand"},
    {"ProdFullName", "vapix.prodfullname"},
    {"ProdNbr", "vapix.prodnbr"},
    {"ProdType", "vapix.prodtype"},
    {"ProdShortName", "vapix.prodshortname"},
    {"Version", "vapix.version"},
    {"SerialNumber", "vapix.serialnumber"},
};
constexpr Name parameters[] = {
    {"Brand.Brand", "vapix.brand"},
    {"Brand.ProdFullName", "vapix.prodfullname"},
    {"Brand.ProdNbr", "vapix.prodnbr"},
    {"Brand.ProdType", "vapix.prodtype"},
    {"Brand.ProdShortName", "vapix.prodshortname"},
    {"Properties.Firmware.Version", "vapix.version"},
    {"Properties.System.SerialNumber", "vapix.serialnumber"},
    {"Network.eth0.MACAddress", "vapix.macaddress"},
};

template <std::size_t N>
string_view find(const Name (&names)[N], string_view key) {
  for (const Name& n : names)
    if (n.key == key) return n.field;
  return {};
}

std::optional<DeviceDocument> one_device(Fields fields) {
  if (fields.empty()) return std::nullopt;
  DeviceDocument out;
  out.devices.push_back(std::move(fields));
  return out;
}

std::optional<DeviceDocument> read_properties(string_view bytes) {
  if (bytes.find("\"propertyList\"") == string_view::npos) return std::nullopt;
  Fields fields;
  walk_json(bytes, [&](const JsonValue& value) {
    if (value.path.size() != 3 || !value.at({"data", "propertyList", value.key()}) || value.raw.empty()) return;
    const string_view name = find(properties, value.key());
    if (!name.empty() && fields.size() < most_fields) fields.push_back(json_field(name, value));
  });
  // The list of another maker's properties has no Brand beside a product.
  const auto says = [&](string_view name) {
    return std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  };
  if (!says("vapix.brand") || !(says("vapix.prodnbr") || says("vapix.serialnumber"))) return std::nullopt;
  return one_device(std::move(fields));
}

std::optional<DeviceDocument> read_parameters(string_view bytes) {
  if (bytes.size() > longest_parameters) return std::nullopt;
  constexpr string_view root = "root.";
  Fields fields;
  std::size_t at = 0;
  for (std::size_t number = 1; at < bytes.size(); ++number) {
    const string_view line = next_saved_line(bytes, at);
    if (line.empty()) continue;
    const auto sign = line.find('=');
    string_view key = line.substr(0, std::min(sign, line.size()));
    const bool rooted = key.starts_with(root);
    if (rooted) key.remove_prefix(root.size());
    // The first line shows whether it is a list of parameters at all.
    if (number == 1 &&
        (sign == string_view::npos || key.find('.') == string_view::npos || (!rooted && !key.starts_with("Brand."))))
      return std::nullopt;
    const string_view name = find(parameters, key);
    if (name.empty() || sign == string_view::npos || sign + 1 == line.size() || fields.size() >= most_fields) continue;
    fields.push_back({name, line.substr(sign + 1), {}, "line " + std::to_string(number)});
  }
  return one_device(std::move(fields));
}

}  // namespace

std::optional<DeviceDocument> parse_vapix(string_view bytes) {
  const auto start = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (start == string_view::npos) return std::nullopt;
  return bytes[start] == '{' ? read_properties(bytes) : read_parameters(bytes.substr(start));
}

}  // namespace lenscap::wire
