// views/redact.cpp: a copy of a case for strangers' eyes: what identifies a place or a unit is replaced, what
// identifies a make stays. Excerpts keep their marked value only: what stands around it was never looked at and may
// hold anything.
#include <algorithm>
#include <array>
#include <set>

#include "views/audit_view.hpp"
#include "views/placeholders.hpp"
#include "views/redact_traffic.hpp"

namespace lenscap::views {

namespace {

using model::CaseObservation;
using model::EvidenceClass;
using model::Finding;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Kinds whose value is a name that people or networks give to one device.
constexpr auto name_kinds = std::to_array<std::string_view>(
    {"dhcp.hostname",    "mdns.host",         "mdns.instance",    "onvif.hostname",     "xm.hostname",
     "wsd.name",         "isapi.devicename",  "lapi.devicename",  "channel.name",       "dahuacgi.machinename",
     "dhip.machinename", "dvrip.name",        "hnap.devicename",  "upnp.friendlyname",  "sdp.session",
     "bosch.unitname",   "vivotek.name",      "panasonic.name",   "nicevision.name",    "foscam.name",
     "vstarcam.name",    "ubiquiti.hostname", "gb28181.deviceid", "gb28181.devicename", "channel.id",
     "mqtt.clientid",    "tvt.name",          "hiksdk.name",      "lldp.systemname",    "cdp.deviceid",
     "snmp.sysname",     "llmnr.host",        "nbns.name",        "switch.name"});
constexpr auto mac_kinds = std::to_array<std::string_view>(
    {"sadp.mac",         "dhip.mac",    "dvrip.mac",       "xm.mac",        "wsd.mac",    "onvif.mac",
     "isapi.macaddress", "channel.mac", "dahuacgi.mac",    "hanwha.mac",    "bosch.mac",  "vivotek.mac",
     "panasonic.mac",    "sony.mac",    "nicevision.mac",  "vision360.mac", "foscam.mac", "vstarcam.mac",
     "ubiquiti.mac",     "tvt.mac",     "vapix.macaddress"});
constexpr auto ip_kinds = std::to_array<std::string_view>(
    {"sadp.ipv4address",     "dhip.ipv4address", "xm.hostip",          "onvif.address",       "channel.address",
     "hanwha.ipaddress",     "bosch.ipaddress",  "vivotek.ipaddress",  "panasonic.ipaddress", "sony.ipadr",
     "nicevision.ipaddress", "foscam.ipaddress", "vstarcam.ipaddress", "ubiquiti.ipaddress",  "gb28181.contact",
     "stun.mappedaddress",   "tvt.ip",           "lldp.address",       "cdp.address",         "ntp.server"});
constexpr auto unit_kinds = std::to_array<std::string_view>({"wsd.endpoint", "upnp.udn", "ssdp.usn"});

// Findings whose value is one of our own words, or a make: never a secret.
constexpr auto plain_findings =
    std::to_array<std::string_view>({"role", "maker", "label", "brand", "model", "component", "restriction", "state",
                                     "attribution", "unknown", "contradiction", "merge", "build_date", "egress"});
// What an egress finding says of its peer: names and addresses. The rest of it is numbers, times and our own words.
constexpr auto peer_attributes = std::to_array<std::string_view>({"peer", "name", "alias", "names", "site_resolver"});
// Attributes whose value is one of our own words or a make. All others may name a unit.
constexpr auto plain_attributes =
    std::to_array<std::string_view>({"maker", "brand", "name", "organisation", "why", "help", "from"});

bool endpoint_kind(std::string_view kind) {
  auto k = model::find_kind(kind);
  return k &&
         (model::info(*k).evidence == EvidenceClass::endpoint || model::info(*k).evidence == EvidenceClass::setting);
}

bool serial_kind(std::string_view kind) {
  auto k = model::find_kind(kind);
  return k && model::info(*k).evidence == EvidenceClass::serial;
}

/// The switch that a note says the capture was taken at; "" for other notes.
std::string switch_in(const std::string& note) {
  if (!note.starts_with(model::taken_at_switch)) return {};
  const std::size_t from = model::taken_at_switch.size() + 1, to = note.find('"', from);
  return to == std::string::npos ? std::string() : note.substr(from, to - from);
}

struct Redaction {
  const RedactOptions& options;
  Placeholders places;
  std::set<std::string> makes;        ///< brands and models: shown, so no names of a unit
  std::set<model::Id> known_to_data;  ///< observations that a finding rests on by an entry of data/

  void collect(const model::Case& c);
  void collect(const CaseObservation& o);
  std::string text(std::string_view s) { return places.apply(s, options.ip, options.mac, options.serial); }
  // A firmware version looks like an address: only what is known as one is replaced.
  std::string version(std::string_view s) { return places.apply(s, false, options.mac, options.serial); }
};

void Redaction::collect(const CaseObservation& o) {
  if (options.mac && among(mac_kinds, o.kind)) places.add(Secret::mac, o.value);
  if (options.ip && among(ip_kinds, o.kind)) places.add(Secret::ip, o.value);
  if (options.serial && (serial_kind(o.kind) || among(unit_kinds, o.kind))) places.add(Secret::serial, o.value);
  bool make = makes.contains(o.value);
  if (options.name && among(name_kinds, o.kind) && !make) places.add(Secret::name, o.value);
  // A cloud host that data/ knows is somebody's service; another may be the owner's own server.
  bool host_or_address = o.value.find_first_of(".@ ") != std::string::npos;
  if (options.name && endpoint_kind(o.kind) && host_or_address && !known_to_data.contains(o.id))
    places.add(Secret::name, o.value);
  if (options.site && o.kind == "wsd.scope" && o.value.find("location") != std::string::npos)
    places.add(Secret::site, o.value);
}

void Redaction::collect(const model::Case& c) {
  for (const Finding& f : c.findings) {
    if (f.key == "brand" || f.key == "model" || f.key == "maker") makes.insert(f.value);
    if (!f.knowledge.empty()) known_to_data.insert(f.observations.begin(), f.observations.end());
    if (options.serial && f.key == "serial") places.add(Secret::serial, f.value);
  }
  if (options.name)
    for (const model::Source& s : c.sources)
      for (const std::string& note : s.notes)
        if (const std::string name = switch_in(note); !name.empty()) places.add(Secret::name, name);
  for (const model::Source& s : c.sources)
    if (options.site) {
      places.add(Secret::site, s.name);
      if (std::size_t slash = s.name.rfind('/'); slash != std::string::npos) {
        places.add(Secret::site, s.name.substr(0, slash));
        places.add(Secret::site, s.name.substr(slash + 1));
      }
    }
  for (const model::Identifier& i : c.identifiers) {
    if (options.mac && i.kind == "mac") places.add(Secret::mac, i.value);
    if (options.ip && (i.kind == "ip" || i.kind == "ipv6")) places.add(Secret::ip, i.value);
    if (options.serial && i.kind == "serial") places.add(Secret::serial, i.value);
    if (options.name && i.kind == "hostname" && !makes.contains(i.value)) places.add(Secret::name, i.value);
    if (options.site && i.kind == "document") places.add(Secret::site, i.value);
  }
  for (const Finding& f : c.findings)
    if (options.name && f.key == "hostname" && !makes.contains(f.value)) places.add(Secret::name, f.value);
  for (const CaseObservation& o : c.observations) collect(o);
  collect_traffic(places, c, options);
  for (const model::Decision& d : c.decisions)
    if (options.name) places.add(Secret::name, d.who);
}

void hide_in(Redaction& r, CaseObservation& o) {
  auto kind = model::find_kind(o.kind);
  bool firmware = kind && model::info(*kind).evidence == EvidenceClass::firmware;
  std::string value = firmware ? r.version(o.value) : r.text(o.value);
  model::Locator& l = o.locator;
  std::string all = std::move(l.excerpt);
  std::size_t at = std::min<std::size_t>(l.mark_at, all.size());
  std::string marked = all.substr(at, l.mark_length);
  // What was read may be encoded; where its value holds a secret, the value stands for it.
  if (value != o.value) marked = value;
  else marked = firmware ? r.version(marked) : r.text(marked);
  std::size_t behind = all.size() - std::min(all.size(), at + l.mark_length);
  l.excerpt = std::string(at, '.') + marked + std::string(behind, '.');
  l.mark_length = static_cast<std::uint16_t>(marked.size());
  l.place = r.text(l.place);
  o.value = std::move(value);
}

void hide_in(Redaction& r, Finding& f) {
  bool plain = among(plain_findings, f.key);
  if (!plain) f.value = f.key == "firmware" ? r.version(f.value) : r.text(f.value);
  // A brand or model that is text of a device may still hold its serial or address.
  if (f.key == "brand" || f.key == "model") f.value = r.version(f.value);
  if (f.key == "restriction") return;
  model::Attributes shown;
  for (const auto& [name, value] : f.attributes) {
    const bool hidden = f.key == "egress" ? among(peer_attributes, name) : !among(plain_attributes, name);
    shown[name] = hidden ? r.text(value) : std::string(value);
  }
  f.attributes = std::move(shown);
}

}  // namespace

model::Case redact(model::Case c, const RedactOptions& options) {
  Redaction r{options, {}, {}, {}};
  r.collect(c);
  redact_traffic(r.places, c, options);
  for (model::Source& s : c.sources) {
    s.name = r.text(s.name);
    for (std::string& note : s.notes) note = r.text(note);
  }
  for (model::Subject& s : c.subjects) s.key = r.text(s.key);
  for (model::Identifier& i : c.identifiers)
    if (i.kind != "vlan") i.value = r.text(i.value);
  for (model::Relation& relation : c.relations)
    for (auto& [name, value] : relation.attributes) value = r.text(value);
  for (CaseObservation& o : c.observations) hide_in(r, o);
  for (Finding& f : c.findings) hide_in(r, f);
  for (auto& [name, value] : c.meta) value = r.text(value);
  for (model::Decision& d : c.decisions) {
    d.who = r.text(d.who);
    d.reason = r.text(d.reason);
    d.what = r.text(d.what);
  }
  c.meta.insert_or_assign("redacted", std::string(1, '1'));
  return c;
}

}  // namespace lenscap::views
