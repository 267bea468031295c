#include "wire/wifi.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

constexpr std::size_t control = 0, flags_at = 1, address_1 = 4, address_2 = 10, address_3 = 16, sequence = 22,
                      address_4 = 24, header = 24, address = 6, qos = 2, high_throughput = 4;
enum Control : std::uint8_t { version_mask = 0x03, type_mask = 0x0c, data = 0x08, no_data = 0x40, has_qos = 0x80 };
enum Flag : std::uint8_t { to_ds = 1, from_ds = 2, more_fragments = 4, is_protected = 0x40, has_ht_control = 0x80 };
constexpr std::uint8_t fragment_number = 0x0f, qos_aggregate = 0x80;

namespace subframe {
constexpr std::uint32_t destination = 0, source = 6, length = 12, header = 14;
}
constexpr std::uint64_t rfc_1042 = 0xaaaa'0300'0000, bridge_tunnel = 0xaaaa'0300'00f8;
constexpr std::size_t snap_type = 6;
constexpr std::uint16_t least_ether_type = 0x0600;

}  // namespace

std::optional<WifiFrame> parse_wifi(std::span<const std::uint8_t> frame, bool padded) noexcept {
  WifiFrame out;
  if (frame.size() < 2 || frame[control] & version_mask) return {};
  if ((frame[control] & type_mask) != data || frame[control] & no_data) return out;
  const std::uint8_t flags = frame[flags_at];
  const bool four = (flags & (to_ds | from_ds)) == (to_ds | from_ds), with_qos = frame[control] & has_qos;
  std::size_t size = header + (four ? address : 0);
  const std::size_t qos_at = size;
  if (with_qos) size += qos + (flags & has_ht_control ? high_throughput : 0);
  if (padded) size = (size + 3) & ~std::size_t{3};
  if (frame.size() < size) return {};
  out.transmitter = address_2;
  out.source = flags & from_ds ? (four ? address_4 : address_3) : address_2;
  out.destination = flags & to_ds ? address_3 : address_1;
  out.aggregate = with_qos && frame[qos_at] & qos_aggregate;
  out.payload = static_cast<std::uint32_t>(size);
  out.is = flags & is_protected                                          ? WifiFrame::Is::encrypted
           : flags & more_fragments || frame[sequence] & fragment_number ? WifiFrame::Is::fragment
                                                                         : WifiFrame::Is::data;
  return out;
}

std::optional<Subframe> parse_subframe(std::span<const std::uint8_t> frame, std::uint32_t at) noexcept {
  const auto size = static_cast<std::uint32_t>(frame.size());
  if (at > size || size - at < subframe::header) return {};
  Subframe out;
  out.destination = at + subframe::destination;
  out.source = at + subframe::source;
  out.payload = at + subframe::header;
  const std::uint32_t length = be16(&frame[at + subframe::length]);
  out.end = std::min(size, out.payload + length);                           // a capture may keep only the start
  out.next = std::min(size, at + ((subframe::header + length + 3) & ~3u));  // the last one is not padded
  return out;
}

std::uint16_t parse_snap(std::span<const std::uint8_t> bytes) noexcept {
  if (bytes.size() < snap_size) return 0;
  const std::uint64_t start = be48(bytes.data());
  const std::uint16_t type = be16(&bytes[snap_type]);
  return (start == rfc_1042 || start == bridge_tunnel) && type >= least_ether_type ? type : 0;
}

}  // namespace lenscap::wire
