// wire/wsd.hpp: WS-Discovery, UDP 3702: how ONVIF devices (and Windows computers and printers) announce themselves.
// Source: WS-Discovery April 2005 4 to 6; ONVIF Core Specification 7.3; OASIS WS-DD 1.1 for the 2009 namespace
//
// SOAP: Envelope/Body/{Hello, Bye, Probe, ProbeMatches, Resolve, ResolveMatches}. Prefixes are free, so everything is
// matched by namespace. Probe and Resolve are questions: they say nothing about a device.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "wire/field.hpp"

namespace lenscap::wire {

enum class WsdKind : std::uint8_t { hello, bye, probe, probe_matches, resolve, resolve_matches };

/// One device. wsd.types ("namespace#name", one field a type), wsd.scope, wsd.name, wsd.hardware, wsd.mac, wsd.serial,
/// wsd.endpoint, wsd.xaddr (one field an address). At most 128 fields.
struct WsdDevice {
  Fields fields;
  bool onvif = false;  ///< a type or a scope is ONVIF's; without it, it may be any computer or printer
};

struct WsdMessage {
  WsdKind kind = WsdKind::probe;
  std::vector<WsdDevice> devices;  ///< none in questions; several only from a discovery proxy; at most 64
  std::size_t left_out = 0;

  bool question() const { return kind == WsdKind::probe || kind == WsdKind::resolve; }
};

/// Reads one datagram. Empty when it is not WS-Discovery.
std::optional<WsdMessage> parse_wsd(std::string_view bytes);

}  // namespace lenscap::wire
