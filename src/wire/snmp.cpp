#include "wire/snmp.hpp"

#include <charconv>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

// BER tags (X.690 8.1.2; RFC 2578 7.1).
constexpr std::uint8_t integer = 0x02, octet_string = 0x04, object_id = 0x06, sequence = 0x30;
constexpr std::uint8_t long_form = 0x80, counter64 = 0x46, end_of_mib = 0x82;

// 1.3.6.1.2.1.1 in BER, then the object (RFC 3418 2) and 0, the only instance.
constexpr std::string_view system_group("\x2b\x06\x01\x02\x01\x01", 6);
constexpr char descr = 1, identifier = 2, name = 5;
constexpr std::size_t object_at = 6, instance_at = 7, system_object = 8;

struct Element {
  std::uint8_t tag = 0;
  std::span<const std::byte> content;
};

/// Takes the next element off `rest`. False when it is malformed or not all there.
bool take(std::span<const std::byte>& rest, Element& out) {
  if (rest.size() < 2) return false;
  out.tag = u8(rest, 0);
  std::size_t length = u8(rest, 1), at = 2;
  if (length & long_form) {
    const std::size_t octets = length & 0x7f;
    if (octets == 0 || octets > 3 || rest.size() - at < octets) return false;  // a datagram is below 64 KiB
    length = 0;
    for (std::size_t i = 0; i < octets; ++i) length = length << 8 | u8(rest, at + i);
    at += octets;
  }
  if (rest.size() - at < length) return false;
  out.content = rest.subspan(at, length);
  rest = rest.subspan(at + length);
  return true;
}

bool take(std::span<const std::byte>& rest, std::uint8_t tag, Element& out) {
  return take(rest, out) && out.tag == tag;
}

/// A small number that is not negative; -1 when it is none.
int number(std::span<const std::byte> content) {
  if (content.empty() || content.size() > 2 || (u8(content, 0) & 0x80)) return -1;
  return content.size() == 1 ? u8(content, 0) : be16(content, 0);
}

bool is_integer(const Element& element) { return !element.content.empty() && element.content.size() <= 5; }

/// Two's complement of up to four octets; an unsigned one may have a fifth, zero, in front.
std::int32_t signed_number(std::span<const std::byte> content) {
  std::uint32_t value = u8(content, 0) & 0x80 ? UINT32_MAX : 0;
  for (const std::byte octet : content) value = value << 8 | std::to_integer<std::uint32_t>(octet);
  return static_cast<std::int32_t>(value);
}

/// The values that RFC 3416 3 allows: simple and application types, and what stands for a missing one.
bool is_value(std::uint8_t tag) {
  return tag == integer || tag == octet_string || tag == object_id || tag == 0x05 ||
         (tag >= 0x40 && tag <= counter64) || (tag >= 0x80 && tag <= end_of_mib);
}

bool read_pairs(std::span<const std::byte> list, Snmp& out) {
  while (!list.empty()) {
    Element pair, object, value;
    if (!take(list, sequence, pair)) return false;
    auto rest = pair.content;
    if (!take(rest, object_id, object) || !take(rest, value) || !rest.empty() || !is_value(value.tag)) return false;
    const std::string_view oid = as_text(object.content), content = as_text(value.content);
    if (out.unit != SnmpUnit::response || oid.size() != system_object || !oid.starts_with(system_group) ||
        oid[instance_at] != 0)
      continue;
    if (oid[object_at] == descr && value.tag == octet_string) out.sys_descr = content;
    if (oid[object_at] == identifier && value.tag == object_id) out.sys_object_id = content;
    if (oid[object_at] == name && value.tag == octet_string) out.sys_name = content;
  }
  return true;
}

/// A version 1 trap has its own head: enterprise, agent's address, two numbers, a time (RFC 1157 4.1.6).
bool read_trap_v1(std::span<const std::byte> rest, Snmp& out) {
  constexpr std::uint8_t ip_address = 0x40, time_ticks = 0x43;
  Element element;
  if (!take(rest, object_id, element) || !take(rest, ip_address, element) || element.content.size() != 4) return false;
  if (!take(rest, integer, element) || !take(rest, integer, element) || !take(rest, time_ticks, element)) return false;
  return take(rest, sequence, element) && rest.empty() && read_pairs(element.content, out);
}

bool read_unit(std::span<const std::byte>& rest, Snmp& out) {
  Element unit;
  if (!take(rest, unit) || unit.tag < 0xa0 || unit.tag > 0xa8) return false;
  out.unit = static_cast<SnmpUnit>(unit.tag);
  auto inside = unit.content;
  if (out.unit == SnmpUnit::trap_v1) return out.version == SnmpVersion::v1 && read_trap_v1(inside, out);
  Element request, status, index, pairs;
  if (!take(inside, integer, request) || !is_integer(request)) return false;
  out.request = signed_number(request.content);
  if (!take(inside, integer, status) || !is_integer(status)) return false;
  if (!take(inside, integer, index) || !is_integer(index)) return false;
  return take(inside, sequence, pairs) && inside.empty() && read_pairs(pairs.content, out);
}

/// Global data, security parameters, scoped unit (RFC 3412 6).
bool read_v3(std::span<const std::byte>& rest, Snmp& out) {
  Element global, part;
  if (!take(rest, sequence, global)) return false;
  auto inside = global.content;
  if (!take(inside, integer, part) || !is_integer(part)) return false;  // message number
  if (!take(inside, integer, part) || !is_integer(part)) return false;  // longest message
  if (!take(inside, octet_string, part) || part.content.size() != 1) return false;
  const bool encrypted = u8(part.content, 0) & 2;
  if (!take(inside, integer, part) || number(part.content) < 1 || !inside.empty()) return false;  // security model
  if (!take(rest, octet_string, part)) return false;  // security parameters: engine, user, digest
  if (encrypted) {
    out.unit = SnmpUnit::encrypted;
    return take(rest, octet_string, part);
  }
  if (!take(rest, sequence, part)) return false;
  inside = part.content;
  Element context;
  return take(inside, octet_string, context) && take(inside, octet_string, context) && read_unit(inside, out) &&
         inside.empty();
}

}  // namespace

std::optional<Snmp> parse_snmp(std::span<const std::byte> bytes) noexcept {
  Element message, version, community;
  if (!take(bytes, sequence, message) || !bytes.empty()) return {};
  auto rest = message.content;
  if (!take(rest, integer, version)) return {};
  Snmp out;
  switch (number(version.content)) {
    case 0:
    case 1:
      out.version = number(version.content) == 0 ? SnmpVersion::v1 : SnmpVersion::v2c;
      if (!take(rest, octet_string, community) || !read_unit(rest, out)) return {};
      break;
    case 3:
      out.version = SnmpVersion::v3;
      if (!read_v3(rest, out)) return {};
      break;
    default:
      return {};
  }
  if (!rest.empty()) return {};
  return out;
}

OidText oid_text(std::string_view content) noexcept {
  constexpr std::size_t longest_part = 12;  // ".4294967295" and a byte to spare
  OidText out;
  std::uint64_t part = 0;
  int octets = 0;
  bool first = true;
  auto put = [&](std::uint64_t value) {
    if (out.text.size() - out.size < longest_part) return false;
    if (out.size != 0) out.text[out.size++] = '.';
    out.size = static_cast<std::size_t>(
        std::to_chars(out.text.data() + out.size, out.text.data() + out.text.size(), value).ptr - out.text.data());
    return true;
  };
  for (const char c : content) {
    const auto octet = static_cast<std::uint8_t>(c);
    if (octets == 0 && octet == 0x80) return {};  // a leading zero
    part = part << 7 | (octet & 0x7f);
    if (++octets > 5 || part > UINT32_MAX) return {};
    if (octet & 0x80) continue;
    if (first) {  // the first two parts share one number (X.690 8.19.4)
      const std::uint64_t top = part < 80 ? part / 40 : 2;
      if (!put(top) || !put(part - 40 * top)) return {};
    } else if (!put(part)) {
      return {};
    }
    first = false;
    part = 0;
    octets = 0;
  }
  if (octets != 0) return {};  // the last number has no end
  return out;
}

}  // namespace lenscap::wire
