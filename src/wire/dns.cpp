#include "wire/dns.hpp"

#include "wire/bytes.hpp"
#include "wire/utf8.hpp"

namespace lenscap::wire {
namespace {

// Offsets in the header (RFC 1035 4.1.1).
constexpr std::size_t id_at = 0, flags_at = 2, counts_at = 4, header_size = 12;
// A question ends in type and class; a record goes on with ttl and rdlength (4.1.2, 4.1.3).
constexpr std::size_t question_tail = 4, record_tail = 10;
constexpr std::size_t longest_message = 65535;
constexpr std::size_t longest_name = 255;  // bytes on the wire, with length bytes and the root
constexpr int most_jumps = 128;            // a name has at most 127 labels; more pointers than labels are an attack
constexpr std::uint16_t reserved_flag = 0x0040;
constexpr std::uint16_t nimloc = 32;  // never used in DNS; "NB" in NetBIOS

/// The offset behind the name at `at`, without following pointers; 0 when it is malformed.
std::size_t skip_name(std::span<const std::byte> bytes, std::size_t at) noexcept {
  const std::size_t start = at;
  while (at < bytes.size()) {
    const std::uint8_t length = u8(bytes, at);
    if (length == 0) return at + 1;
    if (length >= 0xc0) {
      if (at + 2 > bytes.size()) return 0;
      const std::size_t target = be16(bytes, at) & 0x3fff;
      return target >= header_size && target < start ? at + 2 : 0;
    }
    if (length > 63) return 0;
    at += 1 + length;
    if (at - start >= longest_name) return 0;
  }
  return 0;
}

/// RFC 1002: 16 bytes written as 32 letters A to P.
bool is_netbios_name(std::span<const std::byte> bytes, std::size_t at) noexcept {
  if (u8(bytes, at) != 32 || bytes.size() - at < 33) return false;
  for (std::size_t i = 1; i <= 32; ++i)
    if (u8(bytes, at + i) < 'A' || u8(bytes, at + i) > 'P') return false;
  return true;
}

bool is_class(std::uint16_t klass) noexcept {
  return klass == 1 || klass == 3 || klass == 4 || klass == 254 || klass == 255;  // IN CH HS NONE ANY
}

/// Reads the entry at `at` into `entry`. Returns the offset behind it, or 0 when it is malformed or not all there.
std::size_t read_entry(const Dns& message, std::size_t at, DnsSection section, DnsEntry& entry) noexcept {
  const auto bytes = message.bytes;
  const std::size_t tail = skip_name(bytes, at);
  if (tail == 0) return 0;
  const bool question = section == DnsSection::question;
  if (bytes.size() - tail < (question ? question_tail : record_tail)) return 0;

  entry.section = section;
  entry.name_at = at;
  entry.type = be16(bytes, tail);
  if (entry.type == 0) return 0;
  const std::uint16_t klass = be16(bytes, tail + 2);
  const bool size_not_class = entry.type == dns_type::opt && !question;
  entry.top_bit = !size_not_class && (klass & 0x8000);
  entry.klass = size_not_class ? klass : klass & 0x7fff;
  if (!size_not_class && !is_class(entry.klass)) return 0;
  if (question) {
    if (entry.type == nimloc || is_netbios_name(bytes, at)) return 0;
    entry.ttl = 0;
    entry.rdata_at = tail + question_tail;
    entry.rdata = {};
    return entry.rdata_at;
  }

  const std::size_t length = be16(bytes, tail + 8);
  entry.ttl = be32(bytes, tail + 4);
  entry.rdata_at = tail + record_tail;
  if (bytes.size() - entry.rdata_at < length) return 0;
  entry.rdata = bytes.subspan(entry.rdata_at, length);
  // An update deletes by records without data (RFC 2136 2.5), and only class IN fixes these lengths.
  if (length != 0 && entry.klass == 1) {
    if (entry.type == dns_type::a && length != 4) return 0;
    if (entry.type == dns_type::aaaa && length != 16) return 0;
  } else if (length == 0 && message.opcode() != 5 && (entry.type == dns_type::a || entry.type == dns_type::aaaa)) {
    return 0;
  }
  return entry.rdata_at + length;
}

std::uint32_t entries(const Dns& message) noexcept {
  return std::uint32_t{message.counts[0]} + message.counts[1] + message.counts[2] + message.counts[3];
}

/// `whole` is the length of the message, of which `bytes` may be the beginning.
std::optional<Dns> parse_header(std::span<const std::byte> bytes, std::size_t whole) noexcept {
  if (bytes.size() < header_size) return {};
  Dns message{.bytes = bytes, .id = be16(bytes, id_at), .flags = be16(bytes, flags_at)};
  const std::uint8_t opcode = message.opcode();
  if (opcode != 0 && opcode != 4 && opcode != 5) return {};
  if (message.flags & reserved_flag) return {};
  if (message.rcode() > 11 || (!message.response() && message.rcode() != 0)) return {};
  for (std::size_t i = 0; i < 4; ++i) message.counts[i] = be16(bytes, counts_at + 2 * i);
  // A name is at least its root.
  const std::size_t questions = message.counts[0], records = entries(message) - questions;
  const std::size_t least = header_size + questions * (1 + question_tail) + records * (1 + record_tail);
  if (least == header_size || least > whole) return {};
  return message;
}

// Characters of a name that stand for themselves, by byte; 0 where a byte needs a closer look.
constexpr std::array<char, 256> plain_table(bool lower) {
  std::array<char, 256> table{};
  for (int c = 0x20; c < 0x7f; ++c)
    if (c != '.' && c != '\\') table[c] = static_cast<char>(lower && c >= 'A' && c <= 'Z' ? c + 32 : c);
  return table;
}
constexpr auto lower_case = plain_table(true);
constexpr auto as_sent = plain_table(false);

/// Appends a label that holds bytes outside `plain`. `out` has room for 4 characters a byte.
std::size_t escape_label(std::string_view label, const std::array<char, 256>& plain, char* out) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < label.size();) {
    const auto c = static_cast<std::uint8_t>(label[i]);
    if (plain[c] != 0) {
      out[n++] = plain[c], ++i;
    } else if (c == '.' || c == '\\') {
      out[n++] = '\\', out[n++] = label[i++];
    } else if (const std::size_t length = c < 0x80 ? 0 : utf8_length(label.substr(i)); length != 0) {
      for (std::size_t end = i + length; i < end;) out[n++] = label[i++];
    } else {
      out[n++] = '\\', out[n++] = static_cast<char>('0' + c / 100), out[n++] = static_cast<char>('0' + c / 10 % 10);
      out[n++] = static_cast<char>('0' + c % 10), ++i;
    }
  }
  return n;
}

std::size_t read_name(std::span<const std::byte> bytes, std::size_t at, const std::array<char, 256>& plain,
                      DnsName& name) noexcept {
  std::size_t behind = 0;    // offset behind the name where it was written, set by the first jump
  std::size_t horizon = at;  // a pointer must lead before this
  std::size_t wire = 1;      // bytes of the name without pointers, with the root
  std::size_t n = 0;
  int jumps = 0;
  while (at < bytes.size()) {
    const std::uint8_t length = u8(bytes, at);
    if (length == 0) {
      name.size = static_cast<std::uint16_t>(n == 0 ? 0 : n - 1);  // each label wrote a dot behind itself
      return behind != 0 ? behind : at + 1;
    }
    if (length >= 0xc0) {
      if (at + 2 > bytes.size()) return 0;
      const std::size_t target = be16(bytes, at) & 0x3fff;
      if (target < header_size || target >= horizon || ++jumps > most_jumps) return 0;
      if (behind == 0) behind = at + 2;
      at = horizon = target;
      continue;
    }
    wire += 1u + length;
    if (length > 63 || wire > longest_name || bytes.size() - at <= length) return 0;
    const auto label = bytes.subspan(at + 1, length);
    char* out = name.text.data() + n;
    std::size_t i = 0;
    for (; i < length; ++i) {
      const char c = plain[u8(label, i)];
      if (c == 0) break;
      out[i] = c;
    }
    if (i < length) i = escape_label(as_text(label), plain, out);
    out[i] = '.';
    n += i + 1;
    at += 1u + length;
  }
  return 0;
}

}  // namespace

std::optional<Dns> parse_dns(std::span<const std::byte> bytes) noexcept {
  const auto message = parse_header(bytes, bytes.size());
  if (!message) return {};
  DnsCursor cursor;
  DnsEntry entry;
  while (next_dns_entry(*message, cursor, entry)) {
  }
  if (cursor.done != entries(*message) || cursor.at != bytes.size()) return {};
  return message;
}

std::optional<Dns> parse_cut_dns(std::span<const std::byte> bytes) noexcept {
  const auto message = parse_header(bytes, longest_message);
  DnsCursor cursor;
  DnsEntry entry;
  if (!message || !next_dns_entry(*message, cursor, entry)) return {};
  return message;
}

StreamLength dns_tcp_length(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < 2) return {StreamLength::Is::partial, 0};
  const std::size_t length = 2u + be16(bytes, 0);
  // The smallest message is a question for the root: header, 1 byte of name, type and class.
  if (length < 2 + header_size + 1 + question_tail) return {};
  if (bytes.size() >= 2 + header_size && !parse_header(bytes.subspan(2), length - 2)) return {};
  return {bytes.size() >= length ? StreamLength::Is::whole : StreamLength::Is::partial, length};
}

bool next_dns_entry(const Dns& message, DnsCursor& cursor, DnsEntry& entry) noexcept {
  std::uint32_t end = 0;
  for (std::uint8_t s = 0; s < 4; ++s) {
    end += message.counts[s];
    if (cursor.done >= end) continue;
    const std::size_t behind = read_entry(message, cursor.at, static_cast<DnsSection>(s), entry);
    if (behind == 0) return false;
    cursor.at = behind;
    ++cursor.done;
    return true;
  }
  return false;
}

std::size_t read_dns_name(const Dns& message, std::size_t at, DnsName& name) noexcept {
  return read_name(message.bytes, at, lower_case, name);
}

std::size_t read_dns_name_as_sent(const Dns& message, std::size_t at, DnsName& name) noexcept {
  return read_name(message.bytes, at, as_sent, name);
}

std::optional<DnsLabel> first_dns_label(const Dns& message, std::size_t at) noexcept {
  const auto bytes = message.bytes;
  for (int jumps = 0; at < bytes.size() && jumps <= most_jumps; ++jumps) {
    const std::uint8_t length = u8(bytes, at);
    if (length >= 0xc0) {
      if (at + 2 > bytes.size()) return {};
      const std::size_t target = be16(bytes, at) & 0x3fff;
      if (target < header_size || target >= at) return {};
      at = target;
      continue;
    }
    if (length == 0 || length > 63 || bytes.size() - at <= length) return {};
    return DnsLabel{as_text(bytes.subspan(at + 1, length)), at + 1 + length};
  }
  return {};
}

std::optional<DnsSrv> read_dns_srv(const DnsEntry& entry) noexcept {
  constexpr std::size_t port_at = 4, target_at = 6;  // RFC 2782: priority, weight, port, target
  if (entry.type != dns_type::srv || entry.rdata.size() <= target_at) return {};
  return DnsSrv{be16(entry.rdata, port_at), entry.rdata_at + target_at};
}

std::optional<std::string_view> next_dns_string(std::span<const std::byte>& rest) noexcept {
  if (rest.empty()) return {};
  const std::size_t length = u8(rest, 0);
  if (rest.size() - 1 < length) return {};
  const auto text = as_text(rest.subspan(1, length));
  rest = rest.subspan(1 + length);
  return text;
}

}  // namespace lenscap::wire
