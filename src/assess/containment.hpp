// assess/containment.hpp: the tightest rules that still let a device do its work.
//
// What is declared is allowed. What was measured inside and answered is allowed, for the recorder, the clients, the
// resolver and the clock have to go on working. Everything else is stopped: outside peers that nobody declared, by name
// where they were seen, and whatever comes that was never seen. Each rule names what asks for it: a conversation by its
// first packet, or the line of a declaration.
#pragma once
#include <string>
#include <vector>

#include "assess/declared.hpp"

namespace lenscap::assess {

/// Why a rule is there.
enum class Need : std::uint8_t {
  declared,    ///< a line of a declaration
  stream,      ///< a media stream inside
  recorder,    ///< with a recorder, inside
  client,      ///< an inside host began it with the device
  resolver,    ///< DNS inside
  time,        ///< NTP inside
  address,     ///< DHCP
  inside,      ///< answered inside, for a purpose that is not told
  undeclared,  ///< stopped: outside, and nobody declared it
  group,       ///< stopped: multicast or broadcast without a stream
  unanswered,  ///< stopped: inside, but nothing answered
};
std::string_view to_string(Need need);

/// The addresses that a declared name had when it was seen. No packet filter knows names, and addresses of a name move.
struct NamedSet {
  std::string name;  ///< as declared: "hik-connect.com", "*.hik-connect.com"
  std::vector<model::Ip> addresses;
  std::vector<std::string> seen;  ///< the names below it that the device used
  model::Nanos first = model::no_time, last = model::no_time;
};

/// One rule of one device. Peers: `set` where it is a name, else `peers`; both empty: whoever it is.
struct Rule {
  bool allow = false;
  model::Opened opened = model::Opened::by_host;  ///< who begins; unknown: either
  std::vector<knowledge::Prefix> peers;
  std::optional<NamedSet> set;
  std::string name;  ///< of a measured peer, as the device used it
  std::uint8_t protocol = 0;
  knowledge::PortRange ports;  ///< of whoever is called
  Need need{};
  const knowledge::Declaration* declaration = nullptr;
  const knowledge::DeclaredPeer* line = nullptr;
  std::vector<std::size_t> because;  ///< conversations
};

struct DeviceRules {
  DeviceFacts device;
  std::vector<Rule> rules;  ///< those that allow first; what none of them meets is stopped
};

/// Borrows the comparison and what it borrows.
struct Containment {
  const Comparison* comparison = nullptr;
  std::vector<DeviceRules> devices;                ///< with an address or a hardware address
  std::vector<const DeviceStanding*> unreachable;  ///< known from documents only: no rule can name them
};

Containment contain(const model::Case& c, const knowledge::Knowledge& k, const Comparison& comparison);

/// "depot.pcapng packet 812: 40 packets out, 38 in"; "cameras.toml, line 12".
std::string because(const Rule& rule, const Comparison& comparison, const model::Case& c);

}  // namespace lenscap::assess
