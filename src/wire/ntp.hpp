// wire/ntp.hpp: NTP and SNTP: who asks whom for the time.
//
// A message is 48 bytes, behind which may stand extension fields and the digest that authenticates it. The first byte
// holds leap indicator, version and mode; nothing else in it tells the protocol from another, so the caller sees to it
// that one port is 123. A client (mode 3) asks, a server (mode 4) answers; in symmetric mode (1, 2) both are servers.
// Modes 6 and 7 are management and have another form: they are not read. Digests are stepped over, never looked at.
//
// Source: RFC 5905 7.3 (header, figure 8), 7.5 (extension fields); RFC 4330 4 (SNTP); RFC 7822 (length of extensions).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

enum class NtpMode : std::uint8_t { symmetric_active = 1, symmetric_passive, client, server, broadcast };

struct Ntp {
  std::uint8_t leap = 0;     ///< 3: not synchronised
  std::uint8_t version = 0;  ///< 1-4
  NtpMode mode = NtpMode::client;
  std::uint8_t stratum = 0;             ///< 0 unspecified or kiss-of-death, 1 primary, to 15; 16 not synchronised
  std::int8_t poll = 0, precision = 0;  ///< seconds, as powers of two
  std::uint32_t reference = 0;    ///< as on the wire: four letters at stratum 0 and 1, else an IPv4 address or a hash
  std::uint64_t transmitted = 0;  ///< NTP timestamp: seconds since 1900 in the upper 32 bits
};

/// Reads one datagram. Empty when its length, version, mode or stratum is none that NTP has, or a server's answer has
/// no time in it.
std::optional<Ntp> parse_ntp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
