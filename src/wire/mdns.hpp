// wire/mdns.hpp: what a device offers of itself by multicast DNS: its name, its services, its TXT strings.
//
// Only answers and additionals of a response count: those are the sender's own records. Questions ask for others, the
// answers in a query are other devices' records that the sender already knows, and a probe's authorities are not yet
// its own. The caller sees to it that the datagram came from UDP port 5353: a resolver repeats what others said.
//
// In PTR `_http._tcp.local` → `Lobby._http._tcp.local` the service type is `_http._tcp` and the instance is the first
// label, any text that a person chose. An instance and a host are given as they were sent (serial numbers live there),
// a type in lower case.
//
// Source: RFC 6762 6 (responses), 7.1 (known answers), 8.1 (probes); RFC 6763 4.1, 6, 7.1 (subtypes), 9 (all types).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/dns.hpp"

namespace lenscap::wire {

enum class MdnsField : std::uint8_t {
  host,      ///< "DCS-935L-B0C554255B0E.local"
  service,   ///< "_dhnap._tcp"
  instance,  ///< "D-Link HNAP Service"
  txt        ///< "model_number=DCS-935L"
};

/// One thing that the sender offers. Views alias the message or the reader and are good until the next step.
struct MdnsOffer {
  MdnsField field = MdnsField::host;
  std::string_view value;              ///< txt: bytes as sent, never empty
  std::string_view service;            ///< type that an instance or txt belongs to; empty for host
  std::span<const std::byte> address;  ///< host from an A or AAAA record: 4 or 16 bytes; else empty
  std::size_t at = 0;                  ///< where in the message the value (of a name: its first label) stands
  std::size_t length = 0;              ///< bytes there
};

/// Where a walk over a message stands. Not to be copied while an offer is in use.
struct MdnsReader {
  explicit MdnsReader(const Dns& dns) : message(dns) {}

  Dns message;
  DnsCursor cursor;
  DnsEntry entry;
  DnsName owner, target;               ///< names of `entry`, as text
  std::span<const std::byte> strings;  ///< TXT strings still to come
  std::string_view service;            ///< type that `entry` belongs to, in `owner` or `target`
  bool second = false;                 ///< the entry still has another offer
};

/// Steps to the next offer; the same host may come several times. Empty at the end, and at once for a query.
std::optional<MdnsOffer> next_mdns_offer(MdnsReader& reader) noexcept;

}  // namespace lenscap::wire
