// wire/llmnr.hpp: LLMNR, UDP and TCP 5355: a host asked for a name in the local network answers when it is its own.
//
// The form is that of DNS (wire/dns.hpp), with other flags: C (a conflict was seen), T (the name is not yet certain) in
// place of AA and RD. Queries ask for others; a response says that its sender has the name, in the owner of an A or
// AAAA record or in the target of a PTR. Whether the address in the record is the sender's own is for the caller to
// compare: tools that lure Windows hosts answer for every name.
//
// Source: RFC 4795 2.1 (format), 2.3 (responders answer for their own names only).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "wire/dns.hpp"

namespace lenscap::wire {

struct Llmnr {
  bool response = false;
  bool conflict = false;                     ///< C
  bool tentative = false;                    ///< T: the sender does not yet know the name to be its own alone
  DnsName host;                              ///< of a response: the sender's name as sent; else empty
  std::size_t host_at = 0, host_length = 0;  ///< its bytes in the message, without what a pointer leads to
  std::span<const std::byte> address;        ///< 4 or 16 octets that the name is given; empty for a PTR
};

/// Reads one datagram. Empty when it is no DNS from its first byte to its last, asks more than one question, or has a
/// flag that LLMNR keeps zero.
std::optional<Llmnr> parse_llmnr(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
