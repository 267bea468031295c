// wire/dhcp6.hpp: DHCP for IPv6. A client names itself by a DUID, which mostly holds a hardware address.
//
// A message is a type, a 3-byte transaction and options of 2-byte code, 2-byte length, value; identity associations and
// relay messages hold options of their own. A DUID is made once, from any interface that the machine then had, and is
// kept when the card is changed: its hardware address need not be the sender's own. A relay's option 79 is the client's
// address as seen.
//
// Source: RFC 8415 7.3 (types), 9 (relays), 11 (DUID), 21.2 to 21.6 (client, server, addresses), 21.7 (option request),
// 21.10 (relay message), 21.16 (vendor class); RFC 4704 4 (client FQDN); RFC 6939 4 (client link-layer address).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/dhcp.hpp"

namespace lenscap::wire {

/// One message; of a relayed one, the client's or server's message inside. Views alias the input, `fqdn` the scratch.
struct Dhcp6 {
  bool relayed = false;
  bool malformed = false;            ///< a length or value that the RFCs do not allow; fields before it are good
  std::uint8_t message_type = 0;     ///< 1 solicit, 2 advertise, 3 request, 7 reply, 11 information request …
  std::uint32_t transaction = 0;     ///< 24 bits
  std::uint64_t duid_hardware = 0;   ///< EUI-48 in the client's DUID; 0 = none
  std::uint64_t relay_hardware = 0;  ///< EUI-48 of the client as a relay saw it (option 79); 0 = none
  std::span<const std::byte> client_duid, server_duid;
  std::uint32_t vendor_enterprise = 0;    ///< IANA enterprise number of the vendor class
  std::string_view vendor_class;          ///< first string of option 16
  std::string_view fqdn;                  ///< option 39, labels joined by dots; in the scratch
  std::span<const std::byte> fqdn_sent;   ///< option 39 as it is in the input
  std::span<const std::byte> parameters;  ///< option request (6), 2 bytes a code
  static constexpr std::size_t most_addresses = 8;
  std::array<std::span<const std::byte>, most_addresses> addresses{};  ///< 16 bytes each, asked for or given
  std::uint8_t address_count = 0;                                      ///< further ones are left out

  bool from_server() const { return message_type == 2 || message_type == 7 || message_type == 10; }
};

/// Reads one datagram. Empty when it is no DHCPv6: unknown type, or no client or server identifier in it.
std::optional<Dhcp6> parse_dhcp6(std::span<const std::byte> bytes, DhcpScratch& scratch) noexcept;

}  // namespace lenscap::wire
