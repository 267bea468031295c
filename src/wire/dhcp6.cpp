#include "wire/dhcp6.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t message_header = 4;  // type, transaction
constexpr std::size_t relay_header = 34;   // type, hop count, link address, peer address
constexpr int most_relays = 8;             // RFC 8415 7.6: HOP_COUNT_LIMIT
enum Type : std::uint8_t { solicit = 1, information_request = 11, relay_forward = 12, relay_reply = 13 };

enum Option : std::uint16_t {
  client_id = 1,
  server_id = 2,
  ia_na = 3,
  ia_ta = 4,
  ia_address = 5,
  option_request = 6,
  relay_message = 9,
  vendor_class = 16,
  client_fqdn = 39,
  client_link_layer = 79
};

struct OptionReader {
  Bytes area;
  bool fault = false;

  bool next(std::uint16_t& code, Bytes& value) {
    if (area.empty()) return false;
    const std::size_t length = area.size() < 4 ? area.size() : be16(area, 2);
    if (area.size() < 4 + length) {
      fault = true;
      return false;
    }
    code = be16(area, 0);
    value = area.subspan(4, length);
    area = area.subspan(4 + length);
    return true;
  }
};

/// The EUI-48 in a DUID of type 1 (with time) or 3 (RFC 8415 11.2, 11.4).
std::uint64_t hardware_of(Bytes duid) noexcept {
  constexpr std::uint16_t link_layer_time = 1, link_layer = 3, ethernet = 1;
  if (duid.size() < 4 || be16(duid, 2) != ethernet) return 0;
  const std::uint16_t type = be16(duid, 0);
  const std::size_t at = type == link_layer_time ? 8 : 4;
  if ((type != link_layer_time && type != link_layer) || duid.size() != at + 6) return 0;
  return be48(duid, at);
}

/// RFC 4704 4: a byte of flags, then DNS labels; a name that is not complete has no root label.
void read_fqdn(Bytes value, DhcpScratch& scratch, Dhcp6& out) noexcept {
  if (value.empty()) {
    out.malformed = true;
    return;
  }
  out.fqdn_sent = value;
  const Bytes name = value.subspan(1);
  std::size_t n = 0;
  for (std::size_t at = 0; at < name.size() && u8(name, at) != 0;) {
    const std::size_t length = u8(name, at);
    if (length > 63 || name.size() - at <= length || n + 1 + length > scratch.bytes.size()) {
      out.malformed = true;
      break;
    }
    if (at != 0) scratch.bytes[n++] = '.';
    for (const char c : as_text(name.subspan(at + 1, length))) scratch.bytes[n++] = c;
    at += 1 + length;
  }
  out.fqdn = {scratch.bytes.data(), n};
}

/// Addresses inside an identity association (21.4, 21.5): options behind `header` bytes.
void read_addresses(Bytes value, std::size_t header, Dhcp6& out) noexcept {
  if (value.size() < header) {
    out.malformed = true;
    return;
  }
  OptionReader reader{value.subspan(header)};
  std::uint16_t code = 0;
  for (Bytes inner; reader.next(code, inner);) {
    if (code != ia_address) continue;
    if (inner.size() < 24) out.malformed = true;  // address and two lifetimes
    else if (out.address_count < out.addresses.size()) out.addresses[out.address_count++] = inner.first(16);
  }
  out.malformed |= reader.fault;
}

void read_vendor_class(Bytes value, Dhcp6& out) noexcept {
  if (value.size() < 4) {
    out.malformed = true;
    return;
  }
  out.vendor_enterprise = be32(value, 0);
  if (value.size() < 6) return;
  const std::size_t length = be16(value, 4);
  if (value.size() - 6 < length) out.malformed = true;
  else out.vendor_class = as_text(value.subspan(6, length));
}

void read_option(std::uint16_t code, Bytes value, DhcpScratch& scratch, Dhcp6& out) noexcept {
  switch (code) {
    case client_id:
      out.client_duid = value;
      out.duid_hardware = hardware_of(value);
      break;
    case server_id:
      out.server_duid = value;
      break;
    case ia_na:
      read_addresses(value, 12, out);
      break;
    case ia_ta:
      read_addresses(value, 4, out);
      break;
    case option_request:
      out.parameters = value.first(value.size() / 2 * 2);
      if (value.size() % 2 != 0) out.malformed = true;
      break;
    case vendor_class:
      read_vendor_class(value, out);
      break;
    case client_fqdn:
      read_fqdn(value, scratch, out);
      break;
    default:
      break;
  }
}

/// Steps into a relayed message. Empty when the relay carries none.
Bytes unwrap(Bytes bytes, Dhcp6& out) noexcept {
  OptionReader reader{bytes.subspan(relay_header)};
  Bytes inside;
  std::uint16_t code = 0;
  for (Bytes value; reader.next(code, value);) {
    if (code == relay_message) inside = value;
    const bool ethernet = code == client_link_layer && value.size() == 8 && be16(value, 0) == 1;
    if (ethernet) out.relay_hardware = be48(value, 2);
  }
  out.malformed |= reader.fault;
  return inside;
}

}  // namespace

std::optional<Dhcp6> parse_dhcp6(Bytes bytes, DhcpScratch& scratch) noexcept {
  Dhcp6 out;
  for (int relays = 0; !bytes.empty(); ++relays) {
    const std::uint8_t type = u8(bytes, 0);
    if (type != relay_forward && type != relay_reply) break;
    if (bytes.size() < relay_header || relays == most_relays) return {};
    out.relayed = true;
    bytes = unwrap(bytes, out);
  }
  if (bytes.size() < message_header) return {};
  out.message_type = u8(bytes, 0);
  out.transaction = be24(bytes, 1);
  if (out.message_type < solicit || out.message_type > information_request) return {};

  OptionReader reader{bytes.subspan(message_header)};
  std::uint16_t code = 0;
  for (Bytes value; reader.next(code, value);) read_option(code, value, scratch, out);
  out.malformed |= reader.fault;
  if (out.client_duid.empty() && out.server_duid.empty()) return {};
  return out;
}

}  // namespace lenscap::wire
