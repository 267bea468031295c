#include "wire/cdp.hpp"

#include <array>
#include <cstring>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::array<std::uint8_t, 8> llc_snap = {0xaa, 0xaa, 0x03, 0x00, 0x00, 0x0c, 0x20, 0x00};
// Offsets behind LLC and SNAP.
constexpr std::size_t version_at = 0, ttl_at = 1, checksum_at = 2, size = 4;
constexpr std::size_t type_at = 0, length_at = 2, header = 4;

constexpr std::uint16_t device_id = 1, addresses = 2, port_id = 3, capabilities = 4, software = 5, platform = 6,
                        native_vlan = 10, management_addresses = 0x16;
constexpr std::uint16_t last_type = 0x1fff;  // Cisco's own go to 0x1f, later ones to 0x1003 and the like

// An address: kind and length of the protocol, protocol, length of the address, address.
constexpr std::uint8_t nlpid = 1, nlpid_ip = 0xcc, ieee8022 = 2;
constexpr std::array<std::uint8_t, 8> snap_ipv6 = {0xaa, 0xaa, 0x03, 0, 0, 0, 0x86, 0xdd};
constexpr std::uint32_t most_addresses = 64;

std::uint16_t fold(std::uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(sum);
}

std::uint32_t sum_of(std::span<const std::byte> even) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 1 < even.size(); i += 2) sum += be16(even, i);
  return sum;
}

/// The whole, checksum included, adds up to all ones.
bool sum_is_right(std::span<const std::byte> bytes) {
  const std::uint32_t even = sum_of(bytes);
  if (bytes.size() % 2 == 0) return fold(even) == 0xffff;
  const std::uint8_t last = u8(bytes, bytes.size() - 1);
  if (fold(even + (std::uint32_t{last} << 8)) == 0xffff) return true;
  // Cisco: the low octet, sign and all; what its borrow takes from the sum of 16 bits is 1.
  const std::uint32_t cisco = last & 0x80 ? (0xff00u | last) - 1 : last;
  return fold(even + cisco) == 0xffff;
}

/// The offset behind the last TLV; 0 when one does not fit. Zeros may follow.
std::size_t end_of_tlvs(std::span<const std::byte> bytes) {
  std::size_t at = size;
  while (bytes.size() - at >= header) {
    const std::uint16_t type = be16(bytes, at + type_at), length = be16(bytes, at + length_at);
    if (type == 0) break;
    if (type > last_type || length < header || bytes.size() - at < length) return 0;
    at += length;
  }
  for (std::size_t i = at; i < bytes.size(); ++i)
    if (bytes[i] != std::byte{0}) return 0;
  return at;
}

void read_addresses(std::span<const std::byte> value, Cdp& out) {
  if (value.size() < 4) return;
  const std::uint32_t count = be32(value, 0);
  std::size_t at = 4;
  for (std::uint32_t i = 0; i < count && i < most_addresses; ++i) {
    if (value.size() - at < 2) return;
    const std::uint8_t kind = u8(value, at);
    const std::size_t protocol_length = u8(value, at + 1);
    if (value.size() - at < 2 + protocol_length + 2) return;
    const auto protocol = value.subspan(at + 2, protocol_length);
    const std::size_t length = be16(value, at + 2 + protocol_length);
    at += 2 + protocol_length + 2;
    if (value.size() - at < length) return;
    const std::string_view address = as_text(value.subspan(at, length));
    at += length;
    if (kind == nlpid && protocol_length == 1 && u8(protocol, 0) == nlpid_ip && length == 4) {
      if (out.ipv4.empty()) out.ipv4 = address;
    } else if (kind == ieee8022 && protocol_length == snap_ipv6.size() && length == 16 &&
               std::memcmp(protocol.data(), snap_ipv6.data(), snap_ipv6.size()) == 0) {
      if (out.ipv6.empty()) out.ipv6 = address;
    }
  }
}

std::string_view text_of(std::span<const std::byte> value) {
  const std::string_view text = as_text(value);
  return text.substr(0, text.find('\0'));
}

void read_tlv(std::uint16_t type, std::span<const std::byte> value, Cdp& out) {
  switch (type) {
    case device_id:
      out.device_id = text_of(value);
      return;
    case addresses:
    case management_addresses:
      read_addresses(value, out);
      return;
    case port_id:
      out.port_id = text_of(value);
      return;
    case capabilities:
      if (value.size() == 4) out.capabilities = be32(value, 0);
      return;
    case software:
      out.software = text_of(value);
      return;
    case platform:
      out.platform = text_of(value);
      return;
    case native_vlan:
      if (value.size() != 2 || be16(value, 0) > 4094) return;
      out.native_vlan = be16(value, 0);
      out.native_vlan_raw = as_text(value);
      return;
    default:
      return;
  }
}

}  // namespace

bool begins_cdp(std::span<const std::uint8_t> payload) noexcept {
  return payload.size() >= llc_snap.size() + size && std::memcmp(payload.data(), llc_snap.data(), llc_snap.size()) == 0;
}

std::optional<Cdp> parse_cdp(std::span<const std::byte> bytes) noexcept {
  if (!begins_cdp({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()})) return {};
  bytes = bytes.subspan(llc_snap.size());
  Cdp out;
  out.version = u8(bytes, version_at);
  out.ttl = u8(bytes, ttl_at);
  if (out.version != 1 && out.version != 2) return {};
  const std::size_t end = end_of_tlvs(bytes);
  if (end <= size) return {};
  if (be16(bytes, checksum_at) != 0 && !sum_is_right(bytes.first(end))) return {};
  for (std::size_t at = size; at < end;) {
    const std::uint16_t length = be16(bytes, at + length_at);
    read_tlv(be16(bytes, at + type_at), bytes.subspan(at + header, length - header), out);
    at += length;
  }
  return out;
}

}  // namespace lenscap::wire
