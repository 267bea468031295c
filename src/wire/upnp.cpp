#include "wire/upnp.hpp"

#include "wire/secrets.hpp"
#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view description_namespace = "urn:schemas-upnp-org:device-1-";  // 1-0 and 1-1
constexpr std::size_t most_embedded = 16;

struct Name {
  string_view element, field;
};
constexpr Name names[] = {
    {"deviceType", "upnp.devicetype"},
    {"friendlyName", "upnp.friendlyname"},
    {"manufacturer", "upnp.manufacturer"},
    {"manufacturerURL", "upnp.manufacturerurl"},
    {"modelName", "upnp.modelname"},
    {"modelNumber", "upnp.modelnumber"},
    {"modelDescription", "upnp.modeldescription"},
    {"serialNumber", "upnp.serialnumber"},
    {"UDN", "upnp.udn"},
};

void add(const Xml& xml, string_view name, const pugi::xml_node& element, Fields& out) {
  auto field = xml_field(xml, name, element);
  if (!field) return;
  if (Masked safe = mask_credentials(field->text()); safe.masked) {
    field->decoded = std::move(safe.text);
    field->masked = true;
  }
  out.push_back(std::move(*field));
}

}  // namespace

std::optional<Fields> parse_upnp(string_view bytes) {
  if (bytes.find(description_namespace) == string_view::npos) return std::nullopt;
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "root" || !namespace_of(xml->root()).starts_with(description_namespace))
    return std::nullopt;
  const pugi::xml_node device = child(xml->root(), "device");
  if (!device) return std::nullopt;
  Fields out;
  for (const Name& name : names) add(*xml, name.field, child(device, name.element), out);
  std::size_t embedded = 0;
  const pugi::xml_node list = child(device, "deviceList");
  for (pugi::xml_node n = list.first_child(); n && embedded < most_embedded; n = n.next_sibling(), ++embedded)
    add(*xml, "upnp.devicetype", child(n, "deviceType"), out);
  return out;
}

}  // namespace lenscap::wire
