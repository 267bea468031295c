#include "wire/hnap.hpp"

#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view hnap_namespace = "http://purenetworks.com/HNAP1/";

struct Name {
  string_view element, field;
};
constexpr Name names[] = {
    {"VendorName", "hnap.vendorname"},
    {"ModelName", "hnap.modelname"},
    {"ModelDescription", "hnap.modeldescription"},
    {"FirmwareVersion", "hnap.firmwareversion"},
    {"DeviceName", "hnap.devicename"},
    {"DeviceMacId", "hnap.mac"},
};

}  // namespace

std::optional<Fields> parse_hnap(string_view bytes) {
  if (bytes.find("GetDeviceSettingsResponse") == string_view::npos) return std::nullopt;
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "Envelope") return std::nullopt;
  const pugi::xml_node answer = descend(xml->root(), "Body/GetDeviceSettingsResponse");
  if (!answer || namespace_of(answer) != hnap_namespace) return std::nullopt;
  Fields out;
  for (const Name& name : names)
    if (auto field = xml_field(*xml, name.field, child(answer, name.element))) out.push_back(std::move(*field));
  return out;
}

}  // namespace lenscap::wire
