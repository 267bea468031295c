// fuzz/tls_fuzz.cpp: a TLS stream, all at once and growing byte by byte: both ways must give the same messages.
#include <cstdlib>
#include <vector>

#include "wire/tls.hpp"

using namespace lenscap::wire;

namespace {

using Bytes = std::span<const std::byte>;

void read_all(const TlsHandshake& message) {
  if (const auto hello = parse_tls_client_hello(message))
    for (Bytes rest = hello->alpn; next_alpn(rest);) {
    }
  if (const auto hello = parse_tls_server_hello(message))
    for (Bytes rest = hello->alpn; next_alpn(rest);) {
    }
  if (const auto list = tls_certificate_list(message))
    for (Bytes rest = *list; const auto certificate = next_tls_certificate(rest);)
      if (certificate->size() > message.body.size()) std::abort();
}

/// Reads as far as the stream goes; returns how many messages, and how the walk ended.
std::pair<std::size_t, TlsStep> walk(TlsReader& reader) {
  TlsHandshake message;
  std::size_t count = 0;
  for (;; ++count) {
    const TlsStep step = next_tls_handshake(reader, message);
    if (step != TlsStep::message) return {count, step};
    if (message.at > message.end || message.end > reader.stream.size() || reader.at != message.end) std::abort();
    read_all(message);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes stream = std::as_bytes(std::span(data, size));
  std::vector<std::byte> scratch(4096);
  TlsReader at_once{stream, scratch};
  const auto [count, last] = walk(at_once);
  if (size > 2048) return 0;

  TlsReader growing{{}, scratch};
  std::size_t grown = 0;
  TlsStep step = TlsStep::more;
  for (std::size_t n = 0; n <= size && step == TlsStep::more; ++n) {
    growing.stream = stream.first(n);
    const auto [more, how] = walk(growing);
    grown += more, step = how;
  }
  if (grown != count || step != last) std::abort();
  return 0;
}
