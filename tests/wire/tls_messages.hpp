// tests/wire/tls_messages.hpp: TLS messages for tests, put together from their parts.
#pragma once
#include "wire/octets.hpp"

namespace lenscap::wire::testing {

/// `value` in `width` bytes, most significant first.
inline Bytes be(std::size_t value, int width) {
  Bytes out;
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<std::byte>(value >> shift & 0xff));
  return out;
}

/// `body` with its length in `width` bytes before it.
inline Bytes counted(const Bytes& body, int width) { return be(body.size(), width) + body; }

/// A record of TLS 1.2.
inline Bytes record(int type, const Bytes& payload) {
  return be(static_cast<std::size_t>(type), 1) + octets("03 03") + counted(payload, 2);
}

/// `payload` in handshake records of at most `size` bytes each.
inline Bytes records_of(const Bytes& payload, std::size_t size) {
  Bytes out;
  for (std::size_t at = 0; at < payload.size(); at += size) {
    const std::size_t end = std::min(at + size, payload.size());
    out = out + record(22, Bytes(payload.begin() + static_cast<long>(at), payload.begin() + static_cast<long>(end)));
  }
  return out;
}

inline Bytes handshake(int type, const Bytes& body) { return be(static_cast<std::size_t>(type), 1) + counted(body, 3); }

/// Version, random and session id, as hellos of both sides begin.
inline Bytes hello_start() {
  return octets("03 03") + Bytes(32, std::byte{0xaa}) + counted(Bytes(32, std::byte{0xbb}), 1);
}

/// A ClientHello message with these extensions.
inline Bytes client_hello(const Bytes& extensions) {
  return handshake(1,
                   hello_start() + counted(octets("1a 1a 13 01 c0 2f"), 2) + octets("01 00") + counted(extensions, 2));
}

inline Bytes extension(std::size_t type, const Bytes& body) { return be(type, 2) + counted(body, 2); }

inline Bytes server_name(std::string_view name) {
  return extension(0, counted(octets("00") + counted(text(name), 2), 2));
}

inline Bytes certificate_message(const std::vector<Bytes>& certificates) {
  Bytes list;
  for (const Bytes& certificate : certificates) list = list + counted(certificate, 3);
  return handshake(11, counted(list, 3));
}

}  // namespace lenscap::wire::testing
