// wire/dahuap2p.hpp: Dahua's P2P over UDP: requests to its cloud (port 8800), and PTCP, the tunnel behind them.
// Source: khoanguyen-3fc/dh-p2p@02f5237:src/dh.rs, @3930051:src/ptcp.rs, @0b12a8d:dh-p2p.lua,
// @057a98b:helpers.py
//
// A request is HTTP with another verb: DHGET and DHPOST, in newer applications NFGET and NFPOST. Its path may name a
// device: /online/p2psrv/SERIAL, /probe/device/SERIAL, /info/device/SERIAL, /device/SERIAL/…. All such requests that
// are public were sent by applications that look for a device, so a path proves nothing about who sends it. It is the
// device's own word only when the sender also authenticates as that very serial number, which applications do not: they
// have names of their own (X-WSSE Username), or when X-ToUType, where applications write "Client/…", says "Device".
//
// PTCP: "PTCP", five numbers of four bytes, then nothing, or a type, a length of three bytes, a realm, zeros, data.
// A device accepts a connection (0x12 "CONN"), answers an authentication (0x1a), and answers requests inside (0x10).
//
// Digests, nonces and the names in X-WSSE never come out.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// A request to the cloud. Views alias the datagram; empty = not there.
struct DahuaP2pRequest {
  std::string_view path;    ///< up to a serial number or token, which is left out: "/online/p2psrv/"
  std::string_view serial;  ///< of the device that the path names
  bool own = false;         ///< the sender says that it is that device
  bool client = false;      ///< the sender says that it is an application
};

/// Reads one datagram. Empty when it is no such request.
std::optional<DahuaP2pRequest> parse_dahua_p2p_request(std::string_view bytes) noexcept;

/// One PTCP packet.
struct Ptcp {
  std::uint8_t type = 0;     ///< 0 when the body is empty or the opening 00 03 01 00
  bool from_device = false;  ///< what it carries is said by the side that serves
  std::string_view what;     ///< static: "connected", "authenticated", "RTSP answer", "HTTP answer"; else empty
};

/// Reads one datagram. Empty when it is not PTCP or its length does not fit its type.
std::optional<Ptcp> parse_ptcp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
