#include "wire/bosch.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"
#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

namespace question {
constexpr std::size_t asks = 8, size = 12;
constexpr std::uint16_t mark = 0xff00;
}  // namespace question

namespace answer {
constexpr std::size_t mac = 8, ipv4 = 16, mask = 20, gateway = 24, size = 32;
}

constexpr std::string_view xml_namespace = "OEMExt00:device-1-";
constexpr std::size_t namespace_within = 256;  // bytes: prolog and root element
constexpr std::size_t longest_answer = 8 * 1024;

struct Name {
  std::string_view element, field;
};
constexpr Name names[] = {
    {"friendlyName", "bosch.friendlyname"}, {"unitName", "bosch.unitname"},
    {"serialNumber", "bosch.serialnumber"}, {"physAddress", "bosch.mac"},
    {"unitIPAddress", "bosch.ipaddress"},
};

}  // namespace

bool is_bosch_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() == question::size && be32(bytes, 0) == bosch_mark &&
         be16(bytes, question::asks) == question::mark;
}

std::optional<BoschDevice> parse_bosch(std::span<const std::byte> bytes) noexcept {
  using namespace answer;
  if (bytes.size() != size || be32(bytes, 0) != bosch_mark) return std::nullopt;
  BoschDevice out;
  out.mac = be48(bytes, mac);
  out.mac_raw = as_text(bytes.subspan(mac, 6));
  out.ipv4 = be32(bytes, ipv4);
  out.ipv4_raw = as_text(bytes.subspan(ipv4, 4));
  out.ipv4_mask = be32(bytes, mask);
  out.ipv4_gateway = be32(bytes, gateway);
  if (!is_mac_of_one(out.mac) || out.ipv4 == 0 || !is_ipv4_mask(out.ipv4_mask)) return std::nullopt;
  return out;
}

std::optional<Fields> parse_bosch_xml(std::string_view bytes) {
  if (bytes.size() > longest_answer || bytes.substr(0, namespace_within).find(xml_namespace) == std::string_view::npos)
    return std::nullopt;
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "root" || !namespace_of(xml->root()).starts_with(xml_namespace))
    return std::nullopt;
  const pugi::xml_node device = child(xml->root(), "device");
  Fields out;
  for (const Name& name : names)
    if (auto field = xml_field(*xml, name.field, child(device, name.element))) out.push_back(std::move(*field));
  const bool known = std::any_of(out.begin(), out.end(), [](const Field& field) {
    return field.name == "bosch.mac" || field.name == "bosch.serialnumber";
  });
  if (!known) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
