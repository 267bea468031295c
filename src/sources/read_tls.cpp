// TLS: whom a client asks for, and with which certificate a server answers. The rest is encrypted and only counted.
#include "sources/dialogue.hpp"
#include "wire/tls.hpp"
#include "wire/tls_certificate.hpp"

namespace lenscap::sources {

using model::kind;

namespace {
constexpr std::size_t scratch_size = 64 * 1024;
}

Progress read_tls_turn(Turn& turn) {
  wire::TlsReader reader;
  reader.stream = octets(turn.message.bytes);
  std::vector<std::byte> scratch;
  const Teller t(turn.ledger, turn.sender, turn.message);
  wire::TlsHandshake message;
  for (;;) {
    auto step = wire::next_tls_handshake(reader, message);
    if (step == wire::TlsStep::too_long && scratch.empty()) {  // only a message that spans records needs the scratch
      scratch.resize(scratch_size);
      reader = {};
      reader.stream = octets(turn.message.bytes);
      reader.scratch = scratch;
      continue;
    }
    if (step == wire::TlsStep::more) return {turn.ended ? Progress::Is::media : Progress::Is::more};
    if (step != wire::TlsStep::message) return {Progress::Is::media};
    const std::string_view raw = turn.message.bytes.substr(message.at, message.end - message.at);
    if (const auto hello = wire::parse_tls_client_hello(message)) {
      t.tell(kind("tls.sni"), hello->server_name, "server_name");
      return {Progress::Is::media};
    }
    if (const auto hello = wire::parse_tls_server_hello(message); hello && hello->version >= 0x0304)
      return {Progress::Is::media};
    if (message.type != wire::tls_type::certificate) continue;
    if (auto list = wire::tls_certificate_list(message)) {
      if (const auto der = wire::next_tls_certificate(*list)) {
        if (const auto certificate = wire::parse_tls_certificate(*der)) {
          t.tell_decoded(kind("tls.subject"), certificate->subject, raw, "x509", "certificate subject");
          t.tell_decoded(kind("tls.issuer"), certificate->issuer, raw, "x509", "certificate issuer");
        } else {
          ++turn.ledger.skips()[Skip::malformed_message];
        }
      }
    }
    return {Progress::Is::media};
  }
}

}  // namespace lenscap::sources
