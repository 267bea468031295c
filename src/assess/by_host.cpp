#include "assess/by_host.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "assess/attribution.hpp"

namespace lenscap::assess {

namespace {

/// Where a device states its network address, or a recorder that of a camera behind it.
constexpr auto address_kinds = std::to_array<std::string_view>(
    {"channel.address", "dhip.ipv4address", "onvif.address", "sadp.ipv4address", "xm.hostip", "hanwha.ipaddress",
     "bosch.ipaddress", "vivotek.ipaddress", "panasonic.ipaddress", "sony.ipadr", "nicevision.ipaddress",
     "foscam.ipaddress", "vstarcam.ipaddress", "ubiquiti.ipaddress", "tvt.ip"});

}  // namespace

ByHost::ByHost(const model::Evidence& evidence, const std::vector<model::Mac>& routers)
    : starts_(evidence.hosts.size() + 1) {
  const auto wanted = [&](const model::Observation& o) {
    return o.host < evidence.hosts.size() &&
           (o.kind != model::kind("eth.block") || !carried(evidence.hosts[o.host], routers));
  };
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < evidence.observations.size(); ++i) {
    if (!wanted(evidence.observations[i])) continue;
    ++starts_[evidence.observations[i].host + 1];
    kept.push_back(i);
  }
  for (std::size_t host = 1; host < starts_.size(); ++host) starts_[host] += starts_[host - 1];
  rows_.resize(kept.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (const std::uint32_t i : kept) rows_[next[evidence.observations[i].host]++] = i;
}

std::vector<model::Ip> stated_addresses(const model::Evidence& evidence, std::span<const std::uint32_t> rows) {
  std::vector<model::Ip> out;
  for (const std::uint32_t i : rows) {
    const auto& o = evidence.observations[i];
    if (std::find(address_kinds.begin(), address_kinds.end(), model::info(o.kind).name) == address_kinds.end())
      continue;
    const auto ip = model::parse_ip(o.value);
    if (ip && !ip->unspecified() && !ip->loopback()) out.push_back(*ip);
  }
  return out;
}

}  // namespace lenscap::assess
