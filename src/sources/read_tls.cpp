// TLS: whom a client asks for, how it introduces itself, and with which certificate a server answers. The rest is
// encrypted and only counted.
//
// That names are resolved inside TLS (dns.encrypted) is said by bytes, never by a port. The ALPN names "dot" and "doq"
// (IANA; RFC 7858, 9250) say it by themselves. HTTP, by its ALPN name, says it where the other side is a resolver known
// to data/: by the server name asked for, or by the certificate that it answered with. TLS without ALPN toward a
// resolver may be one or the other and is not told; its server name is there to be seen.
#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/tls.hpp"
#include "wire/tls_certificate.hpp"

namespace lenscap::sources {

using model::kind;

namespace {
constexpr std::size_t scratch_size = 64 * 1024;

bool is_web(std::string_view protocol) { return protocol == "h2" || protocol == "h3" || protocol == "http/1.1"; }

std::string resolver_place(std::string_view resolver) {
  return resolver.empty() ? "ALPN" : "resolver " + std::string(resolver);
}

/// `resolver`: suffix of the resolver's name, as data/ has it; empty when it is not known. `name`: the bytes that say
/// that it is that one. The ALPN name points at itself where it stands in the message.
void tell_encrypted_dns(const Teller& t, std::span<const std::byte> alpn, std::string_view resolver,
                        std::string_view name) {
  bool web = false;
  while (const auto protocol = wire::next_alpn(alpn)) {
    web = web || is_web(*protocol);
    if (*protocol != "dot" && *protocol != "doq") continue;
    const std::string_view bytes = t.message().bytes;
    const bool stands = protocol->data() >= bytes.data() && protocol->data() < bytes.data() + bytes.size();
    if (stands) t.tell(kind("dns.encrypted"), *protocol, resolver_place(resolver));
    else t.tell_decoded(kind("dns.encrypted"), *protocol, name, "alpn", resolver_place(resolver));
  }
  if (web && !resolver.empty())
    t.tell_decoded(kind("dns.encrypted"), "doh", name, "alpn and the name of a resolver", resolver_place(resolver));
}

/// The common name in a subject of one line (wire/tls_certificate.hpp).
std::string_view common_name(std::string_view subject) {
  constexpr std::string_view mark = "CN=";
  const std::size_t at = subject.find(mark);
  if (at == std::string_view::npos || (at != 0 && subject[at - 1] != ' ')) return {};
  const std::string_view name = subject.substr(at + mark.size());
  return name.substr(0, name.find(','));
}

}  // namespace

void tell_client_hello(const Teller& t, const wire::TlsClientHello& hello, std::string_view raw, wire::Ja4Over over,
                       Ja4Cache& fingerprints) {
  const bool quic = over == wire::Ja4Over::quic;
  t.tell(quic ? kind("quic.sni") : kind("tls.sni"), hello.server_name, "server_name");
  t.tell_decoded(quic ? kind("quic.ja4") : kind("tls.ja4"), fingerprints.of(hello, over), raw, "ja4", "ClientHello");
  if (!hello.alpn.empty()) tell_encrypted_dns(t, hello.alpn, t.ledger().resolver(hello.server_name), hello.server_name);
}

Progress read_tls_turn(Turn& turn) {
  wire::TlsReader reader;
  reader.stream = octets(turn.message.bytes);
  std::vector<std::byte> scratch;
  const Teller t(turn.ledger, turn.sender, turn.message);
  wire::TlsHandshake message;
  std::string chosen;  // by the server: a list of one ALPN name, kept because the scratch may be used again
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
      tell_client_hello(t, *hello, raw, wire::Ja4Over::tcp, *turn.fingerprints);
      use_name(turn.names, turn.message, model::NameFrom::sni, turn.sender, turn.receiver, turn.other_end,
               hello->server_name, hello->server_name);
      return {Progress::Is::media};
    }
    if (const auto hello = wire::parse_tls_server_hello(message)) {
      if (hello->version >= 0x0304) return {Progress::Is::media};
      chosen = wire::as_text(hello->alpn);
    }
    if (message.type != wire::tls_type::certificate) continue;
    if (auto list = wire::tls_certificate_list(message)) {
      if (const auto der = wire::next_tls_certificate(*list)) {
        if (const auto certificate = wire::parse_tls_certificate(*der)) {
          t.tell_decoded(kind("tls.subject"), certificate->subject, raw, "x509", "certificate subject");
          t.tell_decoded(kind("tls.issuer"), certificate->issuer, raw, "x509", "certificate issuer");
          if (const auto name = common_name(certificate->subject); name.find('.') != std::string_view::npos)
            use_name(turn.names, turn.message, model::NameFrom::certificate, turn.receiver, turn.sender, {}, name, raw);
          if (!chosen.empty())
            tell_encrypted_dns(t.about(turn.receiver), octets(chosen),
                               turn.ledger.resolver(common_name(certificate->subject)), raw);
        } else {
          ++turn.ledger.skips()[Skip::malformed_message];
        }
      }
    }
    return {Progress::Is::media};
  }
}

}  // namespace lenscap::sources
