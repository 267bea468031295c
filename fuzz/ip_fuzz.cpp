// fuzz/ip_fuzz.cpp: one packet: the IP header, then what it carries as TCP and as UDP.
#include <cstdlib>

#include "wire/ip.hpp"
#include "wire/transport.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  IpHeader ip;
  if (!parse_ip(bytes, ip)) return 0;
  const std::uint32_t address = ip.family == 4 ? 4 : 16;
  if (ip.source + address != ip.destination || ip.destination + address > ip.payload) std::abort();
  if (std::size_t{ip.payload} + ip.payload_length > size || ip.payload_length > ip.payload_on_wire) std::abort();
  if (ip.fragment != (ip.more_fragments || ip.fragment_offset != 0)) std::abort();

  const auto payload = bytes.subspan(ip.payload, ip.payload_length);
  TcpHeader tcp;
  if (parse_tcp(payload, tcp) && (tcp.payload < 20 || tcp.payload > payload.size())) std::abort();
  UdpHeader udp;
  if (parse_udp(payload, udp) && udp.payload_length + 8 > payload.size()) std::abort();
  return 0;
}
