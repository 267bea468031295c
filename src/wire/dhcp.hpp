// wire/dhcp.hpp: DHCP for IPv4, where a device says its name, its software and its hardware address in one datagram.
//
// A BOOTP header of fixed fields (236 bytes), a magic cookie, then options of code, length, value. The unused `file`
// and `sname` fields of the header may hold further options (option 52), and a value longer than 255 bytes is several
// options with the same code, whose parts belong together in the order options, file, sname. Embedded clients get
// lengths wrong: what was readable before the fault is given, and `malformed` says so.
//
// Source: RFC 2131 2 (header), RFC 2132 (options 3, 12, 50, 52-55, 60), RFC 3396 (long options), RFC 4702 (option 81),
// IANA "BOOTP Vendor Extensions and DHCP Options" (message types 1 to 18).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Room for values that do not lie in one piece in the input. Must live as long as the Dhcp that was read with it.
struct DhcpScratch {
  std::array<char, 2048> bytes;
};

/// One message. Views alias the input or the scratch; an empty one was not sent. Addresses are in host order, 0 = none.
struct Dhcp {
  bool reply = false;             ///< from a server (or relay) to a client
  bool malformed = false;         ///< a length or value that the RFCs do not allow; fields before it are good
  std::uint8_t message_type = 0;  ///< option 53: 1 discover, 2 offer, 3 request, 5 ack, 8 inform …; 0 = plain BOOTP
  std::uint32_t transaction = 0;  ///< xid
  std::uint32_t client_address = 0;       ///< ciaddr: the address that the client already uses
  std::uint32_t your_address = 0;         ///< yiaddr: the address that the server gives
  std::uint32_t relay_address = 0;        ///< giaddr
  std::uint64_t hardware_address = 0;     ///< chaddr as EUI-48; 0 when the link has other addresses
  std::string_view host_name;             ///< option 12, without zero bytes at its end
  std::string_view vendor_class;          ///< option 60, without zero bytes at its end
  std::string_view fqdn;                  ///< option 81, labels joined by dots
  std::span<const std::byte> parameters;  ///< option 55, one code a byte, in the client's order
  // Where the four stand in the input: the option's value as sent, of a split one the first part.
  std::span<const std::byte> host_name_sent, vendor_class_sent, fqdn_sent, parameters_sent;
  std::span<const std::byte> routers;   ///< option 3, 4 bytes each
  std::uint32_t requested_address = 0;  ///< option 50
  std::uint32_t server_id = 0;          ///< option 54
};

/// Reads one datagram. Empty when it has no BOOTP header with DHCP's cookie. Values longer than the scratch are cut and
/// counted as malformed.
std::optional<Dhcp> parse_dhcp(std::span<const std::byte> bytes, DhcpScratch& scratch) noexcept;

}  // namespace lenscap::wire
