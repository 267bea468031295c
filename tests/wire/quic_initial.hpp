// tests/wire/quic_initial.hpp: Initial packets of a QUIC client, protected as RFC 9001 5 and RFC 9369 3 say. Written
// against the standards with OpenSSL's HKDF and the opposite operations; nothing of src/ is used.
//
// Bytes are std::string, as in tests/sources/packets.hpp.
#pragma once
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace lenscap::testing {

inline void must(bool worked) {
  if (!worked) throw std::runtime_error("quic_initial: OpenSSL refused");
}

inline std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
  return out;
}

/// RFC 9000 16, in 2 bytes (below 16384) or 4.
inline std::string varint(std::uint64_t value) {
  return value < 16384 ? number(0x4000 | value, 2) : number(0x80000000 | value, 4);
}

inline std::string hkdf(int mode, const std::string& secret, const std::string& salt, const std::string& info,
                        std::size_t size) {
  const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> kdf(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr),
                                                                   EVP_PKEY_CTX_free);
  const auto raw = [](const std::string& s) { return reinterpret_cast<const unsigned char*>(s.data()); };
  must(EVP_PKEY_derive_init(kdf.get()) == 1 && EVP_PKEY_CTX_set_hkdf_mode(kdf.get(), mode) == 1);
  must(EVP_PKEY_CTX_set_hkdf_md(kdf.get(), EVP_sha256()) == 1);
  must(EVP_PKEY_CTX_set1_hkdf_key(kdf.get(), raw(secret), static_cast<int>(secret.size())) == 1);
  if (!salt.empty()) must(EVP_PKEY_CTX_set1_hkdf_salt(kdf.get(), raw(salt), static_cast<int>(salt.size())) == 1);
  if (!info.empty()) must(EVP_PKEY_CTX_add1_hkdf_info(kdf.get(), raw(info), static_cast<int>(info.size())) == 1);
  std::string out(size, '\0');
  must(EVP_PKEY_derive(kdf.get(), reinterpret_cast<unsigned char*>(out.data()), &size) == 1);
  return out;
}

inline std::string expand_label(const std::string& secret, const std::string& label, std::size_t size) {
  const std::string full = "tls13 " + label;
  return hkdf(EVP_PKEY_HKDEF_MODE_EXPAND_ONLY, secret, "",
              number(size, 2) + number(full.size(), 1) + full + number(0, 1), size);
}

struct Initial {
  std::uint32_t version = 1;  ///< or 0x6b3343cf
  std::string destination_id = std::string("\x83\x94\xc8\xf0\x3e\x51\x57\x08", 8), source_id;
  std::string keys_of;  ///< the id that the keys follow from; empty: destination_id
  std::string token;
  std::uint32_t packet_number = 0;
  int number_size = 2;
  std::string side = "client in";
};

/// `frames` as one Initial packet.
inline std::string protect(const std::string& frames, const Initial& of = {}) {
  const bool second = of.version != 1;
  const std::string salt =
      second ? std::string("\x0d\xed\xe3\xde\xf7\x00\xa6\xdb\x81\x93\x81\xbe\x6e\x26\x9d\xcb\xf9\xbd\x2e\xd9", 20)
             : std::string("\x38\x76\x2c\xf7\xf5\x59\x34\xb3\x4d\x17\x9a\xe6\xa4\xc8\x0c\xad\xcc\xbb\x7f\x0a", 20);
  const std::string word = second ? "quicv2 " : "quic ";
  const std::string& id = of.keys_of.empty() ? of.destination_id : of.keys_of;
  const std::string secret = expand_label(hkdf(EVP_PKEY_HKDEF_MODE_EXTRACT_ONLY, id, salt, "", 32), of.side, 32);
  const std::string key = expand_label(secret, word + "key", 16), hp = expand_label(secret, word + "hp", 16);
  std::string nonce = expand_label(secret, word + "iv", 12);
  for (int i = 0; i < 4; ++i) nonce[11 - static_cast<std::size_t>(i)] ^= static_cast<char>(of.packet_number >> (8 * i));

  std::string header = number((second ? 0xd0 : 0xc0) | (of.number_size - 1), 1) + number(of.version, 4) +
                       number(of.destination_id.size(), 1) + of.destination_id + number(of.source_id.size(), 1) +
                       of.source_id + (of.token.empty() ? number(0, 1) : varint(of.token.size()) + of.token) +
                       varint(static_cast<std::size_t>(of.number_size) + frames.size() + 16);
  const std::size_t number_at = header.size();
  header += number(of.packet_number, of.number_size);

  const auto raw = [](const std::string& s) { return reinterpret_cast<const unsigned char*>(s.data()); };
  const auto out = [](std::string& s, std::size_t at = 0) { return reinterpret_cast<unsigned char*>(s.data()) + at; };
  const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string payload(frames.size() + 16, '\0');
  int n = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, raw(key), raw(nonce)) == 1);
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &n, raw(header), static_cast<int>(header.size())) == 1);
  must(EVP_EncryptUpdate(cipher.get(), out(payload), &n, raw(frames), static_cast<int>(frames.size())) == 1);
  must(EVP_EncryptFinal_ex(cipher.get(), out(payload, frames.size()), &n) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, 16, out(payload, frames.size())) == 1);

  const std::string sample = payload.substr(4 - static_cast<std::size_t>(of.number_size), 16);
  std::string mask(32, '\0');
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_ecb(), nullptr, raw(hp), nullptr) == 1);
  must(EVP_EncryptUpdate(cipher.get(), out(mask), &n, raw(sample), 16) == 1);
  header[0] ^= static_cast<char>(mask[0] & 0x0f);
  for (std::size_t i = 0; i < static_cast<std::size_t>(of.number_size); ++i) header[number_at + i] ^= mask[i + 1];
  return header + payload;
}

/// Bytes [from, from + size) of a stream in a CRYPTO frame.
inline std::string crypto_frame(const std::string& stream, std::size_t from, std::size_t size) {
  const std::string part = stream.substr(from, size);
  return "\x06" + varint(from) + varint(part.size()) + part;
}

/// A ClientHello as QUIC carries it, without a record. The first extension is the server name.
inline std::string client_hello(const std::string& host, const std::string& alpn = "h3", std::size_t filler = 0) {
  const auto counted = [](const std::string& s, int width) { return number(s.size(), width) + s; };
  const auto extension = [&](unsigned type, const std::string& body) { return number(type, 2) + counted(body, 2); };
  std::string extensions = extension(0, counted(number(0, 1) + counted(host, 2), 2));
  extensions += extension(16, counted(counted(alpn, 1), 2));
  extensions += extension(43, counted(number(0x0304, 2), 1));
  extensions += extension(13, counted(number(0x04030804, 4), 2));
  if (filler != 0) extensions += extension(21, std::string(filler, '\0'));
  const std::string body = number(0x0303, 2) + std::string(32, 'r') + counted("", 1) +
                           counted(number(0x130113021303, 6), 2) + counted(number(0, 1), 1) + counted(extensions, 2);
  return number(1, 1) + counted(body, 3);
}

/// A whole hello in one packet, padded as RFC 9000 14.1 asks.
inline std::string initial_with(const std::string& hello, const Initial& of = {}) {
  std::string frames = crypto_frame(hello, 0, hello.size());
  if (frames.size() < 1162) frames.resize(1162);
  return protect(frames, of);
}

}  // namespace lenscap::testing
