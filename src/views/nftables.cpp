#include "views/nftables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

using assess::DeviceRules;
using assess::Need;
using assess::Rule;
using knowledge::Prefix;
using model::Opened;

constexpr std::uint8_t ip_versions[] = {4, 6};
constexpr std::size_t longest_comment = 128;  // bytes; NFTNL_UDATA_COMMENT_MAXLEN of libnftnl

/// Printable ASCII without quotes: nft knows no escape inside a string, and a line end would end a comment.
std::string safe(std::string_view text, std::size_t most) {
  std::string out;
  for (char c : neutral(text)) out += c < 0x20 || c > 0x7e ? '?' : c == '"' ? '\'' : c;
  if (out.size() > most) out = out.substr(0, most - 3) + "...";
  return out;
}

std::string in_quotes(std::string_view text) { return "\"" + safe(text, longest_comment) + "\""; }
std::string comment_line(std::string_view text) { return "# " + safe(text, 1000) + "\n"; }

std::string day(model::Nanos when) { return when == model::no_time ? "?" : to_string(model::day_of(when)); }

/// No interval twice and none inside another: nft refuses sets that overlap.
std::vector<Prefix> apart(const std::vector<Prefix>& all, std::uint8_t family) {
  std::vector<Prefix> sorted, out;
  for (const auto& p : all)
    if (p.base.family == family) sorted.push_back(p);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.bits < b.bits; });
  for (const auto& p : sorted)
    if (std::none_of(out.begin(), out.end(), [&](const Prefix& wider) { return wider.holds(p.base); }))
      out.push_back(p);
  return out;
}

std::string comma_list(const std::vector<std::string>& items) {
  return items.size() == 1 ? items.front() : fmt::format("{{ {} }}", fmt::join(items, ", "));
}

std::string service_match(const Rule& rule) {
  const bool has_ports = rule.protocol == 6 || rule.protocol == 17;
  if (has_ports && !rule.ports.any()) {
    const std::string ports = rule.ports.from == rule.ports.to ? fmt::format("{}", rule.ports.from)
                                                               : fmt::format("{}-{}", rule.ports.from, rule.ports.to);
    return fmt::format(" {} dport {}", rule.protocol == 6 ? "tcp" : "udp", ports);
  }
  return rule.protocol == 0 ? std::string() : fmt::format(" meta l4proto {}", rule.protocol);
}

class ChainWriter {
 public:
  ChainWriter(const assess::Containment& all, const DeviceRules& d, const model::Case& c)
      : all_(all), d_(d), c_(c), id_(fmt::format("device_{}", d.device.id)) {}

  void write() {
    device_sets();
    std::size_t stops = 0;
    for (const Rule& rule : d_.rules) {
      if (!rule.allow && ++stops > most_stop_rules) continue;
      for (const std::uint8_t family : ip_versions)
        for (const Opened way : {Opened::by_host, Opened::by_peer})
          if ((rule.opened == way || rule.opened == Opened::unknown) && has_use(rule, family))
            write_rule(rule, family, way);
      if (rule.set) ++names_;
    }
    if (stops > most_stop_rules)
      chain_ += "    " + comment_line(fmt::format("{} more measured peers are stopped by the last rule",
                                                  stops - most_stop_rules));
  }

  const std::string& sets() const { return sets_; }
  std::string chain() const {
    return fmt::format(
        "  chain {} {{\n    ct state established,related accept\n{}    counter drop comment {}\n  }}\n\n", id_, chain_,
        in_quotes(fmt::format("device {}: all that was neither declared nor measured", d_.device.id)));
  }
  const std::string& id() const { return id_; }

 private:
  std::vector<std::string> addresses(std::uint8_t family) const {
    std::vector<std::string> out;
    for (const auto& ip : d_.device.addresses)
      if (ip.family == family) out.push_back(to_string(ip));
    return out;
  }

  /// A name needs a set of a family that the device or the name was seen to have.
  bool has_use(const Rule& rule, std::uint8_t family) const {
    if (!rule.set || d_.device.addresses.empty() || !addresses(family).empty()) return true;
    const auto& seen = rule.set->addresses;
    return std::any_of(seen.begin(), seen.end(), [&](const model::Ip& ip) { return ip.family == family; });
  }

  void device_sets() {
    for (const std::uint8_t family : ip_versions) {
      const auto own = addresses(family);
      if (own.empty()) continue;
      sets_ += fmt::format("  set {}_v{} {{\n    type ipv{}_addr\n    comment {}\n    elements = {{ {} }}\n  }}\n", id_,
                           family, family,
                           in_quotes(own.size() == 1 ? "its address: give it a fixed one"
                                                     : "addresses that it had: give it a fixed one"),
                           fmt::join(own, ", "));
    }
  }

  /// The device's side of a rule; empty where it cannot be told.
  std::string self(std::uint8_t family, bool sends, const Rule& rule) const {
    const bool has_address = !addresses(family).empty();
    // DHCP is asked from an address that the device does not have yet.
    if (sends && !d_.device.macs.empty() && (rule.need == Need::address || !has_address)) {
      std::vector<std::string> macs;
      for (const auto& mac : d_.device.macs) macs.push_back(to_string(mac));
      return "ether saddr " + comma_list(macs);
    }
    if (!has_address) return {};
    return fmt::format("{} {} @{}_v{}", family == 4 ? "ip" : "ip6", sends ? "saddr" : "daddr", id_, family);
  }

  /// The peer's side; empty optional where the rule has no peer of this family.
  std::optional<std::string> peer(std::uint8_t family, bool sends, const Rule& rule) {
    const std::string what = fmt::format(" {} {} ", family == 4 ? "ip" : "ip6", sends ? "daddr" : "saddr");
    if (rule.set) return what + "@" + name_set(*rule.set, family);
    const auto peers = apart(rule.peers, family);
    if (peers.empty()) return std::nullopt;
    if (peers.front().bits == 0) return family == 4 ? " meta nfproto ipv4" : " meta nfproto ipv6";
    std::vector<std::string> texts;
    for (const auto& p : peers) texts.push_back(to_string(p));
    return what + comma_list(texts);
  }

  std::string name_set(const assess::NamedSet& set, std::uint8_t family) {
    const std::string name = fmt::format("{}_name_{}_v{}", id_, names_ + 1, family);
    if (sets_.find("set " + name + " {") != std::string::npos) return name;
    std::vector<std::string> elements;
    for (const auto& ip : set.addresses)
      if (ip.family == family) elements.push_back(to_string(ip));
    const std::string when = elements.empty()
                                 ? "no address seen: the rule meets nothing until it is filled"
                                 : fmt::format("as seen {} to {}; they move", day(set.first), day(set.last));
    const std::string_view host = std::string_view(set.name).substr(set.name.starts_with("*.") ? 2 : 0);
    sets_ += "  " + comment_line(
                        fmt::format("kept current by dnsmasq with: nftset=/{}/{}#inet#lenscap#{}", host, family, name));
    sets_ += fmt::format("  set {} {{\n    type ipv{}_addr\n    comment {}\n", name, family,
                         in_quotes(set.name + ": " + when));
    if (!elements.empty()) sets_ += fmt::format("    elements = {{ {} }}\n", fmt::join(elements, ", "));
    sets_ += "  }\n";
    return name;
  }

  void write_rule(const Rule& rule, std::uint8_t family, Opened way) {
    const bool sends = way == Opened::by_host;
    const auto far = peer(family, sends, rule);
    if (!far) return;
    const std::string near = self(family, sends, rule);
    const std::string why = fmt::format("{}{}: {}", to_string(rule.need), rule.name.empty() ? "" : " " + rule.name,
                                        assess::because(rule, *all_.comparison, c_));
    if (near.empty()) {
      if (!rule.set && rule.line == nullptr)
        chain_ += "    " + comment_line(fmt::format("no rule: the device has no address of IPv{} ({})", family, why));
      return;
    }
    chain_ += fmt::format("    {}{}{} counter {} comment {}\n", near, *far, service_match(rule),
                          rule.allow ? "accept" : "drop", in_quotes(why));
  }

  const assess::Containment& all_;
  const DeviceRules& d_;
  const model::Case& c_;
  std::string id_, sets_, chain_;
  std::size_t names_ = 0;
};

/// "ether saddr vmap { … : jump device_1, … }"; nothing for no entries.
std::string vmap(const char* what, const std::vector<std::string>& entries) {
  return entries.empty() ? std::string()
                         : fmt::format("    {} vmap {{\n      {}\n    }}\n", what, fmt::join(entries, ",\n      "));
}

}  // namespace

std::string to_nftables(const assess::Containment& all, const model::Case& c) {
  std::string sets, chains, notes;
  std::vector<std::string> macs, v4, v6;
  std::map<model::Ip, model::Id> taken;
  for (const DeviceRules& d : all.devices) {
    ChainWriter writer(all, d, c);
    writer.write();
    sets += "  " + comment_line(fmt::format("device {}, {}", d.device.id, d.device.key)) + writer.sets() + "\n";
    chains += writer.chain();
    for (const auto& mac : d.device.macs) macs.push_back(fmt::format("{} : jump {}", to_string(mac), writer.id()));
    for (const auto& ip : d.device.addresses) {
      const auto [other, first] = taken.emplace(ip, d.device.id);
      if (first) (ip.family == 4 ? v4 : v6).push_back(fmt::format("{} : jump {}", to_string(ip), writer.id()));
      else
        notes += comment_line(fmt::format("{} was device {}'s and device {}'s: by address it goes to the first",
                                          to_string(ip), other->second, d.device.id));
    }
  }
  for (const auto* d : all.unreachable)
    notes += comment_line(fmt::format("device {} ({}) has no address: no rule", d->device.id, d->device.key));
  std::string out = "#!/usr/sbin/nft -f\n";
  out += comment_line(
      "Written by Lenscap from what was measured and declared. Check it: nft -c -f FILE. Load it: nft -f FILE.");
  out += comment_line("Conversations that are open when it is loaded go on; to end them: conntrack -D -s ADDRESS");
  out += comment_line(
      "It looks at what is passed on from and to these devices; nft list table inet lenscap shows the counts.");
  out += notes + "\ntable inet lenscap\ndelete table inet lenscap\n\ntable inet lenscap {\n" + sets + chains;
  out += "  chain forward {\n    type filter hook forward priority filter; policy accept;\n";
  out += vmap("ether saddr", macs);
  for (const char* end : {"saddr", "daddr"}) {
    out += vmap(fmt::format("ip {}", end).c_str(), v4);
    out += vmap(fmt::format("ip6 {}", end).c_str(), v6);
  }
  return out + "  }\n}\n";
}

}  // namespace lenscap::views
