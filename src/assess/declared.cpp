#include "assess/declared.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "model/ascii.hpp"

namespace lenscap::assess {

using knowledge::AppliesTo;
using knowledge::Declaration;
using knowledge::DeclaredPeer;
using knowledge::PeerForm;
using knowledge::Prefix;

namespace {

/// `said` names the maker `id`: by id, by any of its names, or by its domain (RFC 8520 `manufacturer`).
bool is_maker(const std::string& said, const std::string& id, const knowledge::Knowledge& k) {
  if (id.empty()) return false;
  if (said == id || model::letters_and_digits(said) == model::letters_and_digits(id)) return true;
  for (const auto& maker : k.makers) {
    if (maker.id != id) continue;
    std::vector<std::string> names = {maker.name, maker.short_name};
    names.insert(names.end(), maker.own.begin(), maker.own.end());
    names.insert(names.end(), maker.organisations.begin(), maker.organisations.end());
    for (const auto& name : names)
      if (!name.empty() && model::letters_and_digits(name) == model::letters_and_digits(said)) return true;
  }
  for (const auto& endpoint : k.endpoints)
    if (endpoint.maker == id && endpoint.suffix == knowledge::host_name(said)) return true;
  return false;
}

bool is_device(const std::string& said, const DeviceFacts& d) {
  model::Id id = 0;
  const auto [end, status] = std::from_chars(said.data(), said.data() + said.size(), id);
  if (status == std::errc() && end == said.data() + said.size() && id == d.id) return true;
  if (said == d.key) return true;
  if (const auto ip = model::parse_ip(said))
    return std::find(d.addresses.begin(), d.addresses.end(), *ip) != d.addresses.end();
  if (const auto mac = model::parse_mac(said); mac && std::find(d.macs.begin(), d.macs.end(), *mac) != d.macs.end())
    return true;
  return std::find(d.serials.begin(), d.serials.end(), said) != d.serials.end();
}

bool applies(const AppliesTo& to, const DeviceFacts& d, const knowledge::Knowledge& k) {
  if (to.nobody()) return false;
  if (!to.maker.empty() && !is_maker(to.maker, d.maker, k)) return false;
  if (!to.model.empty() &&
      (d.model.empty() || model::letters_and_digits(to.model) != model::letters_and_digits(d.model)))
    return false;
  return to.devices.empty() ||
         std::any_of(to.devices.begin(), to.devices.end(), [&](const auto& said) { return is_device(said, d); });
}

/// RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291: what model::Ip::inside() tells.
std::vector<Prefix> local_networks() {
  std::vector<Prefix> all;
  for (const char* text :
       {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"})
    all.push_back(*knowledge::parse_prefix(text));
  return all;
}

bool allows(const DeclaredPeer& line, const std::vector<Prefix>& addresses, const Conversation& c) {
  if (line.protocol != 0 && line.protocol != c.protocol) return false;
  if (!line.ports.any() && (c.addresses_only || !line.ports.holds(c.port))) return false;
  if (line.opened != model::Opened::unknown && c.opened != model::Opened::unknown && line.opened != c.opened)
    return false;
  if (std::any_of(c.names.begin(), c.names.end(), [&](const auto& name) { return means_name(line, name); }))
    return true;
  return std::any_of(addresses.begin(), addresses.end(), [&](const Prefix& p) { return p.holds(c.peer); });
}

}  // namespace

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::kept:
      return "kept";
    case Standing::broken:
      return "broken";
    case Standing::tried:
      return "tried";
    case Standing::undeclared:
      break;
  }
  return "undeclared";
}

bool means_name(const DeclaredPeer& line, std::string_view name) {
  if (line.form == PeerForm::name) return name == line.peer;
  return line.form == PeerForm::names_below && name.size() > line.peer.size() + 1 && name.ends_with(line.peer) &&
         name[name.size() - line.peer.size() - 1] == '.';
}

std::vector<Prefix> addresses_of(const DeclaredPeer& line, const Declaration& declaration, const DeviceFacts& device,
                                 const std::vector<DeviceFacts>& all, const knowledge::Knowledge& k) {
  std::vector<Prefix> out;
  const auto add_devices = [&](auto&& wanted) {
    for (const DeviceFacts& other : all)
      if (other.id != device.id && wanted(other))
        for (const auto& ip : other.addresses) out.push_back({ip, ip.family == 4 ? 32 : 128});
  };
  switch (line.form) {
    case PeerForm::name:
    case PeerForm::names_below:
      break;
    case PeerForm::prefix:
      out.push_back(line.prefix);
      break;
    case PeerForm::local_networks:
      out = local_networks();
      break;
    case PeerForm::same_manufacturer:
      add_devices([&](const DeviceFacts& other) { return !device.maker.empty() && other.maker == device.maker; });
      break;
    case PeerForm::manufacturer:
      add_devices([&](const DeviceFacts& other) { return is_maker(line.peer, other.maker, k); });
      break;
    case PeerForm::my_controller:
    case PeerForm::controller:
      for (const auto& controller : declaration.controllers)
        if (controller.uri == line.peer)
          out.insert(out.end(), controller.addresses.begin(), controller.addresses.end());
      break;
  }
  return out;
}

Comparison compare(const model::Case& c, const knowledge::Knowledge& k, const knowledge::Declared& declared,
                   std::vector<Conversation> measured) {
  Comparison all;
  all.conversations = std::move(measured);
  all.standings.assign(all.conversations.size(), Standing::undeclared);
  const auto facts = device_facts(c);
  std::set<const Declaration*> used;
  std::map<model::Id, std::vector<std::size_t>> of_device;
  for (std::size_t i = 0; i < all.conversations.size(); ++i) of_device[all.conversations[i].device].push_back(i);
  for (const DeviceFacts& device : facts) {
    DeviceStanding d;
    d.device = device;
    d.conversations = of_device[device.id];
    bool any = false;
    for (const Declaration& declaration : declared.declarations) {
      if (!applies(declaration.applies_to, device, k)) continue;
      any = true;
      used.insert(&declaration);
      for (const DeclaredPeer& line : declaration.allow) {
        LineStanding standing{&declaration, &line, {}, false};
        const auto addresses = addresses_of(line, declaration, device, facts, k);
        const bool by_name = line.form == PeerForm::name || line.form == PeerForm::names_below;
        standing.nobody = !by_name && addresses.empty();
        for (const std::size_t i : d.conversations)
          if (allows(line, addresses, all.conversations[i])) {
            standing.kept_by.push_back(i);
            all.standings[i] = Standing::kept;
          }
        d.lines.push_back(std::move(standing));
      }
    }
    for (const std::size_t i : d.conversations)
      if (any && all.standings[i] != Standing::kept)
        all.standings[i] = all.conversations[i].answered ? Standing::broken : Standing::tried;
    all.devices.push_back(std::move(d));
  }
  for (const Declaration& declaration : declared.declarations)
    if (!used.contains(&declaration)) all.about_nobody.push_back(&declaration);
  return all;
}

}  // namespace lenscap::assess
