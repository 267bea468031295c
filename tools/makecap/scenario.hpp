// makecap/scenario.hpp: a capture as a person writes it. README.md beside this file lists the words;
// examples/depot.scenario.toml uses them all.
//   [capture]  start, digits (6 or 9), interface, comment
//   [[host]]   name, mac, ip, ip6, vlan (a number or a list), ttl, via (name of the router that it is behind)
//   [[step]]   at (seconds after start), do (a word of steps()), and what that word needs; repeat, every
#pragma once
#include <functional>
#include <map>
#include <string>

#include "makecap/capture.hpp"
#include "makecap/fields.hpp"
#include "makecap/host.hpp"

namespace makecap {

/// What the steps of one scenario add to.
struct Stage {
  std::map<std::string, Host> hosts;
  Timeline timeline;
  std::uint16_t next_port = 49152;  ///< first of the ports that clients choose (RFC 6335)

  Host& host(const toml::table& step, const std::string& key);
};

/// Carries out one step at `time` (nanoseconds since 1970).
using Step = std::function<void(Stage&, const toml::table&, std::uint64_t time)>;

const std::map<std::string, Step>& datagram_steps();   ///< arp, dhcp, dns, mdns, udp, ping, ntp, rtp, metadata
const std::map<std::string, Step>& discovery_steps();  ///< sadp, sadp-frame, dhip, xm, discovery
const std::map<std::string, Step>& stream_steps();     ///< tcp, tls, refused

/// Sends one datagram to a host or a group and keeps it in the timeline; fragments it when `fragment` is not 0.
struct Datagram {
  std::uint16_t from_port, to_port;
  std::size_t fragment = 0;
};
void send_to_host(Stage& stage, Host& from, Host& to, const Datagram& ports, std::string_view payload,
                  std::uint64_t time);
void send_to_group(Stage& stage, Host& from, std::string_view group, const Datagram& ports, std::string_view payload,
                   std::uint64_t time);
/// To the host named by `to`, or to the group that `to` is the address of; `group` when the step has no `to`.
void send_step(Stage& stage, const toml::table& step, const Datagram& otherwise, std::string_view group,
               std::string_view payload, std::uint64_t time);

/// Reads the scenario and returns the capture it describes.
Bytes run_scenario(const std::string& path);

}  // namespace makecap
