// makecap/soap_message.hpp: WS-Discovery messages (WS-Discovery 2005/04, ONVIF Core Specification chapter 7).
#pragma once
#include <string>

#include "makecap/bytes.hpp"

namespace makecap {

struct Discovery {
  std::string message;     ///< Probe, ProbeMatches, Hello, Bye
  std::string id;          ///< message id, a UUID
  std::string relates_to;  ///< the probe's id, in ProbeMatches
  std::string endpoint;    ///< UUID of the device
  std::string types, scopes, xaddrs;
};

Bytes discovery_message(const Discovery& discovery);

}  // namespace makecap
