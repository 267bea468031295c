#include "wire/quic.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

using Bytes = std::span<const std::byte>;

// A long header (RFC 8999 5.1): form, version, then both ids with a length before each.
constexpr std::size_t version_at = 1, ids_at = 5;
constexpr std::uint8_t number_length_bits = 0x03, protected_bits = 0x0f;
constexpr std::size_t sample_behind = 4, sample_size = 16;  // RFC 9001 5.4.2
constexpr std::size_t tag_size = 16, hash_size = 32;

enum Frame : std::uint8_t { padding = 0, ping = 1, ack = 2, ack_ecn = 3, crypto = 6, connection_close = 0x1c };

/// What a version has of its own: RFC 9001 5.2 and RFC 9369 3.3.1 (salt), 3.3.2 (labels). A label stands in an
/// HkdfLabel (RFC 8446 7.1): length of the result, "tls13 " and the label with its length, an empty context.
struct Version {
  std::array<std::uint8_t, 20> salt;
  std::string_view key, iv, header;
};
using namespace std::string_view_literals;
constexpr Version version1{{0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17,
                            0x9a, 0xe6, 0xa4, 0xc8, 0x0c, 0xad, 0xcc, 0xbb, 0x7f, 0x0a},
                           "\x00\x10\x0etls13 quic key\x00"sv,
                           "\x00\x0c\x0dtls13 quic iv\x00"sv,
                           "\x00\x10\x0dtls13 quic hp\x00"sv};
constexpr Version version2{{0x0d, 0xed, 0xe3, 0xde, 0xf7, 0x00, 0xa6, 0xdb, 0x81, 0x93,
                            0x81, 0xbe, 0x6e, 0x26, 0x9d, 0xcb, 0xf9, 0xbd, 0x2e, 0xd9},
                           "\x00\x10\x10tls13 quicv2 key\x00"sv,
                           "\x00\x0c\x0ftls13 quicv2 iv\x00"sv,
                           "\x00\x10\x0ftls13 quicv2 hp\x00"sv};
constexpr std::string_view client_label = "\x00\x20\x0ftls13 client in\x00"sv;

/// Version 2 has the same types under other numbers (RFC 9369 3.2).
QuicType type_of(std::uint8_t first, std::uint32_t version) noexcept {
  constexpr std::array<QuicType, 4> of_v1 = {QuicType::initial, QuicType::zero_rtt, QuicType::handshake,
                                             QuicType::retry};
  constexpr std::array<QuicType, 4> of_v2 = {QuicType::retry, QuicType::initial, QuicType::zero_rtt,
                                             QuicType::handshake};
  const std::size_t number = first >> 4 & 3;
  return version == quic_v1 ? of_v1[number] : of_v2[number];
}

/// RFC 9000 16: the two upper bits of the first byte say how many bytes there are.
bool take_integer(Bytes& rest, std::uint64_t& value) noexcept {
  if (rest.empty()) return false;
  const std::size_t size = std::size_t{1} << (u8(rest, 0) >> 6);
  if (rest.size() < size) return false;
  value = u8(rest, 0) & 0x3f;
  for (std::size_t i = 1; i < size; ++i) value = value << 8 | u8(rest, i);
  rest = rest.subspan(size);
  return true;
}

bool take_counted(Bytes& rest, Bytes& out) noexcept {
  std::uint64_t size = 0;
  if (!take_integer(rest, size) || size > rest.size()) return false;
  out = rest.first(static_cast<std::size_t>(size));
  rest = rest.subspan(static_cast<std::size_t>(size));
  return true;
}

bool take_id(Bytes& rest, Bytes& id) noexcept {
  if (rest.empty()) return false;
  const std::size_t size = u8(rest, 0);
  if (size > longest_quic_id || rest.size() - 1 < size) return false;
  id = rest.subspan(1, size);
  rest = rest.subspan(1 + size);
  return true;
}

const std::uint8_t* raw(Bytes bytes) noexcept { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

using Digest = std::array<std::uint8_t, hash_size>;

bool hmac(std::span<const std::uint8_t> key, std::span<const std::uint8_t> data, Digest& out) noexcept {
  unsigned size = 0;
  return HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data.data(), data.size(), out.data(), &size) !=
         nullptr;
}

/// HKDF-Expand (RFC 5869 2.3) of at most one block, which is all that is asked for here.
bool expand(const Digest& secret, std::string_view label, std::span<std::uint8_t> out) noexcept {
  std::array<std::uint8_t, 32> info{};
  std::copy(label.begin(), label.end(), info.begin());
  info[label.size()] = 1;
  Digest block;
  if (!hmac(secret, std::span(info).first(label.size() + 1), block)) return false;
  std::copy_n(block.begin(), out.size(), out.begin());
  return true;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

/// RFC 9001 5.4.3: one block of AES over a sample of what is enciphered.
bool header_mask(const QuicKeys& keys, Bytes sample, std::array<std::uint8_t, sample_size>& mask) noexcept {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_ecb(), nullptr, keys.header.data(), nullptr) == 1 &&
         EVP_CIPHER_CTX_set_padding(cipher.get(), 0) == 1 &&
         EVP_EncryptUpdate(cipher.get(), mask.data(), &size, raw(sample), sample_size) == 1 && size == sample_size;
}

/// Steps over an ACK frame (RFC 9000 19.3) behind its type.
bool skip_ack(Bytes& rest, bool with_ecn) noexcept {
  std::uint64_t ignored = 0, ranges = 0;
  if (!take_integer(rest, ignored) || !take_integer(rest, ignored)) return false;
  if (!take_integer(rest, ranges) || !take_integer(rest, ignored)) return false;
  if (ranges > rest.size() / 2) return false;
  for (std::uint64_t left = 2 * ranges + (with_ecn ? 3 : 0); left != 0; --left)
    if (!take_integer(rest, ignored)) return false;
  return true;
}

/// Steps over a CONNECTION_CLOSE frame (19.19) behind its type.
bool skip_close(Bytes& rest) noexcept {
  std::uint64_t ignored = 0;
  Bytes reason;
  return take_integer(rest, ignored) && take_integer(rest, ignored) && take_counted(rest, reason);
}

}  // namespace

std::optional<QuicPacket> parse_quic_packet(Bytes datagram) noexcept {
  if (datagram.size() <= ids_at) return {};
  const std::uint8_t first = u8(datagram, 0);
  QuicPacket packet;
  packet.version = be32(datagram, version_at);
  if (!may_be_quic(first, packet.version)) return {};
  Bytes rest = datagram.subspan(ids_at);
  if (!take_id(rest, packet.destination_id) || !take_id(rest, packet.source_id)) return {};
  packet.bytes = datagram;
  if (packet.version == 0) {  // RFC 9000 17.2.1: the versions that the server has
    if (rest.empty() || rest.size() % 4 != 0) return {};
    packet.type = QuicType::version_negotiation;
    return packet;
  }
  if (packet.version != quic_v1 && packet.version != quic_v2) {
    packet.type = QuicType::other_version;
    return packet;
  }
  const QuicType type = type_of(first, packet.version);
  if (type == QuicType::retry) {
    if (rest.size() >= tag_size) packet.type = type;
    return packet;
  }
  Bytes token, payload;
  if (type == QuicType::initial && !take_counted(rest, token)) return packet;
  if (!take_counted(rest, payload) || payload.size() < sample_behind + sample_size) return packet;
  packet.type = type;
  packet.bytes = datagram.first(datagram.size() - rest.size());
  packet.number_at = packet.bytes.size() - payload.size();
  return packet;
}

std::optional<QuicKeys> quic_client_keys(std::uint32_t version, Bytes destination_id) noexcept {
  const Version& own = version == quic_v2 ? version2 : version1;
  Digest initial, client;
  QuicKeys keys;
  if (!hmac(own.salt, {raw(destination_id), destination_id.size()}, initial)) return {};
  if (!expand(initial, client_label, client) || !expand(client, own.key, keys.key) ||
      !expand(client, own.iv, keys.iv) || !expand(client, own.header, keys.header))
    return {};
  return keys;
}

std::optional<QuicFrames> open_quic_initial(const QuicPacket& packet, const QuicKeys& keys,
                                            std::span<std::byte> room) noexcept {
  if (packet.type != QuicType::initial || room.size() < packet.bytes.size()) return {};
  std::array<std::uint8_t, sample_size> mask{};
  if (!header_mask(keys, packet.bytes.subspan(packet.number_at + sample_behind, sample_size), mask)) return {};
  const auto first = static_cast<std::uint8_t>(u8(packet.bytes, 0) ^ (mask[0] & protected_bits));
  const std::size_t number_size = (first & number_length_bits) + 1u;
  std::array<std::uint8_t, 4> number{};
  for (std::size_t i = 0; i < number_size; ++i)
    number[i] = static_cast<std::uint8_t>(u8(packet.bytes, packet.number_at + i) ^ mask[i + 1]);
  auto nonce = keys.iv;  // RFC 9001 5.3: with the packet number in its last bytes
  for (std::size_t i = 0; i < number_size; ++i) nonce[nonce.size() - number_size + i] ^= number[i];

  const std::size_t at = packet.number_at + number_size, end = packet.bytes.size() - tag_size;
  const Bytes between = packet.bytes.subspan(1, packet.number_at - 1), enciphered = packet.bytes.subspan(at, end - at);
  std::array<std::uint8_t, tag_size> tag;
  std::copy_n(raw(packet.bytes) + end, tag_size, tag.begin());
  auto* const out = reinterpret_cast<std::uint8_t*>(room.data());
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  // The header as it was before its protection is what the tag covers besides the frames: in three parts, so that it
  // need not be copied.
  if (!cipher || EVP_DecryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, keys.key.data(), nonce.data()) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, &first, 1) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(between), static_cast<int>(between.size())) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, number.data(), static_cast<int>(number_size)) != 1 ||
      EVP_DecryptUpdate(cipher.get(), out, &size, raw(enciphered), static_cast<int>(enciphered.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), out + size, &size) != 1)
    return {};
  return QuicFrames{room.first(enciphered.size()), at};
}

QuicStep next_quic_crypto(Bytes& frames, QuicCrypto& piece) noexcept {
  while (!frames.empty()) {
    const std::uint8_t type = u8(frames, 0);
    frames = frames.subspan(1);
    if (type == padding || type == ping) continue;
    if (type == ack || type == ack_ecn) {
      if (!skip_ack(frames, type == ack_ecn)) return QuicStep::fault;
    } else if (type == connection_close) {
      if (!skip_close(frames)) return QuicStep::fault;
    } else if (type == crypto) {
      if (!take_integer(frames, piece.offset) || !take_counted(frames, piece.data)) return QuicStep::fault;
      return QuicStep::crypto;
    } else {
      return QuicStep::fault;
    }
  }
  return QuicStep::end;
}

}  // namespace lenscap::wire
