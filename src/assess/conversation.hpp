// assess/conversation.hpp: what a device was measured to say to one peer over one service: what a declaration and a
// rule are held against.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/case.hpp"

namespace lenscap::assess {

/// All hours of one (device, peer, service).
struct Conversation {
  model::Id device = 0;
  model::Ip peer;
  std::vector<std::string> names;  ///< that this device itself used for the peer, in order of first use
  std::uint8_t protocol = 0;
  bool addresses_only = false;  ///< the source tells no ports
  std::uint16_t port = 0;       ///< of whoever was called
  model::Opened opened = model::Opened::unknown;
  bool answered = false;
  bool refused = false;  ///< resets or ICMP refusals, and no answer
  bool media = false;    ///< some of it was a media stream
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0, attempts = 0;
  model::Nanos first = model::no_time, last = model::no_time;
  model::SourceIndex source = 0;
  std::uint64_t packet = 0;  ///< the first, within its source
};

/// By device, peer, protocol, port and who began.
std::vector<Conversation> conversations(const model::Case& c);

/// What identifies a device to a declaration and to a rule.
struct DeviceFacts {
  model::Id id = 0;
  std::string key;
  std::vector<model::Ip> addresses;  ///< every one that it had, in order of time
  std::vector<model::Mac> macs;      ///< universally administered and no other device's
  std::vector<std::string> serials;
  std::string maker;  ///< maker id, told with `probable` or more; else empty
  std::string model;
  std::string role;  ///< told with `probable` or more; else empty
  bool same_address_as_other = false;
};
std::vector<DeviceFacts> device_facts(const model::Case& c);

}  // namespace lenscap::assess
