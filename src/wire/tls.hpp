// wire/tls.hpp: TLS as far as it can be read without keys: who is asked for, and with which certificate the answer
// comes.
//
// A stream of records (type, version, length, at most 2^14 bytes and some) carries a stream of handshake messages
// (type, 3-byte length, body) that pays no heed to where records end. A reader walks the messages; a message inside one
// record is given where it lies, one that spans records is put together in the caller's scratch. After ChangeCipherSpec
// or the first application data all is encrypted and the walk ends; with TLS 1.3 that is before the certificate. Old
// cameras open with an SSL 2.0 ClientHello that offers TLS: it is read too, it has no server name.
//
// Source: RFC 5246 6.2 (records), 7.4 (handshake), appendix E.2 (SSL 2.0 hello); RFC 8446 4.2.1 (versions), 5.1;
// RFC 6066 3 (server name); RFC 7301 3.1 (ALPN); RFC 8701 (GREASE). QUIC carries the same messages without records
// (RFC 9001 4): its reader makes a TlsHandshake of them itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

/// Length of the record (or SSL 2.0 hello) that `bytes` begins with.
StreamLength tls_record_length(std::span<const std::byte> bytes) noexcept;

namespace tls_type {
inline constexpr std::uint8_t client_hello = 1, server_hello = 2, certificate = 11;
}

/// One handshake message. `body` aliases the stream or the scratch and is good until the next step.
struct TlsHandshake {
  std::uint8_t type = 0;            ///< tls_type, or another number of IANA's registry
  bool ssl2 = false;                ///< the body is an SSL 2.0 ClientHello
  std::size_t at = 0;               ///< offset of the message in the stream
  std::size_t end = 0;              ///< offset behind it; more than body.size() later where record headers lie between
  std::span<const std::byte> body;  ///< without the 4 bytes of type and length
};

/// Where a walk over one direction of a connection stands. `stream` are its first bytes, reassembled; as more arrive it
/// may be replaced by a longer span that begins with the same bytes.
struct TlsReader {
  std::span<const std::byte> stream;
  std::span<std::byte>
      scratch;         ///< for messages that span records; 64 KiB holds every certificate chain seen in practice
  std::size_t at = 0;  ///< next byte of a record header or payload
  std::size_t record_end = 0;  ///< of the record that `at` lies in; equal to `at` between records
};

enum class TlsStep : std::uint8_t {
  message,   ///< one more message
  more,      ///< the next message is not all there: call again with a longer stream
  end,       ///< what follows is encrypted
  too_long,  ///< the next message does not fit the scratch
  fault      ///< not TLS, or not from its beginning
};

TlsStep next_tls_handshake(TlsReader& reader, TlsHandshake& message) noexcept;

/// All views alias the message.
struct TlsClientHello {
  std::uint16_t version = 0;        ///< highest that is offered: 0x0301 = TLS 1.0 … 0x0304 = TLS 1.3; GREASE left out
  std::string_view server_name;     ///< as sent; empty when none, or when it is no printable ASCII
  std::span<const std::byte> alpn;  ///< protocol names, to be taken off by next_alpn
  std::span<const std::byte> ciphers;               ///< cipher suites of 2 bytes, as sent; empty with SSL 2.0
  std::span<const std::byte> extensions;            ///< to be taken off by next_tls_extension
  std::span<const std::byte> signature_algorithms;  ///< of 2 bytes, as sent; an odd byte at the end is left out
};
std::optional<TlsClientHello> parse_tls_client_hello(const TlsHandshake& message) noexcept;

struct TlsServerHello {
  std::uint16_t version = 0;  ///< that the server chose
  std::uint16_t cipher_suite = 0;
  std::span<const std::byte> alpn;  ///< at most one name
};
std::optional<TlsServerHello> parse_tls_server_hello(const TlsHandshake& message) noexcept;

struct TlsExtension {
  std::uint16_t type = 0;
  std::span<const std::byte> body;
};
/// Takes the next extension off. Empty at the end, or where a length runs past it.
std::optional<TlsExtension> next_tls_extension(std::span<const std::byte>& rest) noexcept;

/// A value that means nothing and is sent so that servers learn to ignore what they do not know (RFC 8701 2).
constexpr bool is_tls_grease(std::uint16_t value) noexcept {
  return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

/// Takes the next protocol name ("h2", "http/1.1") off an ALPN list.
std::optional<std::string_view> next_alpn(std::span<const std::byte>& rest) noexcept;

/// The list inside a Certificate message of TLS 1.2 or older: the device's own certificate first. Empty when it is
/// malformed.
std::optional<std::span<const std::byte>> tls_certificate_list(const TlsHandshake& message) noexcept;

/// Takes the next certificate (DER) off the list. Empty at the end, or where a length runs past it.
std::optional<std::span<const std::byte>> next_tls_certificate(std::span<const std::byte>& rest) noexcept;

}  // namespace lenscap::wire
