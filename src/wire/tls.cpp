#include "wire/tls.hpp"

#include <algorithm>
#include <cstring>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

using Bytes = std::span<const std::byte>;

// A record: type, version, length (RFC 5246 6.2.1). A message: type, length (7.4).
constexpr std::size_t record_header = 5, message_header = 4;
constexpr std::size_t longest_record = (1 << 14) + 2048;  // with what encryption may add
enum ContentType : std::uint8_t {
  change_cipher_spec = 20,
  alert = 21,
  handshake = 22,
  application_data = 23,
  heartbeat = 24
};
enum Extension : std::uint16_t { server_name = 0, signature_algorithms = 13, alpn = 16, supported_versions = 43 };

// An SSL 2.0 hello (RFC 5246 E.2): length with its top bit set, type, version, three lengths.
constexpr std::size_t ssl2_lengths_at = 5, ssl2_header = 11;

bool is_handshake_type(std::uint8_t type) noexcept {
  return type <= 6 || type == 8 || (type >= 11 && type <= 16) || (type >= 20 && type <= 25) || type == 254;
}

/// Length of the SSL 2.0 hello at the start of `bytes`, 0 when there is none. `bytes` holds at least its header.
std::size_t ssl2_hello_length(Bytes bytes) noexcept {
  const std::size_t length = be16(bytes, 0) & 0x7fffu;
  const std::size_t ciphers = be16(bytes, ssl2_lengths_at), session = be16(bytes, ssl2_lengths_at + 2),
                    challenge = be16(bytes, ssl2_lengths_at + 4);
  const std::uint16_t version = be16(bytes, 3);
  if (!(u8(bytes, 0) & 0x80) || u8(bytes, 2) != tls_type::client_hello) return 0;
  if (version != 0x0002 && (version < 0x0300 || version > 0x0303)) return 0;
  if (ciphers == 0 || ciphers % 3 != 0 || (session != 0 && session != 16) || challenge < 16 || challenge > 32) return 0;
  return length == ssl2_header - 2 + ciphers + session + challenge ? 2 + length : 0;
}

/// Takes a vector with a length of `width` bytes off `rest`. False when it runs past the end.
bool take(Bytes& rest, std::size_t width, Bytes& out) noexcept {
  if (rest.size() < width) return false;
  const std::size_t length = width == 1 ? u8(rest, 0) : width == 2 ? be16(rest, 0) : be24(rest, 0);
  if (rest.size() - width < length) return false;
  out = rest.subspan(width, length);
  rest = rest.subspan(width + length);
  return true;
}

/// Highest of an offered list. RFC 8446 4.2.1: where there is one, the version before it counts for nothing.
std::uint16_t highest_version(Bytes list, std::uint16_t otherwise) noexcept {
  std::uint16_t highest = 0;
  for (std::size_t i = 0; i + 2 <= list.size(); i += 2)
    if (const std::uint16_t v = be16(list, i); !is_tls_grease(v)) highest = std::max(highest, v);
  return highest != 0 ? highest : otherwise;
}

/// RFC 6066 3: a list of (type, name); type 0 is a host name, the only one there ever was.
std::string_view read_server_name(Bytes body) noexcept {
  Bytes list, name;
  if (!take(body, 2, list) || list.empty() || u8(list, 0) != 0) return {};
  list = list.subspan(1);
  if (!take(list, 2, name)) return {};
  const auto text = as_text(name);
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; }) ? text : std::string_view{};
}

TlsStep read_record_header(TlsReader& reader) noexcept {
  for (;;) {
    const Bytes rest = reader.stream.subspan(reader.at);
    const StreamLength record = tls_record_length(rest);
    const bool ssl2 = !rest.empty() && (u8(rest, 0) & 0x80);  // only the very first message may be one
    if (record.is == StreamLength::Is::other || ssl2) return TlsStep::fault;
    if (rest.size() < record_header) return TlsStep::more;
    const std::uint8_t type = u8(rest, 0);
    if (type == handshake) {
      reader.record_end = reader.at + record.length;
      reader.at += record_header;
      return TlsStep::message;
    }
    // A warning of two bytes may come before a ServerHello; a longer alert is encrypted.
    if (type != alert || record.length != record_header + 2) return TlsStep::end;
    if (record.is == StreamLength::Is::partial) return TlsStep::more;
    reader.at = reader.record_end = reader.at + record.length;
  }
}

/// Copies `out.size()` bytes of handshake stream, over as many records as it takes.
TlsStep gather(TlsReader& reader, std::span<std::byte> out) noexcept {
  while (!out.empty()) {
    if (reader.at == reader.record_end)
      if (const TlsStep step = read_record_header(reader); step != TlsStep::message) return step;
    const std::size_t here = std::min(reader.record_end, reader.stream.size()) - reader.at;
    const std::size_t n = std::min(here, out.size());
    if (n == 0) return TlsStep::more;
    std::memcpy(out.data(), reader.stream.data() + reader.at, n);
    reader.at += n;
    out = out.subspan(n);
  }
  return TlsStep::message;
}

}  // namespace

StreamLength tls_record_length(Bytes bytes) noexcept {
  using Is = StreamLength::Is;
  if (bytes.empty()) return {Is::partial, 0};
  const std::uint8_t type = u8(bytes, 0);
  if (type & 0x80) {
    if (bytes.size() < ssl2_header) return {Is::partial, 0};
    const std::size_t length = ssl2_hello_length(bytes);
    if (length == 0) return {};
    return {bytes.size() >= length ? Is::whole : Is::partial, length};
  }
  if (type < change_cipher_spec || type > heartbeat) return {};
  if (bytes.size() > 1 && u8(bytes, 1) != 3) return {};
  if (bytes.size() > 2 && u8(bytes, 2) > 4) return {};
  if (bytes.size() < record_header) return {Is::partial, 0};
  const std::size_t payload = be16(bytes, 3);
  if (payload > longest_record || (payload == 0 && type != application_data)) return {};
  const std::size_t length = record_header + payload;
  return {bytes.size() >= length ? Is::whole : Is::partial, length};
}

TlsStep next_tls_handshake(TlsReader& reader, TlsHandshake& message) noexcept {
  TlsReader probe = reader;  // committed only with a whole message, so that a later call can start over
  if (probe.at == 0 && !probe.stream.empty() && (u8(probe.stream, 0) & 0x80)) {
    const StreamLength hello = tls_record_length(probe.stream);
    if (hello.is == StreamLength::Is::other) return TlsStep::fault;
    if (hello.is == StreamLength::Is::partial) return TlsStep::more;
    message = {tls_type::client_hello, true, 0, hello.length, probe.stream.first(hello.length).subspan(3)};
    reader.at = reader.record_end = hello.length;
    return TlsStep::message;
  }
  if (probe.at == probe.record_end)
    if (const TlsStep step = read_record_header(probe); step != TlsStep::message) return step;

  const std::size_t start = probe.at;
  std::byte header_bytes[message_header];
  if (const TlsStep step = gather(probe, header_bytes); step != TlsStep::message) return step;
  const Bytes header{header_bytes};
  const std::uint8_t type = u8(header, 0);
  const std::size_t length = be24(header, 1);
  if (!is_handshake_type(type)) return TlsStep::fault;

  Bytes body;
  if (probe.record_end - probe.at >= length) {
    if (probe.stream.size() - probe.at < length) return TlsStep::more;
    body = probe.stream.subspan(probe.at, length);
    probe.at += length;
  } else {
    if (length > probe.scratch.size()) return TlsStep::too_long;
    const auto whole = probe.scratch.first(length);
    if (const TlsStep step = gather(probe, whole); step != TlsStep::message) return step;
    body = whole;
  }
  message = {type, false, start, probe.at, body};
  reader = probe;
  return TlsStep::message;
}

std::optional<TlsClientHello> parse_tls_client_hello(const TlsHandshake& message) noexcept {
  Bytes rest = message.body;
  TlsClientHello hello;
  if (message.type != tls_type::client_hello || rest.size() < 2) return {};
  hello.version = be16(rest, 0);
  if (message.ssl2) return hello;
  constexpr std::size_t random_end = 34;
  Bytes session, compressions, extensions;
  if (hello.version >> 8 != 3 || rest.size() < random_end) return {};
  rest = rest.subspan(random_end);
  if (!take(rest, 1, session) || session.size() > 32) return {};
  if (!take(rest, 2, hello.ciphers) || hello.ciphers.size() < 2 || hello.ciphers.size() % 2 != 0) return {};
  if (!take(rest, 1, compressions) || compressions.empty()) return {};
  if (rest.empty()) return hello;
  if (!take(rest, 2, extensions) || !rest.empty()) return {};
  hello.extensions = extensions;
  while (auto extension = next_tls_extension(extensions)) {
    Bytes list;
    if (extension->type == server_name) {
      hello.server_name = read_server_name(extension->body);
    } else if (extension->type == alpn) {
      if (take(extension->body, 2, list)) hello.alpn = list;
    } else if (extension->type == signature_algorithms) {
      if (take(extension->body, 2, list)) hello.signature_algorithms = list.first(list.size() / 2 * 2);
    } else if (extension->type == supported_versions && take(extension->body, 1, list)) {
      hello.version = highest_version(list, hello.version);
    }
  }
  if (!extensions.empty()) return {};
  return hello;
}

std::optional<TlsServerHello> parse_tls_server_hello(const TlsHandshake& message) noexcept {
  Bytes rest = message.body;
  constexpr std::size_t random_end = 34;
  if (message.type != tls_type::server_hello || rest.size() < random_end) return {};
  TlsServerHello hello;
  hello.version = be16(rest, 0);
  Bytes session, extensions;
  rest = rest.subspan(random_end);
  if (hello.version >> 8 != 3 || !take(rest, 1, session) || session.size() > 32 || rest.size() < 3) return {};
  hello.cipher_suite = be16(rest, 0);
  rest = rest.subspan(3);  // with the compression method
  if (rest.empty()) return hello;
  if (!take(rest, 2, extensions) || !rest.empty()) return {};
  while (auto extension = next_tls_extension(extensions)) {
    if (extension->type == supported_versions && extension->body.size() == 2) hello.version = be16(extension->body, 0);
    if (Bytes list; extension->type == alpn && take(extension->body, 2, list)) hello.alpn = list;
  }
  if (!extensions.empty()) return {};
  return hello;
}

std::optional<TlsExtension> next_tls_extension(Bytes& rest) noexcept {
  if (rest.size() < 4) return {};
  TlsExtension extension{be16(rest, 0), {}};
  Bytes behind = rest.subspan(2);
  if (!take(behind, 2, extension.body)) return {};
  rest = behind;
  return extension;
}

std::optional<std::string_view> next_alpn(Bytes& rest) noexcept {
  Bytes name;
  if (!take(rest, 1, name) || name.empty()) return {};
  return as_text(name);
}

std::optional<Bytes> tls_certificate_list(const TlsHandshake& message) noexcept {
  Bytes rest = message.body, list;
  if (message.type != tls_type::certificate || !take(rest, 3, list) || !rest.empty()) return {};
  return list;
}

std::optional<Bytes> next_tls_certificate(Bytes& rest) noexcept {
  Bytes certificate;
  if (!take(rest, 3, certificate) || certificate.empty()) return {};
  return certificate;
}

}  // namespace lenscap::wire
