#include "wire/nfcapd_extensions.hpp"

#include <array>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

// The common part; type 1 keeps flags in one octet and ends before the exporter's number, type 10 in two.
constexpr std::size_t flags_at = 4, map_at = 6, first_ms_at = 8, last_ms_at = 10, first_at = 12, last_at = 16,
                      forwarding_at = 20, tcp_flags_at = 21, protocol_at = 22, source_port_at = 24,
                      destination_port_at = 26, size_v0 = 28, size_v1 = 32;
constexpr std::uint16_t common_v0 = 1;
constexpr std::uint8_t is_ipv6 = 1, packets_64 = 2, bytes_64 = 4, sampled = 128;

constexpr std::size_t map_id_at = 4, map_list_at = 8;
constexpr std::size_t most_maps = 65'536;

// Octets of extension n; 0: not known, so what follows cannot be found.
constexpr std::array<std::uint8_t, 49> sizes = {
    0, 0, 0, 0,  4,  8,  4,  8,  4,  4,  16, 4,  16, 4, 4, 8, 4,  // 1-3 stand before; 4-16
    8, 4, 8, 16, 16, 40, 4,  16, 4,  8,  8,  0,  0,  0, 0, 0, 0,  // 17-33
    0, 0, 0, 20, 4,  8,  32, 24, 24, 72, 0,  24, 12, 8, 8};       // 34-48

constexpr std::uint16_t vlans = 13, out_packets_4 = 14, out_packets_8 = 15, out_bytes_4 = 16, out_bytes_8 = 17,
                        macs_in = 20, macs_out = 21, event = 37;

struct Out {
  Counter packets, bytes;
};

void read_extension(std::uint16_t id, std::span<const std::byte> v, ExportedFlow& flow, Out& out) {
  switch (id) {
    case vlans:
      flow.vlan = le16(&v[0]) & 0xfff;
      break;
    case out_packets_4:
      out.packets = {le32(&v[0]), 4};
      break;
    case out_packets_8:
      out.packets = {le64(&v[0]), 8};
      break;
    case out_bytes_4:
      out.bytes = {le32(&v[0]), 4};
      break;
    case out_bytes_8:
      out.bytes = {le64(&v[0]), 8};
      break;
    case macs_in:
      flow.source_mac = le64(&v[0]) & nfcapd_mac_bits;
      flow.mac_after = le64(&v[8]) & nfcapd_mac_bits;
      break;
    case macs_out:
      flow.destination_mac = le64(&v[0]) & nfcapd_mac_bits;
      break;
    case event:
      flow.firewall_event = u8(v, 14);
      break;
    default:
      break;
  }
}

void put_be(std::uint64_t value, std::size_t octets, std::uint8_t* to) {
  for (std::size_t i = 0; i < octets; ++i) to[i] = static_cast<std::uint8_t>(value >> 8 * (octets - 1 - i));
}

}  // namespace

std::int64_t nfcapd_time(std::uint64_t milliseconds) noexcept {
  constexpr std::uint64_t each = 1'000'000, most = std::numeric_limits<std::int64_t>::max();
  if (milliseconds == 0) return not_told;
  return milliseconds > most / each ? std::numeric_limits<std::int64_t>::max()
                                    : static_cast<std::int64_t>(milliseconds * each);
}

void nfcapd_addresses(std::span<const std::byte> v, std::uint8_t family, ExportedFlow& flow) noexcept {
  flow.source_family = flow.destination_family = family;
  if (family == 4) {
    put_be(le32(&v[0]), 4, flow.source.data());
    put_be(le32(&v[4]), 4, flow.destination.data());
    return;
  }
  for (std::size_t half = 0; half < 2; ++half) {
    put_be(le64(&v[8 * half]), 8, &flow.source[8 * half]);
    put_be(le64(&v[16 + 8 * half]), 8, &flow.destination[8 * half]);
  }
}

void nfcapd_way_back(Counter packets, Counter bytes, ExportedFlow& flow) noexcept {
  if (packets.value == 0 && bytes.value == 0) return;
  const bool only = flow.out.packets.value == 0 && flow.out.bytes.value == 0 && flow.biflow_direction == 0 &&
                    flow.firewall_event == 0;
  Counted& way = only ? flow.out : flow.back;
  way.packets = packets;
  way.bytes = bytes;
}

bool read_nfcapd_map(const NfcapdRecord& record, NfcapdMaps& maps) {
  if (record.bytes.size() < map_list_at) return false;
  const std::uint16_t id = le16(&record.bytes[map_id_at]);
  if (maps.size() == most_maps && !maps.contains(id)) return false;
  std::vector<std::uint16_t> list;
  for (std::size_t at = map_list_at; at + 2 <= record.bytes.size(); at += 2) {
    const std::uint16_t extension = le16(&record.bytes[at]);
    if (extension == 0) break;
    list.push_back(extension);
  }
  maps[id] = std::move(list);
  return true;
}

bool read_nfcapd_common(const NfcapdRecord& record, const NfcapdMaps& maps, NfcapdFlow& out) {
  const auto bytes = record.bytes;
  const std::size_t common = record.type == common_v0 ? size_v0 : size_v1;
  if (bytes.size() < common) return false;
  const auto map = maps.find(le16(&bytes[map_at]));
  if (map == maps.end()) return false;
  const std::uint8_t flags = u8(bytes, flags_at);
  ExportedFlow& flow = out.flow;
  out.scaled = flags & sampled;
  flow.first = nfcapd_time(std::uint64_t{le32(&bytes[first_at])} * 1000 + le16(&bytes[first_ms_at]));
  flow.last = nfcapd_time(std::uint64_t{le32(&bytes[last_at])} * 1000 + le16(&bytes[last_ms_at]));
  flow.forwarding = u8(bytes, forwarding_at);
  flow.tcp_flags = u8(bytes, tcp_flags_at);
  flow.protocol = u8(bytes, protocol_at);
  flow.source_port = le16(&bytes[source_port_at]);
  flow.destination_port = le16(&bytes[destination_port_at]);
  auto rest = bytes.subspan(common);
  const std::size_t addresses = flags & is_ipv6 ? 32 : 8;
  const std::size_t packets = flags & packets_64 ? 8 : 4, octets = flags & bytes_64 ? 8 : 4;
  if (rest.size() < addresses + packets + octets) return false;
  nfcapd_addresses(rest, flags & is_ipv6 ? 6 : 4, flow);
  rest = rest.subspan(addresses);
  flow.out.packets = {packets == 8 ? le64(&rest[0]) : le32(&rest[0]), static_cast<std::uint8_t>(packets)};
  rest = rest.subspan(packets);
  flow.out.bytes = {octets == 8 ? le64(&rest[0]) : le32(&rest[0]), static_cast<std::uint8_t>(octets)};
  rest = rest.subspan(octets);
  Out way_out;
  for (const std::uint16_t id : map->second) {
    if (id >= 1 && id <= 3) continue;
    if (id >= sizes.size() || sizes[id] == 0) break;
    if (rest.size() < sizes[id]) return false;
    read_extension(id, rest.first(sizes[id]), flow, way_out);
    rest = rest.subspan(sizes[id]);
  }
  nfcapd_way_back(way_out.packets, way_out.bytes, flow);
  return true;
}

}  // namespace lenscap::wire
