// makecap/dhcp_message.hpp: DHCPv4 messages (RFC 2131, RFC 2132).
#pragma once
#include <string>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

struct Dhcp {
  std::uint8_t type;  ///< option 53: 1 discover, 2 offer, 3 request, 5 acknowledge
  std::uint32_t transaction;
  Bytes client_mac;
  Bytes your_ip, server_ip, asked_ip;  ///< 4 octets or empty
  std::string hostname;                ///< option 12
  std::string vendor_class;            ///< option 60
  Bytes wanted;                        ///< option 55
  Bytes router, dns;                   ///< options 3 and 6, in answers
};

Bytes dhcp_message(const Dhcp& dhcp);

}  // namespace makecap
