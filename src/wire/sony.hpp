// wire/sony.hpp: Sony's IP Setup, UDP 2380 (network cameras) and 52380 (pan-tilt-zoom cameras), by broadcast.
// Source: julienblitte/UniversalScanner@c44f5f93ca8c:UniversalScanner/Sony.cs and
// @423a242e524d:UniversalScanner/Sony.selftest; MizoTake/ViscaControlVirtualCam@0bd0abe03398:
// Packages/com.mizotake.viscavirtualcam/Documentation~/IP_Setup_Protocol_ja.md
//
// 02, texts KEY:VALUE that each end in ff, 03. Recognised by this frame around texts that all have a key in capitals. A
// tool asks with ENQ or sets with SETMAC; a device answers with MODEL beside MAC or IPADR.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// One datagram. Views alias it; empty = not there.
struct Sony {
  bool from_device = false;  ///< false: a tool asks or sets
  std::string_view mac;      ///< aa-bb-cc-dd-ee-f0
  std::string_view model;    ///< SNC-EM600
  std::string_view serial;
  std::string_view info;  ///< what was asked for: allinfo
  std::string_view ipadr, mask, gateway, webport;
  std::string_view softversion;
};

/// Empty when it is neither a tool's nor a device's.
std::optional<Sony> parse_sony(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
