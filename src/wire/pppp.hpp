// wire/pppp.hpp: PPPP, the peer-to-peer protocol of CS2 Network and iLnkP2P, in the cameras of many makers. UDP 32100
// (directory servers), 32108 (local search) and ports that the two sides agree on.
// Source: pmarrapese/iot@09ff8fc:p2p/dissector/pppp.fdesc, magicus/pppp-dissector@1aa672c:PPPP.md
//
// f1, message number, length (network order), body. The same protocol serves many makers: it tells "camera of this
// kind", the letters that begin a device id tell whose. Recognised by f1, a known number, a length that agrees with the
// datagram and with what that message always has, and a well-formed device id where one must be. Some makers scramble
// the whole datagram with a fixed key: such a one is not recognised. Of the device id only the letters are exposed:
// with number and check letters anybody could ask the servers for the camera. Nonce and signature of the login are
// never exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// One datagram. Views alias it.
struct Pppp {
  std::uint8_t message =
      0;  ///< 0x00 hello, 0x14 login of a device, 0x31 announcement in the local network, 0xd0 data …
  std::string_view uid_prefix;  ///< "TNPUSAE"; empty = the message carries no device id
  /// Only a device sends it: the logins at a server (0x10, 0x12, 0x14, 0x16) and 0x31. Hello, punching, data and
  /// keep-alive go both ways, so they say nothing.
  bool from_device = false;
};

/// Reads one datagram. `wire_size` is the size that the UDP header gives: a capture may hold less of it. Empty when it
/// is not PPPP, or so little of it is there that one cannot tell.
std::optional<Pppp> parse_pppp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept;

}  // namespace lenscap::wire
