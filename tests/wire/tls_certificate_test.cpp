#include "wire/tls_certificate.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"
#include "wire/tls.hpp"

namespace lenscap::wire::tls_certificate_test {
namespace {

using namespace testing;
using Attributes = std::vector<std::pair<const char*, std::string>>;

constexpr long day = 86400;

X509_NAME* name_of(const Attributes& attributes) {
  X509_NAME* name = X509_NAME_new();
  for (const auto& [key, value] : attributes)
    X509_NAME_add_entry_by_txt(name, key, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                               static_cast<int>(value.size()), -1, 0);
  return name;
}

/// A certificate of a fresh key, valid from 2020-01-01 for `days`.
Bytes certificate(const Attributes& subject, const Attributes& issuer, const char* alternative_names = nullptr) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> x(X509_new(), X509_free);
  const std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> to(name_of(subject), X509_NAME_free),
      by(name_of(issuer), X509_NAME_free);
  constexpr std::int64_t start_of_2020 = 1577836800;
  X509_set_version(x.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(x.get()), 0x0123456789abcdef);
  ASN1_TIME_set(X509_getm_notBefore(x.get()), start_of_2020);
  ASN1_TIME_set(X509_getm_notAfter(x.get()), start_of_2020 + 366 * day);
  X509_set_subject_name(x.get(), to.get());
  X509_set_issuer_name(x.get(), by.get());
  X509_set_pubkey(x.get(), key.get());
  if (alternative_names != nullptr) {
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative_names), X509_EXTENSION_free);
    X509_add_ext(x.get(), names.get(), -1);
  }
  X509_sign(x.get(), key.get(), EVP_sha256());
  unsigned char* der = nullptr;
  const int size = i2d_X509(x.get(), &der);
  const auto* first = reinterpret_cast<const std::byte*>(der);
  Bytes out(first, first + size);
  OPENSSL_free(der);
  return out;
}

const Attributes hikvision = {{"CN", "www.hikvision.com"}, {"OU", "DVRNVR"},   {"O", "HIKVISION"},
                              {"L", "HangZhou"},           {"ST", "ZheJiang"}, {"C", "CN"}};

TEST(TlsCertificate, Names_are_one_line_in_the_order_of_the_certificate) {
  const auto read =
      parse_tls_certificate(certificate(hikvision, {{"C", "CN"}, {"O", "Tiandy Tech"}, {"CN", "dvr_ui"}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->subject, "CN=www.hikvision.com, OU=DVRNVR, O=HIKVISION, L=HangZhou, ST=ZheJiang, C=CN");
  EXPECT_EQ(read->issuer, "C=CN, O=Tiandy Tech, CN=dvr_ui");
  EXPECT_FALSE(read->self_issued);
}

TEST(TlsCertificate, Serial_validity_and_number_of_other_names_are_read) {
  const auto read =
      parse_tls_certificate(certificate(hikvision, hikvision, "DNS:cam.local,IP:10.0.0.5,email:a@b.example"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->serial, "0123456789abcdef");
  EXPECT_EQ(read->not_before, 1577836800);             // 2020-01-01T00:00:00Z
  EXPECT_EQ(read->not_after, 1577836800 + 366 * day);  // 2021-01-01T00:00:00Z
  EXPECT_EQ(read->san_count, 3u);
  EXPECT_TRUE(read->self_issued);
}

TEST(TlsCertificate, Text_in_any_script_stays_and_what_could_mislead_is_escaped) {
  const auto subject = [](const std::string& cn) {
    const auto read = parse_tls_certificate(certificate({{"CN", cn}}, hikvision));
    return read ? read->subject : "(no certificate)";
  };
  EXPECT_EQ(subject("海康威视"), "CN=海康威视");
  EXPECT_EQ(subject("a, O=HIKVISION"), "CN=a\\, O=HIKVISION");
  EXPECT_EQ(subject("a+b\"c\\d<e>;"), "CN=a\\+b\\\"c\\\\d\\<e\\>\\;");
  EXPECT_EQ(subject("a\nb\x1b"), "CN=a\\0Ab\\1B");
}

TEST(TlsCertificate, Name_that_is_not_in_the_encoding_it_claims_is_refused) {
  const auto end_with = [](const char* last) {
    Bytes der = certificate({{"CN", "café"}}, hikvision);
    const Bytes name = text("caf"), ending = octets(last);
    const auto at = std::ranges::search(der, name).end();
    std::ranges::copy(ending, at);
    return parse_tls_certificate(der).has_value();
  };
  EXPECT_TRUE(end_with("c3 a9"));   // é
  EXPECT_FALSE(end_with("e9 e9"));  // Latin-1 in a UTF8String
}

TEST(TlsCertificate, Certificate_without_a_subject_has_an_empty_one) {
  const auto read = parse_tls_certificate(certificate({}, hikvision));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->subject, "");
}

TEST(TlsCertificate, More_bytes_than_a_certificate_or_than_the_bound_are_refused) {
  const Bytes der = certificate(hikvision, hikvision);
  EXPECT_FALSE(parse_tls_certificate(der + octets("00")));
  EXPECT_FALSE(parse_tls_certificate(Bytes(longest_certificate + 1, std::byte{0x30})));
  EXPECT_FALSE(parse_tls_certificate({}));
}

TEST(TlsCertificate, Prefix_is_no_certificate_flipped_bits_are_survived_and_no_error_is_left_behind) {
  const Bytes der = certificate(hikvision, hikvision, "DNS:cam.local");
  every_prefix(der, [&](std::span<const std::byte> bytes) {
    EXPECT_EQ(parse_tls_certificate(bytes).has_value(), bytes.size() == der.size());
  });
  std::size_t read = 0;
  every_flip(der, [&](std::span<const std::byte> bytes) { read += parse_tls_certificate(bytes).has_value(); });
  EXPECT_GT(read, 0u);
  EXPECT_EQ(ERR_peek_error(), 0u);
}

TEST(TlsCertificate, Real_cloud_certificate_is_read_over_three_segments) {
  LENSCAP_NEEDS_CAPTURE("dlink-dcs935l-setup.pcap");
  const auto frames = frames_of("dlink-dcs935l-setup.pcap");
  Bytes stream;
  for (const std::size_t number : {194, 195, 198}) {
    const Bytes& frame = frames.at(number - 1);
    const std::size_t tcp_header = std::to_integer<std::size_t>(frame.at(14 + 20 + 12)) >> 4 << 2;
    stream.insert(stream.end(), frame.begin() + static_cast<long>(14 + 20 + tcp_header), frame.end());
  }
  TlsReader reader{stream, {}};
  TlsHandshake message;
  ASSERT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  EXPECT_EQ(parse_tls_server_hello(message)->version, 0x0301);
  ASSERT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  const auto list = tls_certificate_list(message);
  ASSERT_TRUE(list);
  auto rest = *list;
  const auto own = next_tls_certificate(rest);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->size(), 1372u);
  const auto read = parse_tls_certificate(*own);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->subject, "C=TW, ST=Taiwan, L=Taipei, OU=IT Dept., O=D-Link Corporation, CN=*.auto.mydlink.com");
  EXPECT_EQ(read->issuer, "C=BE, O=GlobalSign nv-sa, CN=GlobalSign Organization Validation CA - SHA256 - G2");
  EXPECT_EQ(read->serial, "1121b4f60ec77b9e90604ce8af17bee61fad");
}

TEST(TlsCertificate, Real_camera_opens_with_a_hello_of_SSL_2) {
  LENSCAP_NEEDS_CAPTURE("dlink-dcs935l-setup.pcap");
  const Bytes frame = frames_of("dlink-dcs935l-setup.pcap").at(192 - 1);
  const Bytes stream(frame.begin() + 14 + 20 + 32, frame.end());
  TlsReader reader{stream, {}};
  TlsHandshake message;
  ASSERT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  EXPECT_TRUE(message.ssl2);
  EXPECT_EQ(parse_tls_client_hello(message)->version, 0x0301);
}

}  // namespace
}  // namespace lenscap::wire::tls_certificate_test
