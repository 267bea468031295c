#include "makecap/dhcp_message.hpp"

namespace makecap {

namespace {

void option(Bytes& out, std::uint8_t code, std::string_view value) {
  if (value.empty()) return;
  put8(out, code);
  put8(out, static_cast<std::uint32_t>(value.size()));
  out += value;
}

}  // namespace

Bytes dhcp_message(const Dhcp& dhcp) {
  const bool answer = dhcp.type == 2 || dhcp.type == 5;
  Bytes out;
  put8(out, answer ? 2 : 1);
  put8(out, 1);  // Ethernet
  put8(out, 6);
  put8(out, 0);
  put32(out, dhcp.transaction);
  put32(out, 0);
  out.append(4, '\0');
  out += dhcp.your_ip.empty() ? Bytes(4, '\0') : dhcp.your_ip;
  out += answer ? dhcp.server_ip : Bytes(4, '\0');
  out.append(4, '\0');
  out += dhcp.client_mac;
  out.append(10 + 64 + 128, '\0');
  put32(out, 0x63825363);
  option(out, 53, Bytes(1, static_cast<char>(dhcp.type)));
  if (answer || dhcp.type == 3) option(out, 54, dhcp.server_ip);
  option(out, 50, dhcp.asked_ip);
  option(out, 12, dhcp.hostname);
  option(out, 60, dhcp.vendor_class);
  option(out, 55, dhcp.wanted);
  if (answer) {
    option(out, 51, Bytes("\0\0\x0e\x10", 4));
    option(out, 1, Bytes("\xff\xff\xff\0", 4));
    option(out, 3, dhcp.router);
    option(out, 6, dhcp.dns);
  }
  put8(out, 255);
  if (out.size() < 300) out.append(300 - out.size(), '\0');  // RFC 1542 2.1: what relays expect at least
  return out;
}

}  // namespace makecap
