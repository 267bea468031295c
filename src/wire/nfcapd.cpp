#include "wire/nfcapd.hpp"

#include <cstring>

#include "wire/bytes.hpp"
#include "wire/nfcapd_extensions.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint16_t magic = 0xa50c, swapped_magic = 0x0ca5, most_layout = 15;
constexpr std::size_t layout_at = 2;
// Layout 2.
constexpr std::size_t packing_at = 16, encryption_at = 17, blocks_at = 36, size2 = 40;
// Layout 1: head, 128 octets of a name, 136 of statistics.
constexpr std::size_t flags_at = 4, blocks1_at = 8, size1 = 276;
constexpr std::uint32_t lzo_flag = 0x01, bzip2_flag = 0x08, lz4_flag = 0x10;
constexpr std::uint16_t block_unpacked = 1;

constexpr std::uint16_t common_v0 = 1, map_record = 2, common = 10, elements = 11;

// A record of elements: type, size, count, engine, exporter, flags, version; then elements of type and length.
constexpr std::size_t flags2_at = 10, elements_at = 12, element_head = 4;
constexpr std::uint8_t event_flag = 1, sampled_flag = 2;
constexpr std::uint16_t generic = 1, ipv4 = 2, ipv6 = 3, misc = 4, count_out = 5, vlan = 6, macs = 15, event = 19;

std::uint64_t le16_at(std::span<const std::byte> b, std::size_t at) { return le16(&b[at]); }

void read_generic(std::span<const std::byte> v, ExportedFlow& flow) {
  flow.first = nfcapd_time(le64(&v[0]));
  flow.last = nfcapd_time(le64(&v[8]));
  flow.out.packets = {le64(&v[24]), 8};
  flow.out.bytes = {le64(&v[32]), 8};
  flow.source_port = le16(&v[40]);
  flow.destination_port = le16(&v[42]);
  flow.protocol = u8(v, 44);
  flow.tcp_flags = u8(v, 45);
  flow.forwarding = u8(v, 46);
}

void read_element(std::uint16_t type, std::span<const std::byte> v, ExportedFlow& flow) {
  if (type == generic && v.size() >= 48) return read_generic(v, flow);
  if (type == ipv4 && v.size() >= 8) return nfcapd_addresses(v, 4, flow);
  if (type == ipv6 && v.size() >= 32) return nfcapd_addresses(v, 6, flow);
  if (type == misc && v.size() >= 13) {
    flow.interface_in = le32(&v[0]);
    flow.biflow_direction = u8(v, 12);
  } else if (type == count_out && v.size() >= 24) {
    nfcapd_way_back({le64(&v[8]), 8}, {le64(&v[16]), 8}, flow);
  } else if (type == vlan && v.size() >= 8) {
    flow.vlan = le32(&v[0]) & 0xfff;
  } else if (type == macs && v.size() >= 32) {
    flow.source_mac = le64(&v[0]) & nfcapd_mac_bits;
    flow.mac_after = le64(&v[8]) & nfcapd_mac_bits;
    flow.destination_mac = le64(&v[16]) & nfcapd_mac_bits;
  } else if (type == event && v.size() >= 15) {
    flow.observed = nfcapd_time(le64(&v[0]));
    flow.firewall_event = u8(v, 14);
  }
}

NfcapdKind read_elements(std::span<const std::byte> bytes, NfcapdFlow& out) {
  if (bytes.size() < elements_at) return NfcapdKind::damaged;
  const std::size_t count = le16_at(bytes, 4);
  const std::uint8_t flags = u8(bytes, flags2_at);
  out.scaled = flags & sampled_flag;
  auto rest = bytes.subspan(elements_at);
  for (std::size_t i = 0; i < count; ++i) {
    if (rest.size() < element_head) return NfcapdKind::damaged;
    const std::size_t length = le16_at(rest, 2);
    if (length < element_head || length > rest.size()) return NfcapdKind::damaged;
    read_element(le16(&rest[0]), rest.subspan(element_head, length - element_head), out.flow);
    rest = rest.subspan(length);
  }
  if (!(flags & event_flag)) out.flow.firewall_event = 0;
  return NfcapdKind::flow;
}

}  // namespace

bool begins_nfcapd(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < 4) return false;
  const std::uint16_t number = le16(&bytes[0]);
  const std::uint16_t layout = number == swapped_magic ? be16(bytes, layout_at) : le16(&bytes[layout_at]);
  return (number == magic || number == swapped_magic) && layout != 0 && layout <= most_layout;
}

std::optional<NfcapdHead> parse_nfcapd_head(std::span<const std::byte> bytes) noexcept {
  if (!begins_nfcapd(bytes)) return {};
  NfcapdHead head;
  head.big_endian = le16(&bytes[0]) == swapped_magic;
  head.layout = head.big_endian ? be16(bytes, layout_at) : le16(&bytes[layout_at]);
  if (head.big_endian || head.layout > 2) return head;
  head.size = head.layout == 2 ? size2 : size1;
  if (bytes.size() < head.size) return {};
  if (head.layout == 2) {
    const std::uint8_t packing = u8(bytes, packing_at);
    if (packing <= static_cast<std::uint8_t>(NfcapdPacking::zstd)) head.packing = NfcapdPacking{packing};
    head.encrypted = u8(bytes, encryption_at) != 0;
    head.blocks = le32(&bytes[blocks_at]);
  } else {
    switch (le32(&bytes[flags_at]) & (lzo_flag | bzip2_flag | lz4_flag)) {
      case 0:
        head.packing = NfcapdPacking::none;
        break;
      case lzo_flag:
        head.packing = NfcapdPacking::lzo;
        break;
      case bzip2_flag:
        head.packing = NfcapdPacking::bzip2;
        break;
      case lz4_flag:
        head.packing = NfcapdPacking::lz4;
        break;
      default:
        break;
    }
    head.blocks = le32(&bytes[blocks1_at]);
  }
  return head;
}

NfcapdBlock parse_nfcapd_block(std::span<const std::byte> bytes, std::uint16_t layout) noexcept {
  NfcapdBlock block{le32(&bytes[0]), le32(&bytes[4]), le16(&bytes[8]), true};
  const std::uint16_t flags = le16(&bytes[10]);
  // Layout 1 gives the flags as one number, 1 for a block that is not packed; layout 2 as bits.
  block.packed = layout == 1 ? flags != block_unpacked : !(flags & block_unpacked);
  return block;
}

std::optional<NfcapdRecord> take_nfcapd_record(std::span<const std::byte>& rest) noexcept {
  if (rest.size() < 4) return {};
  const std::size_t size = le16_at(rest, 2);
  if (size < 4 || size > rest.size()) return {};
  const NfcapdRecord record{le16(&rest[0]), rest.first(size)};
  rest = rest.subspan(size);
  return record;
}

NfcapdKind parse_nfcapd_record(const NfcapdRecord& record, NfcapdMaps& maps, NfcapdFlow& out) {
  out = {};
  switch (record.type) {
    case elements:
      return read_elements(record.bytes, out);
    case common_v0:
    case common:
      return read_nfcapd_common(record, maps, out) ? NfcapdKind::flow : NfcapdKind::damaged;
    case map_record:
      return read_nfcapd_map(record, maps) ? NfcapdKind::map : NfcapdKind::damaged;
    default:
      return NfcapdKind::other;
  }
}

}  // namespace lenscap::wire
