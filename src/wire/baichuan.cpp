#include "wire/baichuan.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t message = 4, body_length = 8, channel = 12, code = 16, message_class = 18;
constexpr std::size_t short_header = 20, long_header = 24;
}  // namespace field
constexpr std::uint32_t magic = 0x0abcdef0, magic_reversed = 0x0fedcba0;
constexpr std::uint16_t legacy_login = 0x6514, login_answer = 0x6614, modern = 0x6414, modern_answer = 0x0000;
constexpr std::uint32_t keep_alive = 234;  // the camera asks, the client answers 200

namespace udp {
constexpr std::uint32_t discovery = 0x2a87cf3a, acknowledgement = 0x2a87cf20, data = 0x2a87cf10;
constexpr std::size_t size = 4, one = 8, transmission = 12, checksum = 16, payload_size = 16, ack_payload_size = 24;
constexpr std::size_t header = 20, ack_header = 28;
// What scrambles discovery: each word plus the transmission number, little-endian, over and over.
constexpr std::array<std::uint32_t, 8> key{0x1f2d3c4b, 0x5a6c7f8d, 0x38172e4b, 0x8271635a,
                                           0x863f1a2b, 0xa5c6f7d8, 0x8371e1b4, 0x17f2d3a5};
constexpr std::size_t opening = 96;  // enough for white space, a prolog, <P2P> and the name of one element
}  // namespace udp

/// CRC-32, polynomial 0x04c11db7 reflected, from 0, not inverted.
std::uint32_t crc(const std::uint8_t* p, std::size_t size) {
  static constexpr auto table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < out.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xedb88320 ^ (value >> 1) : value >> 1;
      out[i] = value;
    }
    return out;
  }();
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = table[(value ^ p[i]) & 0xff] ^ (value >> 8);
  return value;
}

std::size_t header_size(std::uint16_t message_class) {
  if (message_class == legacy_login || message_class == login_answer) return field::short_header;
  if (message_class == modern || message_class == modern_answer) return field::long_header;
  return 0;
}

/// Unscrambles the start of a discovery payload and takes the name of the element inside P2P.
void read_element(const std::uint8_t* payload, std::size_t size, std::uint32_t transmission, BcUdp& out) {
  std::array<char, udp::opening> plain{};
  const std::size_t seen = std::min(size, plain.size());
  for (std::size_t i = 0; i < seen; ++i) {
    const std::uint32_t word = udp::key[i / 4 % udp::key.size()] + transmission;
    plain[i] = static_cast<char>(payload[i] ^ static_cast<std::uint8_t>(word >> (i % 4 * 8)));
  }
  const std::string_view text(plain.data(), seen);
  const std::size_t root = text.find("<P2P>");
  if (root == std::string_view::npos) return;
  const std::size_t open = text.find('<', root + 5);
  if (open == std::string_view::npos) return;
  const std::size_t end = text.find_first_of("/> \r\n\t", open + 1);
  if (end == std::string_view::npos || end == open + 1 || end - open - 1 >= out.element.size()) return;
  const std::string_view name = text.substr(open + 1, end - open - 1);
  std::copy(name.begin(), name.end(), out.element.begin());
  out.element_raw = {reinterpret_cast<const char*>(payload) + open + 1, name.size()};
  out.from_device = name.starts_with("D2");
}

}  // namespace

std::optional<Baichuan> parse_baichuan(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < field::short_header) return std::nullopt;
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const std::uint32_t first = le32(p);
  if (first != magic && first != magic_reversed) return std::nullopt;
  Baichuan out;
  out.reversed = first == magic_reversed;
  out.message = le32(p + field::message);
  out.body_length = le32(p + field::body_length);
  out.channel = p[field::channel];
  out.code = le16(p + field::code);
  out.message_class = le16(p + field::message_class);
  out.header_size = header_size(out.message_class);
  if (out.header_size == 0 || bytes.size() < out.header_size || out.body_length > baichuan_max_body)
    return std::nullopt;
  if (out.message_class == login_answer) out.from_device = out.code >> 8 == 0xdd;
  if (out.message_class == modern_answer)
    out.from_device = out.code >= 200 && out.code < 500 && out.message != keep_alive;
  return out;
}

StreamLength baichuan_length(std::span<const std::byte> bytes) noexcept {
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (bytes.size() < 4) {
    if (!bytes.empty() && p[0] != (magic & 0xff) && p[0] != (magic_reversed & 0xff)) return {};
    return {StreamLength::Is::partial, 0};
  }
  if (le32(p) != magic && le32(p) != magic_reversed) return {};
  if (bytes.size() < field::long_header) {
    if (bytes.size() < field::short_header) return {StreamLength::Is::partial, 0};
    const std::size_t size = header_size(le16(p + field::message_class));
    if (size == 0) return {};
    if (size > bytes.size()) return {StreamLength::Is::partial, 0};
  }
  const auto message = parse_baichuan(bytes);
  if (!message) return {};
  const std::size_t size = message->header_size + message->body_length;
  return {bytes.size() < size ? StreamLength::Is::partial : StreamLength::Is::whole, size};
}

std::optional<BcUdp> parse_bcudp(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < udp::header) return std::nullopt;
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  BcUdp out;
  switch (le32(p)) {
    case udp::discovery: {
      const std::size_t size = bytes.size() - udp::header;
      if (le32(p + udp::size) != size || le32(p + udp::one) != 1) return std::nullopt;
      if (le32(p + udp::checksum) != crc(p + udp::header, size)) return std::nullopt;
      out.kind = BcUdpKind::discovery;
      read_element(p + udp::header, size, le32(p + udp::transmission), out);
      return out;
    }
    case udp::acknowledgement:
      if (bytes.size() < udp::ack_header || le32(p + 8) != 0) return std::nullopt;
      if (le32(p + udp::ack_payload_size) != bytes.size() - udp::ack_header) return std::nullopt;
      out.kind = BcUdpKind::acknowledgement;
      return out;
    case udp::data: {
      if (le32(p + 8) != 0 || le32(p + udp::payload_size) != bytes.size() - udp::header) return std::nullopt;
      out.kind = BcUdpKind::data;
      const auto message = parse_baichuan(bytes.subspan(udp::header));
      out.from_device = message && message->from_device;
      return out;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace lenscap::wire
