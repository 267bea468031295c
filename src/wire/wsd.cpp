#include "wire/wsd.hpp"

#include <algorithm>

#include "wire/onvif_scope.hpp"
#include "wire/secrets.hpp"
#include "wire/soap.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::wire {
namespace {

using pugi::xml_node;
using std::string_view;

constexpr std::size_t most_devices = 64;
constexpr std::size_t most_fields = 128;
constexpr string_view namespaces[] = {"http://schemas.xmlsoap.org/ws/2005/04/discovery",
                                      "http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01"};
constexpr string_view white = " \t\r\n";

struct Name {
  string_view element;
  WsdKind kind;
};
constexpr Name names[] = {
    {"Hello", WsdKind::hello},     {"Bye", WsdKind::bye},
    {"Probe", WsdKind::probe},     {"ProbeMatches", WsdKind::probe_matches},
    {"Resolve", WsdKind::resolve}, {"ResolveMatches", WsdKind::resolve_matches},
};

template <class F>
void each_word(string_view text, F&& word) {
  while (true) {
    const auto first = text.find_first_not_of(white);
    if (first == string_view::npos) return;
    const auto end = std::min(text.find_first_of(white, first), text.size());
    word(text.substr(first, end - first));
    text.remove_prefix(end);
  }
}

void read_types(const Xml& xml, const xml_node& types, WsdDevice& out) {
  each_word(raw_text(xml, types), [&](string_view word) {
    if (out.fields.size() >= most_fields) return;
    const auto colon = word.find(':');
    const string_view prefix = colon == string_view::npos ? string_view{} : word.substr(0, colon);
    const string_view local = colon == string_view::npos ? word : word.substr(colon + 1);
    const string_view uri = namespace_of_prefix(types, prefix);
    out.onvif |= uri.starts_with("http://www.onvif.org/");
    out.fields.push_back({"wsd.types", word, std::string(uri) + "#" + std::string(local), xml_place(types)});
  });
}

void read_scopes(const Xml& xml, const xml_node& scopes, WsdDevice& out) {
  const std::string place = xml_place(scopes);
  each_word(raw_text(xml, scopes), [&](string_view word) {
    if (out.fields.size() >= most_fields) return;
    out.onvif |= word.starts_with("onvif://");
    if (auto field = scope_field(word, place)) out.fields.push_back(std::move(*field));
  });
}

void read_addresses(const Xml& xml, const xml_node& addresses, WsdDevice& out) {
  const std::string place = xml_place(addresses);
  each_word(raw_text(xml, addresses), [&](string_view word) {
    if (out.fields.size() >= most_fields) return;
    Field field{"wsd.xaddr", word, {}, place};
    Masked safe = mask_credentials(xml_unescape(word));
    field.masked = safe.masked;
    if (safe.text != word) field.decoded = std::move(safe.text);
    out.fields.push_back(std::move(field));
  });
}

WsdDevice read_device(const Xml& xml, const xml_node& match) {
  WsdDevice out;
  if (const auto types = child(match, "Types")) read_types(xml, types, out);
  if (const auto scopes = child(match, "Scopes")) read_scopes(xml, scopes, out);
  if (const auto addresses = child(match, "XAddrs")) read_addresses(xml, addresses, out);
  if (auto endpoint = xml_field(xml, "wsd.endpoint", descend(match, "EndpointReference/Address")))
    out.fields.push_back(std::move(*endpoint));
  return out;
}

}  // namespace

std::optional<WsdMessage> parse_wsd(string_view bytes) {
  if (bytes.find("/discovery") == string_view::npos) return std::nullopt;  // in both namespaces
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "Envelope") return std::nullopt;
  for (xml_node n = child(xml->root(), "Body").first_child(); n; n = n.next_sibling()) {
    const auto name =
        std::find_if(std::begin(names), std::end(names), [&](const Name& k) { return k.element == local_name(n); });
    if (name == std::end(names)) continue;
    if (std::find(std::begin(namespaces), std::end(namespaces), namespace_of(n)) == std::end(namespaces)) continue;
    WsdMessage out;
    out.kind = name->kind;
    if (out.question()) return out;
    if (out.kind == WsdKind::hello || out.kind == WsdKind::bye) {
      out.devices.push_back(read_device(*xml, n));
      return out;
    }
    const string_view match = out.kind == WsdKind::probe_matches ? "ProbeMatch" : "ResolveMatch";
    for (xml_node m = n.first_child(); m; m = m.next_sibling()) {
      if (local_name(m) != match) continue;
      if (out.devices.size() < most_devices) out.devices.push_back(read_device(*xml, m));
      else ++out.left_out;
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace lenscap::wire
