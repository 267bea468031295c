#include "views/mud.hpp"

#include <fmt/format.h>

#include <set>

#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

using assess::Rule;
using knowledge::PeerForm;
using model::Opened;

constexpr std::uint8_t tcp = 6, udp = 17;
constexpr std::uint8_t families[] = {4, 6};

std::string ip_key(std::uint8_t family) { return family == 4 ? "ipv4" : "ipv6"; }

/// One way of saying with whom: a name, a network, or a class.
struct Peer {
  std::string name;
  std::optional<knowledge::Prefix> prefix;
  std::string class_name, class_value;
};

std::vector<Peer> peers_of(const Rule& rule, std::uint8_t family) {
  std::vector<Peer> out;
  if (rule.set) {
    if (rule.line->form == PeerForm::name) out.push_back({rule.line->peer, {}, {}, {}});
    else
      for (const auto& name : rule.set->seen) out.push_back({name, {}, {}, {}});
    return out;
  }
  const bool by_class = rule.line != nullptr && rule.line->form != PeerForm::prefix;
  if (by_class) return {{{}, {}, std::string(knowledge::to_string(rule.line->form)), rule.line->peer}};
  for (const auto& prefix : rule.peers)
    if (prefix.base.family == family) out.push_back({{}, prefix, {}, {}});
  return out;
}

/// RFC 8519, port-range-or-operator.
Json port_range(const knowledge::PortRange& range) {
  if (range.from == range.to) return {{"operator", "eq"}, {"port", range.from}};
  return {{"lower-port", range.from}, {"upper-port", range.to}};
}

/// The entry for packets of one way. `begun` is by_host or by_peer: where the called port stands follows from it.
Json entry(const Rule& rule, const Peer& peer, std::uint8_t family, Opened begun, bool from_device,
           const std::string& name) {
  Json network = Json::object();
  if (rule.protocol != 0) network["protocol"] = rule.protocol;
  if (!peer.name.empty()) network[from_device ? "ietf-acldns:dst-dnsname" : "ietf-acldns:src-dnsname"] = peer.name;
  if (peer.prefix && peer.prefix->bits > 0)
    network[(from_device ? "destination-" : "source-") + ip_key(family) + "-network"] =
        fmt::format("{}/{}", to_string(peer.prefix->base), peer.prefix->bits);
  Json matches = Json::object();
  if (!peer.class_name.empty())
    matches["ietf-mud:mud"][peer.class_name] =
        peer.class_value.empty() ? Json::array({nullptr}) : Json(neutral(peer.class_value));
  matches[ip_key(family)] = network;
  if (rule.protocol == tcp || rule.protocol == udp) {
    Json transport = Json::object();
    const bool to_called = (begun == Opened::by_host) == from_device;
    if (!rule.ports.any()) transport[to_called ? "destination-port" : "source-port"] = port_range(rule.ports);
    if (rule.protocol == tcp)
      transport["ietf-mud:direction-initiated"] = begun == Opened::by_host ? "from-device" : "to-device";
    if (!transport.empty()) matches[rule.protocol == tcp ? "tcp" : "udp"] = transport;
  }
  return {{"name", name}, {"matches", matches}, {"actions", {{"forwarding", "accept"}}}};
}

/// A basic string of TOML.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (char c : neutral(text)) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

std::string controllers(const knowledge::Controller& controller) {
  std::vector<std::string> addresses;
  for (const auto& prefix : controller.addresses) addresses.push_back(toml_string(to_string(prefix)));
  return fmt::format("[[declared.controllers]]\n{}address = [{}]\n",
                     controller.uri.empty() ? std::string() : fmt::format("uri = {}\n", toml_string(controller.uri)),
                     fmt::join(addresses, ", "));
}

}  // namespace

std::string mud_file_name(const assess::DeviceRules& device) { return fmt::format("device-{}.json", device.device.id); }

std::string to_mud(const assess::DeviceRules& d, model::Nanos written) {
  Json acls = Json::array();
  Json policies[2] = {Json::array(), Json::array()};  // from the device, to it
  for (const std::uint8_t family : families)
    for (const bool from_device : {true, false}) {
      const std::string name = fmt::format("device-{}-{}-{}", d.device.id, ip_key(family), from_device ? "from" : "to");
      Json entries = Json::array();
      for (const Rule& rule : d.rules) {
        if (!rule.allow) continue;
        for (const Peer& peer : peers_of(rule, family))
          for (const Opened begun : {Opened::by_host, Opened::by_peer})
            if (rule.opened == begun || rule.opened == Opened::unknown)
              entries.push_back(
                  entry(rule, peer, family, begun, from_device, fmt::format("{}-{}", name, entries.size())));
      }
      if (entries.empty()) continue;
      acls.push_back({{"name", name}, {"type", ip_key(family) + "-acl-type"}, {"aces", {{"ace", entries}}}});
      policies[from_device ? 0 : 1].push_back({{"name", name}});
    }
  const std::string file = mud_file_name(d);
  Json mud = {{"mud-version", 1},
              {"mud-url", "https://mud.invalid/" + file},  // RFC 2606: nobody's, until its owner publishes it
              {"last-update", written == model::no_time ? "1970-01-01T00:00:00Z" : model::to_iso(written)},
              {"cache-validity", 48},  // hours; the RFC's own default
              {"is-supported", true},
              {"systeminfo", fmt::format("device {}, as measured and declared", d.device.id)}};
  mud["from-device-policy"]["access-lists"]["access-list"] = policies[0];
  mud["to-device-policy"]["access-lists"]["access-list"] = policies[1];
  const Json document = {{"ietf-mud:mud", mud}, {"ietf-access-control-list:acls", {{"acl", acls}}}};
  return document.dump(2) + "\n";
}

std::string to_mud_index(const assess::Containment& all) {
  std::string out = "# Which device each MUD file of this folder is for.\n";
  for (const auto& d : all.devices) {
    std::vector<std::string> names;
    for (const auto& mac : d.device.macs) names.push_back(fmt::format("\"{}\"", to_string(mac)));
    if (names.empty())
      for (const auto& ip : d.device.addresses) names.push_back(fmt::format("\"{}\"", to_string(ip)));
    out += fmt::format("\n[[declared]]\ndevice = [{}]\nmud = \"{}\"\n", fmt::join(names, ", "), mud_file_name(d));
    std::set<const knowledge::Declaration*> told;
    for (const auto& rule : d.rules)
      if (rule.declaration != nullptr && told.insert(rule.declaration).second)
        for (const auto& controller : rule.declaration->controllers) out += controllers(controller);
  }
  return out;
}

}  // namespace lenscap::views
