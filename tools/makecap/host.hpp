// makecap/host.hpp: who sends what a capture shows. The capture is taken on one switch: a host behind a router is seen
// with the router's hardware address, in the VLAN of the host it talks to, and with a TTL that the routers have
// lowered.
#pragma once
#include <string>
#include <vector>

#include "makecap/frame.hpp"

namespace makecap {

struct Host {
  std::string name;
  Bytes mac;                         ///< on the wire: its router's, when it is behind one
  Bytes ip, ip6;                     ///< ip6 may be empty
  std::vector<std::uint16_t> vlans;  ///< of its own port; a host behind a router has none
  std::uint8_t ttl = 64;             ///< as seen here
  bool behind_router = false;
  std::uint16_t next_id = 0;  ///< IPv4 identification of its next packet
};

/// The link layer of a frame from one host to another, or to a group or broadcast address.
Link link_between(const Host& from, const Host& to);
Link link_to_group(const Host& from, const Bytes& group);

/// The network layer; counts the sender's identification up.
Net net_between(Host& from, const Bytes& to);

}  // namespace makecap
