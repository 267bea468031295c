// assess/attribution.hpp: which hosts are one device.
//
// Address is not device. A router's hardware address carries many network addresses; addresses move with DHCP; a
// recorder speaks for its cameras. In doubt two devices stay two.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/evidence.hpp"

namespace lenscap::assess {

/// A claim of one host about itself that may tie it to another: serial number or hardware address, as its signatures
/// read them.
struct HostTie {
  model::HostIndex host;
  bool serial;        ///< else a hardware address
  std::string value;  ///< serials qualified by maker: "dahua 3A01…"
};

/// Two groups of hosts that turned out to be one device, and why.
struct Merge {
  std::string reason;         ///< same_mac, same_serial, declared_mac
  std::string first, second;  ///< names of the two: address or document
  std::string value;          ///< the serial or address that ties them
};

struct Device {
  std::vector<model::HostIndex> hosts;  ///< in order of first sighting
  std::string attribution;  ///< own_hardware_address, behind_router, address_only, named_by_recorder, document
  model::Mac router;        ///< for behind_router
  std::vector<Merge> merges;
};

struct Attribution {
  std::vector<Device> devices;
  std::vector<std::uint32_t> device_of;  ///< per host
};

Attribution attribute(const model::Evidence& evidence, const std::vector<HostTie>& ties);

/// Whether a serial number can tell devices apart: of some length, not blank or zeroed, and none of the device's `own`
/// hardware addresses.
bool usable_serial(std::string_view value, const std::vector<model::Mac>& own);

/// Hardware addresses that forward for others: router by their own word, or by the addresses they carry. Sorted.
std::vector<model::Mac> find_routers(const model::Evidence& evidence);

/// Whether one of `routers` sent the host's packets on: then the hardware address is not the host's own.
bool carried(const model::Host& host, const std::vector<model::Mac>& routers);

}  // namespace lenscap::assess
