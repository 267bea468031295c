#include "wire/isapi.hpp"

#include <algorithm>

#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using pugi::xml_node;
using std::string_view;

struct Name {
  string_view element, field;
};
constexpr Name device_names[] = {
    {"deviceName", "isapi.devicename"},
    {"model", "isapi.model"},
    {"serialNumber", "isapi.serialnumber"},
    {"macAddress", "isapi.macaddress"},
    {"firmwareVersion", "isapi.firmwareversion"},
    {"firmwareReleasedDate", "isapi.firmwarereleaseddate"},
    {"deviceType", "isapi.devicetype"},
    {"manufacturer", "isapi.manufacturer"},
    {"OEMCode", "isapi.oemcode"},
    {"systemContact", "isapi.systemcontact"},
    {"@xmlns", "isapi.namespace"},
};
constexpr Name channel_names[] = {
    {"name", "channel.name"},
    {"proxyProtocol", "channel.manufacturer"},
    {"manufacturer", "channel.manufacturer"},
    {"ipAddress", "channel.address"},
    {"ipv6Address", "channel.address"},
    {"model", "channel.model"},
    {"serialNumber", "channel.serial"},
    {"firmwareVersion", "channel.firmware"},
    {"macAddress", "channel.mac"},
};

template <std::size_t N>
string_view find(const Name (&names)[N], string_view element) {
  for (const Name& n : names)
    if (n.element == element) return n.field;
  return {};
}

void add_children(const Xml& xml, const xml_node& parent, string_view (*field_of)(string_view), Fields& out) {
  constexpr std::size_t most_fields = 64;
  for (xml_node n = parent.first_child(); n && out.size() < most_fields; n = n.next_sibling()) {
    if (n.type() != pugi::node_element) continue;
    const string_view name = field_of(local_name(n));
    if (name.empty()) continue;
    if (auto field = xml_field(xml, name, n)) out.push_back(std::move(*field));
  }
}

/// The default namespace of a document, as a field whose value lies in the start tag.
void add_namespace(const Xml& xml, const xml_node& element, Fields& out) {
  const auto at = element.offset_debug();
  if (at < 0 || static_cast<std::size_t>(at) >= xml.input.size()) return;
  const string_view rest = xml.input.substr(static_cast<std::size_t>(at));
  const string_view tag = rest.substr(0, rest.find('>'));
  const string_view uri = element.attribute("xmlns").value();
  const auto found = uri.empty() ? string_view::npos : tag.find(uri);
  if (found != string_view::npos)
    out.push_back({"isapi.namespace", tag.substr(found, uri.size()), {}, xml_place(element) + "/@xmlns"});
}

Fields read_device(const Xml& xml, const xml_node& info) {
  Fields out;
  add_children(xml, info, isapi_device_field, out);
  // Without a model or a serial number it is another maker's DeviceInfo.
  const bool known = std::any_of(out.begin(), out.end(), [](const Field& f) {
    return f.name == "isapi.model" || f.name == "isapi.serialnumber" || f.name == "isapi.devicetype";
  });
  if (!known) return {};
  add_namespace(xml, info, out);
  return out;
}

}  // namespace

string_view isapi_device_field(string_view element) noexcept { return find(device_names, element); }
string_view isapi_channel_field(string_view element) noexcept { return find(channel_names, element); }

std::optional<DeviceDocument> parse_isapi(string_view bytes) {
  if (bytes.size() > longest_isapi) return std::nullopt;
  if (bytes.find("DeviceInfo") == string_view::npos && bytes.find("InputProxyChannel") == string_view::npos &&
      bytes.find("deviceInfo") == string_view::npos)
    return std::nullopt;
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) == "Envelope") return std::nullopt;

  DeviceDocument out;
  for (xml_node n = xml->root(); n; n = next_element(n, xml->root())) {
    const string_view name = local_name(n);
    if (name == "DeviceInfo" || name == "deviceInfo") {
      Fields device = read_device(*xml, n);
      if (device.empty()) continue;
      if (out.devices.size() < DeviceDocument::most_devices) out.devices.push_back(std::move(device));
      else ++out.left_out;
    } else if (name == "InputProxyChannel") {
      Fields channel;
      add_children(*xml, n, isapi_channel_field, channel);
      add_children(*xml, child(n, "sourceInputPortDescriptor"), isapi_channel_field, channel);
      if (channel.empty()) continue;
      if (out.channels.size() < DeviceDocument::most_channels) out.channels.push_back(std::move(channel));
      else ++out.left_out;
    }
  }
  if (out.devices.empty() && out.channels.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
