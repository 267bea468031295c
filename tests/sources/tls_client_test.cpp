// How TLS clients introduce themselves, and who has names resolved inside TLS.
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/x509.h>

#include "sources/reading.hpp"
#include "wire/quic_initial.hpp"

namespace lenscap::sources::testing::tls_client_test {
namespace {

using lenscap::testing::client_hello;
using lenscap::testing::initial_with;

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 50123);
const End server = end("dc:a6:32:ce:31:63", "203.0.113.9", 443);

Bytes record(const Bytes& message) { return big(0x160301, 3) + big(message.size(), 2) + message; }

std::vector<Bytes> tls_to(std::uint16_t port, const Bytes& hello) {
  Conversation talk(camera, at_port(server, port));
  talk.open().asks(record(hello));
  return talk.frames;
}

const Bytes name = "cloud.example";
// Three ciphers, four extensions with server name and ALPN; the hashes are what sha256sum gives of "1301,1302,1303" and
// of "000d,002b_0403,0804".
const Bytes over_tcp = "t13d0304h3_55b375c5d22e_ef5f37ab036a", over_quic = "q" + over_tcp.substr(1);

TEST(TlsClient, Is_named_by_its_ja4_over_tcp_and_over_quic) {
  auto frames = tls_to(443, client_hello(name));
  frames.push_back(datagram(camera, server, initial_with(client_hello(name))));
  const auto evidence = read(frames);
  EXPECT_EQ(whose(evidence, "tls.ja4", over_tcp), "10.0.0.5") << values(evidence, "tls.ja4").at(0);
  EXPECT_EQ(whose(evidence, "quic.ja4", over_quic), "10.0.0.5");
  EXPECT_EQ(bytes_at(frames, find(evidence, "tls.ja4")->locator), client_hello(name));
  EXPECT_EQ(find(evidence, "tls.ja4")->locator.decoder, "ja4");
  EXPECT_EQ(find(evidence, "quic.ja4")->locator.decoder, "quic initial, ja4");
  expect_true_locators(evidence, frames);
}

TEST(TlsClient, A_hello_seen_before_has_the_name_that_it_had) {
  // A host each, so that none is left out because it is known.
  Bench bench;
  for (int i = 0; i < 400; ++i) {
    const Bytes address = "10.0.1." + std::to_string(i % 200 + 1);
    Conversation talk(end("3c:ef:8c:00:12:35", address.c_str(), static_cast<std::uint16_t>(50000 + i)), server);
    talk.open().asks(record(client_hello(name, i % 2 == 0 ? "h3" : "h2")));
    bench.feed(talk.frames);
  }
  const auto evidence = bench.finish();
  for (const std::string& value : values(evidence, "tls.ja4"))
    EXPECT_TRUE(value == over_tcp || value == "t13d0304h2" + over_tcp.substr(10)) << value;
  EXPECT_EQ(values(evidence, "tls.ja4").size(), 200u);
}

/// The hello of client_hello with this many ciphers more.
Bytes with_ciphers(std::size_t more) {
  Bytes hello = client_hello(name);
  constexpr std::size_t count_at = 4 + 2 + 32 + 1;
  Bytes added;
  for (std::size_t i = 0; i < more; ++i) added += big(0xc000 + i, 2);
  hello.replace(count_at, 2, big(6 + added.size(), 2));
  hello.insert(count_at + 2, added);
  return hello.replace(1, 3, big(hello.size() - 4, 3));
}

TEST(TlsClient, A_scanner_that_offers_all_there_is_has_a_name_too_until_it_is_beyond_all_reason) {
  const auto name_of = [](std::size_t more) { return values(read(tls_to(443, with_ciphers(more))), "tls.ja4"); };
  ASSERT_EQ(name_of(300).size(), 1u);
  EXPECT_EQ(name_of(300)[0].substr(0, 10), "t13d9904h3");
  EXPECT_NE(name_of(300), name_of(301));
  EXPECT_EQ(name_of(300)[0].substr(23), over_tcp.substr(23)) << "the extensions are the same";
  EXPECT_TRUE(name_of(600).empty());
}

std::vector<std::string> encrypted_dns(const std::vector<Bytes>& frames) {
  const auto evidence = read(frames);
  for (const auto& o : evidence.observations)
    EXPECT_TRUE(model::info(o.kind).name != "dns.encrypted" || to_string(evidence.hosts[o.host].ip) == "10.0.0.5");
  return values(evidence, "dns.encrypted");
}
using Found = std::vector<std::string>;

TEST(EncryptedDns, Is_told_by_its_own_alpn_name) {
  const auto frames = tls_to(853, client_hello("resolver.example", "dot"));
  EXPECT_EQ(encrypted_dns(frames), Found{"dot"});
  const auto evidence = read(frames);
  EXPECT_EQ(bytes_at(frames, find(evidence, "dns.encrypted")->locator), "dot");
  EXPECT_EQ(find(evidence, "dns.encrypted")->locator.place, "tcp 853 ALPN");
  EXPECT_EQ(encrypted_dns({datagram(camera, at_port(server, 853), initial_with(client_hello("any.example", "doq")))}),
            Found{"doq"});
}

TEST(EncryptedDns, Http_toward_a_public_resolver_is_told_with_the_resolver) {
  const auto frames = tls_to(443, client_hello("dns.google", "h2"));
  EXPECT_EQ(encrypted_dns(frames), Found{"doh"});
  const auto evidence = read(frames);
  EXPECT_EQ(find(evidence, "dns.encrypted")->locator.place, "tcp 443 resolver dns.google");
  EXPECT_EQ(bytes_at(frames, find(evidence, "dns.encrypted")->locator), "dns.google");
  EXPECT_EQ(encrypted_dns({datagram(camera, server, initial_with(client_hello("family.adguard-dns.com")))}),
            Found{"doh"});
}

TEST(EncryptedDns, A_port_or_a_name_alone_proves_nothing) {
  EXPECT_TRUE(encrypted_dns(tls_to(853, client_hello("dns.google", "x"))).empty()) << "port and name, but which?";
  EXPECT_TRUE(encrypted_dns(tls_to(853, client_hello("cloud.example", "h2"))).empty());
  EXPECT_TRUE(encrypted_dns(tls_to(443, client_hello("dns.google.example", "h2"))).empty());
}

/// A TLS 1.2 server that chose `alpn`, and its certificate (OpenSSL: self-signed, EC, this common name).
Bytes server_flight(const Bytes& alpn, const Bytes& der) {
  const auto counted = [](const Bytes& s, int width) { return big(s.size(), width) + s; };
  const Bytes extensions = big(16, 2) + counted(counted(counted(alpn, 1), 2), 2);
  const Bytes hello = big(0x0303, 2) + Bytes(32, 's') + big(0, 1) + big(0xc02f, 2) + big(0, 1) + counted(extensions, 2);
  return record(big(2, 1) + counted(hello, 3)) + record(big(11, 1) + counted(counted(counted(der, 3), 3), 3));
}

Bytes certificate_of(const char* common_name) {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(common_name), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), subject);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate.get(), &der);
  Bytes out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

TEST(EncryptedDns, A_client_that_names_nobody_is_told_by_the_answer) {
  const auto after = [](const Bytes& alpn, const char* common_name) {
    Conversation talk(camera, at_port(server, 853));
    talk.open().answers(server_flight(alpn, certificate_of(common_name)));  // the hello went unseen
    return encrypted_dns(talk.frames);
  };
  EXPECT_EQ(after("dot", "resolver.example"), Found{"dot"});
  EXPECT_EQ(after("h2", "cloudflare-dns.com"), Found{"doh"});
  EXPECT_TRUE(after("h2", "cloud.example").empty());
}

}  // namespace
}  // namespace lenscap::sources::testing::tls_client_test
