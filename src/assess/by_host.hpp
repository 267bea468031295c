// assess/by_host.hpp: which observations are of one host.
//
// Indices in one array, by host: a hundred thousand hosts with lists of their own, and copies of what they said, took
// more memory than the evidence.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "model/evidence.hpp"

namespace lenscap::assess {

class ByHost {
 public:
  /// Without address blocks that are a router's: a block is told of the host that showed the hardware address first.
  /// Where one of `routers` (sorted) sent that host's packets on, it is the router's block and says nothing of the
  /// host.
  ByHost(const model::Evidence& evidence, const std::vector<model::Mac>& routers);

  /// Positions in Evidence::observations, ascending.
  std::span<const std::uint32_t> of(model::HostIndex host) const {
    return std::span(rows_).subspan(starts_[host], starts_[host + 1] - starts_[host]);
  }
  bool none(model::HostIndex host) const { return starts_[host] == starts_[host + 1]; }

 private:
  std::vector<std::uint32_t> starts_;  ///< in rows_, one more than hosts
  std::vector<std::uint32_t> rows_;
};

/// The network addresses that observations at `rows` state: of a device that no frame showed, what it or its recorder
/// says.
std::vector<model::Ip> stated_addresses(const model::Evidence& evidence, std::span<const std::uint32_t> rows);

}  // namespace lenscap::assess
