#include "assess/attribution.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>

namespace lenscap::assess {

using model::Host;
using model::HostIndex;
using model::Mac;

namespace {

// A device that is no router has one address a network it stands in, a few over time with DHCP.
constexpr std::size_t most_own_addresses = 4;

constexpr std::size_t shortest_serial = 6;
constexpr std::size_t shortest_number = 5;  // of a unit within a serial number: Dahua's; Hikvision has 9, Uniview 6

bool one_character(std::string_view text) { return text.find_first_not_of(text[0]) == std::string_view::npos; }

/// Serial numbers end in the unit's own number, some with letters after it; blanked ones have zeros there.
bool zeroed(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const auto last = text.find_last_of(digits);
  if (last == std::string_view::npos) return false;
  const auto before = text.find_last_not_of(digits, last);
  const std::string_view number = text.substr(before == std::string_view::npos ? 0 : before + 1, last - before);
  return number.size() >= shortest_number && number.find_first_not_of('0') == std::string_view::npos;
}

bool claimed(const Host& host) { return host.marks & (model::claimed_by_arp | model::claimed_by_dhcp); }
/// False for an address that only a switch's saved table names: no frame of it was captured.
bool seen(const Host& host) { return host.first != model::no_time || host.packets != 0; }
bool document(const Host& host) { return host.marks & (model::is_document | model::from_channel_list); }

std::string name_of(const Host& host) {
  if (!host.group.empty()) return host.group;
  if (host.ip.family != 0) return to_string(host.ip);
  return to_string(host.mac);
}

/// Sets of hosts, joined two at a time.
class Groups {
 public:
  explicit Groups(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  bool join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    parent_[std::max(a, b)] = std::min(a, b);  // the older sighting stays
    return true;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// An address as numbers that sort fast: family, then its octets in order.
using AddressKey = std::tuple<std::uint8_t, std::uint64_t, std::uint64_t>;

AddressKey key_of(const model::Ip& ip) {
  std::uint64_t high = 0, low = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    high = high << 8 | ip.bytes[i];
    low = low << 8 | ip.bytes[i + 8];
  }
  return {ip.family, high, low};
}

/// The hosts of one hardware address.
struct ByMac {
  std::uint64_t mac = 0;
  std::uint32_t first = 0, last = 0;  ///< in MacTable::hosts
  std::uint32_t addresses = 0;        ///< IPv4
  bool router = false;
};

/// By hardware address, sorted: a hundred thousand hosts are walked, and few are looked up.
struct MacTable {
  std::vector<ByMac> rows;
  std::vector<HostIndex> hosts;

  std::span<const HostIndex> of(const ByMac& row) const {
    return std::span(hosts).subspan(row.first, row.last - row.first);
  }
};

const ByMac* find(const MacTable& table, std::uint64_t mac) {
  const auto at = std::lower_bound(table.rows.begin(), table.rows.end(), mac,
                                   [](const ByMac& row, std::uint64_t m) { return row.mac < m; });
  return at != table.rows.end() && at->mac == mac ? &*at : nullptr;
}

MacTable hosts_by_mac(const model::Evidence& evidence) {
  std::vector<std::pair<std::uint64_t, HostIndex>> pairs;
  pairs.reserve(evidence.hosts.size());
  for (HostIndex i = 0; i < evidence.hosts.size(); ++i)
    if (const auto& host = evidence.hosts[i]; host.mac.value != 0 && !document(host))
      pairs.emplace_back(host.mac.value, i);
  std::sort(pairs.begin(), pairs.end());
  MacTable table;
  table.hosts.reserve(pairs.size());
  for (const auto& [mac, host] : pairs) {
    const auto at = static_cast<std::uint32_t>(table.hosts.size());
    if (table.rows.empty() || table.rows.back().mac != mac) table.rows.push_back({mac, at, at});
    table.hosts.push_back(host);
    table.rows.back().last = at + 1;
  }
  for (ByMac& row : table.rows) {
    std::uint32_t addresses = 0, unclaimed = 0;
    bool said_so = false, forwards = false, outside = false;
    for (HostIndex i : table.of(row)) {
      const Host& host = evidence.hosts[i];
      said_so |= (host.marks & model::sent_router_advert) != 0;
      if (host.ip.family == 0 || host.ip.link_local()) continue;
      // IPv6 hosts hold several addresses at once (privacy, RFC 8981): they are not counted.
      if (host.ip.family == 4) ++addresses;
      if (claimed(host)) continue;
      if (host.ip.family == 4) ++unclaimed;
      forwards |= (host.marks & model::behind_ttl) != 0;
      outside |= !host.ip.inside();
    }
    row.addresses = addresses;
    // A packet that had passed a router was sent on by this address, be it the only one seen of it.
    row.router = said_so || unclaimed > most_own_addresses || forwards || (addresses > 1 && unclaimed > 0 && outside);
  }
  return table;
}

std::vector<Mac> routers_of(const MacTable& by_mac) {
  std::vector<Mac> routers;
  for (const ByMac& row : by_mac.rows)
    if (row.router) routers.push_back(Mac{row.mac});
  return routers;
}

}  // namespace

bool usable_serial(std::string_view value, const std::vector<Mac>& own) {
  if (value.size() < shortest_serial || one_character(value) || zeroed(value)) return false;
  const auto mac = model::parse_mac(value);
  return !mac || std::find(own.begin(), own.end(), *mac) == own.end();
}

std::vector<Mac> find_routers(const model::Evidence& evidence) { return routers_of(hosts_by_mac(evidence)); }

bool carried(const Host& host, const std::vector<Mac>& routers) {
  return !claimed(host) && host.ip.family != 0 && !host.ip.link_local() &&
         std::binary_search(routers.begin(), routers.end(), host.mac);
}

Attribution attribute(const model::Evidence& evidence, const std::vector<HostTie>& ties) {
  const auto& hosts = evidence.hosts;
  Groups groups(hosts.size());
  std::vector<std::pair<HostIndex, Merge>> merges;
  auto join = [&](HostIndex a, HostIndex b, const char* reason, const std::string& value) {
    if (groups.join(a, b)) merges.push_back({a, {reason, name_of(hosts[a]), name_of(hosts[b]), value}});
  };

  const auto by_mac = hosts_by_mac(evidence);
  std::vector<std::pair<AddressKey, std::uint64_t>> owners;  // address, a hardware address whose own it is; sorted
  for (const ByMac& row : by_mac.rows) {
    const Mac mac{row.mac};
    // Group addresses send nothing. Invented addresses recur in other machines: they tie what a host says before and
    // after it has its one address, and no two addresses.
    const bool identifies = mac.identifies() || (mac.local() && !mac.group() && row.addresses <= 1);
    HostIndex first_own = model::no_host;
    for (HostIndex i : by_mac.of(row)) {
      const Host& host = hosts[i];
      // What a router carries for others is not its own; what it claimed, or sent without an address, is.
      const bool own = !row.router || claimed(host) || host.ip.family == 0 || host.ip.link_local();
      if (!own) continue;
      if (host.ip.family != 0 && !mac.group()) owners.emplace_back(key_of(host.ip), row.mac);
      if (!identifies) continue;
      if (first_own == model::no_host) first_own = i;
      else if (hosts[first_own].ip.family == 4 && host.ip.family == 4) join(first_own, i, "same_mac", to_string(mac));
      else groups.join(first_own, i);  // what it sent before it had its address, or over IPv6: nothing to tell
    }
  }
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  // The same address without hardware address (cooked capture), in another VLAN, or through a router: one device when
  // one owner.
  std::vector<std::pair<AddressKey, HostIndex>> by_ip;
  for (HostIndex i = 0; i < hosts.size(); ++i)
    if (hosts[i].ip.family != 0 && !document(hosts[i])) by_ip.emplace_back(key_of(hosts[i].ip), i);
  std::sort(by_ip.begin(), by_ip.end());
  for (auto first = by_ip.begin(), last = first; first != by_ip.end(); first = last) {
    const AddressKey ip = first->first;
    last = std::find_if(first, by_ip.end(), [&](const auto& row) { return row.first != ip; });
    if (last - first == 1) continue;
    std::vector<HostIndex> same;
    for (auto row = first; row != last; ++row) same.push_back(row->second);
    const auto own = std::lower_bound(owners.begin(), owners.end(), std::pair{ip, std::uint64_t{0}});
    std::size_t owner_count = 0;
    while (own + static_cast<std::ptrdiff_t>(owner_count) != owners.end() &&
           own[static_cast<std::ptrdiff_t>(owner_count)].first == ip)
      ++owner_count;
    if (owner_count > 1) continue;  // it moved between devices, or two devices dispute it
    HostIndex anchor = model::no_host;
    for (HostIndex i : same)
      if (owner_count == 1 && hosts[i].mac.value == own->second) anchor = i;
    for (HostIndex i : same) {
      if (anchor == model::no_host) anchor = i;
      else if (owner_count == 1 || hosts[i].mac == hosts[anchor].mac || hosts[i].mac.value == 0 ||
               hosts[anchor].mac.value == 0)
        groups.join(anchor, i);
    }
  }
  // What hosts say of themselves: the same serial number, or a hardware address that another host has.
  std::map<std::string, HostIndex> by_serial;
  std::map<std::uint64_t, HostIndex> by_declared;
  const auto routers = routers_of(by_mac);
  for (const HostTie& tie : ties) {
    if (tie.serial) {
      const auto [at, fresh] = by_serial.try_emplace(tie.value, tie.host);
      if (!fresh) join(at->second, tie.host, "same_serial", tie.value);
      continue;
    }
    const auto mac = model::parse_mac(tie.value);
    if (!mac || !mac->identifies() || std::binary_search(routers.begin(), routers.end(), *mac)) continue;
    const auto [at, fresh] = by_declared.try_emplace(mac->value, tie.host);
    if (!fresh) join(at->second, tie.host, "declared_mac", tie.value);
    const ByMac* row = find(by_mac, mac->value);
    if (row == nullptr) continue;
    const HostIndex bearer = by_mac.of(*row).front();
    if (seen(hosts[bearer])) join(bearer, tie.host, "declared_mac", tie.value);
    else groups.join(bearer, tie.host);
  }

  Attribution out;
  out.device_of.assign(hosts.size(), 0);
  for (HostIndex i = 0; i < hosts.size(); ++i) {
    const HostIndex root = groups.find(i);  // the oldest of the group, so it has its device already
    if (root == i) {
      out.device_of[i] = static_cast<std::uint32_t>(out.devices.size());
      out.devices.emplace_back();
    } else {
      out.device_of[i] = out.device_of[root];
    }
    out.devices[out.device_of[i]].hosts.push_back(i);
  }
  for (auto& [host, merge] : merges) out.devices[out.device_of[host]].merges.push_back(std::move(merge));
  for (Device& device : out.devices) {
    bool hardware = false, list = false, saved = false;
    for (HostIndex i : device.hosts) {
      const Host& host = hosts[i];
      list |= (host.marks & model::from_channel_list) != 0;
      saved |= (host.marks & model::is_document) != 0;
      const bool sent_on = carried(host, routers);
      hardware |= host.mac.value != 0 && !host.mac.group() && !sent_on && seen(host);
      if (sent_on) device.router = host.mac;
    }
    device.attribution = hardware                   ? "own_hardware_address"
                         : device.router.value != 0 ? "behind_router"
                         : list                     ? "named_by_recorder"
                         : saved                    ? "document"
                                                    : "address_only";
    if (hardware) device.router = {};
  }
  return out;
}

}  // namespace lenscap::assess
