#include "wire/onvif.hpp"

#include <algorithm>

#include "wire/http.hpp"
#include "wire/onvif_scope.hpp"
#include "wire/secrets.hpp"
#include "wire/soap.hpp"
#include "wire/url.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::wire {
namespace {

using pugi::xml_node;
using std::string_view;

constexpr std::size_t most_fields = 256;
constexpr string_view onvif_namespaces = "http://www.onvif.org/";

/// A field that is the text of one element below the answer.
struct Simple {
  string_view operation, path, name;
};
constexpr Simple simple[] = {
    {"GetDeviceInformation", "Manufacturer", "onvif.manufacturer"},
    {"GetDeviceInformation", "Model", "onvif.model"},
    {"GetDeviceInformation", "FirmwareVersion", "onvif.firmware"},
    {"GetDeviceInformation", "SerialNumber", "onvif.serial"},
    {"GetDeviceInformation", "HardwareId", "onvif.hardwareid"},
    {"GetHostname", "HostnameInformation/Name", "onvif.hostname"},
    {"GetEndpointReference", "GUID", "wsd.endpoint"},
};

class Reader {
 public:
  Reader(const Xml& xml, const xml_node& answer, OnvifMessage& out) : xml_(xml), answer_(answer), out_(out) {}

  void read() {
    add_service();
    for (const Simple& s : simple)
      if (s.operation == out_.operation) add(s.name, descend(answer_, s.path));
    const string_view operation = out_.operation;
    if (operation == "GetDNS") each("SearchDomain", [&](xml_node n) { add("onvif.searchdomain", n); });
    if (operation == "GetNTP") each("NTPManual", [&](xml_node n) { add_time_server(n); });
    if (operation == "GetNetworkInterfaces") each("NetworkInterfaces", [&](xml_node n) { add_interface(n); });
    if (operation == "GetScopes") each("ScopeItem", [&](xml_node n) { add_scope(n); });
    if (operation == "GetStreamUri" || operation == "GetSnapshotUri") each("Uri", [&](xml_node n) { add_path(n); });
    if (operation == "GetServices" || operation == "GetCapabilities")
      each("XAddr", [&](xml_node n) { add_address(n); });
  }

 private:
  template <class F>
  void each(string_view local, F&& found) {
    for (xml_node n = next_element(answer_, answer_); n && out_.fields.size() < most_fields;
         n = next_element(n, answer_))
      if (local_name(n) == local) found(n);
  }

  void add(string_view name, const xml_node& element) {
    if (out_.fields.size() >= most_fields) return;
    if (auto field = xml_field(xml_, name, element)) out_.fields.push_back(std::move(*field));
  }

  /// The name of the answer itself, as sent with its prefix.
  void add_service() {
    const auto at = answer_.offset_debug();
    const string_view name = answer_.name();
    if (at < 0 || static_cast<std::size_t>(at) + name.size() > xml_.input.size()) return;
    Field field{"onvif.service", xml_.input.substr(static_cast<std::size_t>(at), name.size()), {}, xml_place(answer_)};
    if (field.value != local_name(answer_)) field.decoded = std::string(local_name(answer_));
    out_.fields.push_back(std::move(field));
  }

  /// NTPFromDHCP is the network's setting, not the device's, and is not read.
  void add_time_server(const xml_node& manual) {
    add("onvif.ntp", child(manual, "DNSname"));
    const xml_node address = child(manual, "IPv4Address");
    if (address && raw_text(xml_, address) != "0.0.0.0") add("onvif.ntp", address);
  }

  void add_interface(const xml_node& interface) {
    add("onvif.mac", descend(interface, "Info/HwAddress"));
    for (const string_view family : {"IPv4", "IPv6"}) {
      const xml_node config = descend(interface, family == "IPv4" ? "IPv4/Config" : "IPv6/Config");
      const xml_node leased = descend(config, "FromDHCP/Address");
      add("onvif.address", leased);
      // A fixed address stays configured while DHCP gives another; it is then not in use (Axis keeps 192.168.0.90 so).
      const bool dhcp = family == "IPv4" && leased && raw_text(xml_, child(config, "DHCP")) == "true";
      for (xml_node n = config.first_child(); n; n = n.next_sibling())
        if ((local_name(n) == "Manual" && !dhcp) || local_name(n) == "FromRA")
          add("onvif.address", child(n, "Address"));
      add("onvif.address", descend(config, "LinkLocal/Address"));
    }
  }

  void add_scope(const xml_node& item) {
    const string_view raw = raw_text(xml_, item);
    if (raw.empty()) return;
    if (auto field = scope_field(raw, xml_place(item))) out_.fields.push_back(std::move(*field));
  }

  /// Path and query of a stream or snapshot address.
  void add_path(const xml_node& uri) {
    const auto field = xml_field(xml_, "onvif.streampath", uri);
    if (!field) return;
    const auto raw = parse_url(field->value);
    const auto url = parse_url(field->text());
    if (!raw || !url || raw->path_and_query.empty()) return;
    // Masked as a whole address, so that a password with '/' in it is found; the path is what then follows the host.
    const Masked whole = mask_credentials(field->text());
    const auto safe = parse_url(whole.text);
    if (!safe) return;
    Field path{"onvif.streampath", raw->path_and_query, std::string(safe->path_and_query), field->place, whole.masked};
    if (path.decoded == path.value) path.decoded.clear();
    out_.fields.push_back(std::move(path));
  }

  void add_address(const xml_node& element) {
    auto field = xml_field(xml_, "onvif.xaddr", element);
    if (!field) return;
    if (Masked safe = mask_credentials(field->text()); safe.masked) {
      field->decoded = std::move(safe.text);
      field->masked = true;
    }
    out_.fields.push_back(std::move(*field));
  }

  const Xml& xml_;
  xml_node answer_;
  OnvifMessage& out_;
};

xml_node first_element_of(const xml_node& node) {
  for (xml_node n = node.first_child(); n; n = n.next_sibling())
    if (n.type() == pugi::node_element) return n;
  return {};
}

}  // namespace

std::optional<OnvifMessage> parse_onvif(string_view bytes) {
  if (bytes.find("Envelope") == string_view::npos) return std::nullopt;  // spares building a tree for other XML
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "Envelope") return std::nullopt;
  const xml_node answer = first_element_of(child(xml->root(), "Body"));
  if (!answer) return std::nullopt;

  OnvifMessage out;
  string_view name = local_name(answer);
  if (name == "Fault") {
    out.operation = name;
    return out;
  }
  out.service = namespace_of(answer);
  if (!string_view(out.service).starts_with(onvif_namespaces)) return std::nullopt;
  constexpr string_view suffix = "Response";
  out.question = !name.ends_with(suffix) || name == suffix;
  if (!out.question) name.remove_suffix(suffix.size());
  out.operation = name;
  if (!out.question) Reader(*xml, answer, out).read();
  return out;
}

}  // namespace lenscap::wire
