// Which protocol a datagram is, by its bytes. Ports only say whether a try that costs more is worth it.
#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/quic.hpp"

namespace lenscap::sources {

namespace {

constexpr std::uint32_t dhcp_cookie = 0x63825363;
constexpr std::size_t dhcp_cookie_at = 236;
constexpr std::size_t xml_within = 16;  // bytes that may stand before the prolog of a SADP answer

bool either(const Datagram& d, std::uint16_t port) { return d.source_port == port || d.destination_port == port; }

bool begins_xml(std::string_view bytes) { return bytes.substr(0, xml_within).find('<') != std::string_view::npos; }

}  // namespace

bool read_datagram(const Datagram& d) {
  const std::string_view b = d.message.bytes;
  if (b.size() < 2) return false;
  const auto first = static_cast<std::uint8_t>(b[0]);
  if (first == 0xf1) return read_pppp(d);
  if (b.size() < 4) return false;
  if (first <= 1 && read_stun(d)) return true;
  if (b.substr(1, 3) == "\xcf\x87\x2a") return read_bcudp(d);
  if (first >= 0xc0 && b.size() > 6 && wire::may_be_quic(first, wire::be32(b.data() + 1)) && read_quic(d)) return true;
  if (first == 0x20 && b.size() >= 8 && b.substr(4, 4) == "DHIP") return read_dhip(d);
  if ((first == 0xa3 || first == 0xb3) && b.size() >= 32 && read_dvrip(d)) return true;
  if (first == 0xff && read_xm(d)) return true;
  if (first == 'M' && b.substr(1, 3) == "HED") return read_mhed(d);
  if (first == 'P' && b.substr(1, 3) == "TCP") return read_ptcp(d);
  if ((first == 'D' || first == 'N') && read_dahua_p2p(d)) return true;
  if (read_discovery_more(d)) return true;
  if (first == 'N' || first == 'M' || first == 'H') {
    if (read_ssdp(d)) return true;
  }
  if (((first >= 'A' && first <= 'Z') || first == '\r') && read_sip(d)) return true;
  if (b.size() > dhcp_cookie_at + 4 && wire::be32(b.data() + dhcp_cookie_at) == dhcp_cookie) return read_dhcp(d);
  if (begins_xml(b)) {
    if (either(d, 37020) ? read_sadp(d) || read_wsd(d) : read_wsd(d) || read_sadp(d)) return true;
  }
  if ((d.source_port == 546 || d.source_port == 547) && read_dhcp6(d)) return true;
  if (first == 0x30 && read_snmp(d)) return true;
  if (either(d, 123) && read_ntp(d)) return true;
  if (either(d, 137) && read_nbns(d)) return true;
  if (either(d, 5355) && read_llmnr(d)) return true;
  // Media must not pay for name look-ups: RTP and RTCP begin with version 2 (10xxxxxx) and have no port of their own.
  if (first >> 6 == 2 && !either(d, 53) && !either(d, 5353)) return false;
  return read_dns(d);
}

}  // namespace lenscap::sources
