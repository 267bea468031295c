#include "views/contain_csv.hpp"

#include <fmt/format.h>

#include <array>

#include "views/csv_cell.hpp"

namespace lenscap::views {

namespace {

using assess::Rule;

std::string joined(const auto& values) {
  std::string out;
  for (const auto& value : values) {
    if (!out.empty()) out += ' ';
    out += to_string(value);
  }
  return out;
}

/// Never empty, which a firewall may take for everybody.
std::string peer(const Rule& rule) {
  const std::string all = rule.set ? joined(rule.set->addresses) : joined(rule.peers);
  return all.empty() ? "none seen" : all;
}

std::string protocol(std::uint8_t number) {
  switch (number) {
    case 0:
      return "any";
    case 1:
      return "icmp";
    case 6:
      return "tcp";
    case 17:
      return "udp";
    case 58:
      return "icmpv6";
    default:
      return std::to_string(number);
  }
}

std::string ports(const knowledge::PortRange& range) {
  if (range.any()) return "any";
  return range.from == range.to ? std::to_string(range.from) : fmt::format("{}-{}", range.from, range.to);
}

}  // namespace

std::string to_contain_csv(const assess::Containment& all, const model::Case& c) {
  std::string out;
  csv_row(out, std::to_array<std::string>({"device", "mac", "address", "direction", "peer", "name", "protocol", "port",
                                           "action", "reason", "observation"}));
  for (const auto& d : all.devices) {
    const std::string id = std::to_string(d.device.id), macs = joined(d.device.macs), own = joined(d.device.addresses);
    for (const Rule& rule : d.rules)
      for (const auto way : {model::Opened::by_host, model::Opened::by_peer}) {
        if (rule.opened != way && rule.opened != model::Opened::unknown) continue;
        csv_row(out, std::to_array<std::string>(
                         {id, macs, own, way == model::Opened::by_host ? "from device" : "to device", peer(rule),
                          rule.set ? rule.set->name : rule.name, protocol(rule.protocol), ports(rule.ports),
                          rule.allow ? "allow" : "stop", std::string(to_string(rule.need)),
                          assess::because(rule, *all.comparison, c)}));
      }
    for (const char* way : {"from device", "to device"})
      csv_row(out, std::to_array<std::string>({id, macs, own, way, "any", "", "any", "any", "stop", "rest", ""}));
  }
  return out;
}

}  // namespace lenscap::views
