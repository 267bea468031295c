#include "wire/tls_certificate.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

namespace lenscap::wire {
namespace {

template <class T, void (*free_it)(T*)>
struct Deleter {
  void operator()(T* p) const { free_it(p); }
};
void free_bio(BIO* bio) { BIO_free(bio); }
void free_bignum(BIGNUM* n) { BN_free(n); }
void free_hex(char* text) { OPENSSL_free(text); }
using Certificate = std::unique_ptr<X509, Deleter<X509, X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO, free_bio>>;
using Number = std::unique_ptr<BIGNUM, Deleter<BIGNUM, free_bignum>>;
using Hex = std::unique_ptr<char, Deleter<char, free_hex>>;
using Names = std::unique_ptr<GENERAL_NAMES, Deleter<GENERAL_NAMES, GENERAL_NAMES_free>>;

/// Keeps this file's errors out of the thread's error queue.
struct ErrorMark {
  ErrorMark() { ERR_set_mark(); }
  ~ErrorMark() { ERR_pop_to_mark(); }
  ErrorMark(const ErrorMark&) = delete;
  ErrorMark& operator=(const ErrorMark&) = delete;
};

std::string one_line(const X509_NAME* name) {
  constexpr unsigned long form = XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN | ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL |
                                 ASN1_STRFLGS_UTF8_CONVERT | ASN1_STRFLGS_DUMP_UNKNOWN | ASN1_STRFLGS_DUMP_DER;
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || X509_NAME_print_ex(bio.get(), name, 0, form) < 0) return {};
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &text);
  return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

std::string hex(const ASN1_INTEGER* serial) {
  const Number number(ASN1_INTEGER_to_BN(serial, nullptr));
  const Hex digits(number ? BN_bn2hex(number.get()) : nullptr);
  if (!digits) return {};
  std::string text(digits.get());
  for (char& c : text)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

std::int64_t seconds(const ASN1_TIME* time) {
  std::tm tm{};
  return time != nullptr && ASN1_TIME_to_tm(time, &tm) == 1 ? timegm(&tm) : 0;
}

}  // namespace

std::optional<TlsCertificate> parse_tls_certificate(std::span<const std::byte> der) {
  if (der.empty() || der.size() > longest_certificate) return {};
  const ErrorMark mark;
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* end = at + der.size();
  const Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!certificate || at != end) return {};

  const X509_NAME* subject = X509_get_subject_name(certificate.get());
  const X509_NAME* issuer = X509_get_issuer_name(certificate.get());
  TlsCertificate out;
  out.subject = one_line(subject);
  out.issuer = one_line(issuer);
  out.serial = hex(X509_get0_serialNumber(certificate.get()));
  out.not_before = seconds(X509_get0_notBefore(certificate.get()));
  out.not_after = seconds(X509_get0_notAfter(certificate.get()));
  out.self_issued = X509_NAME_cmp(subject, issuer) == 0;
  const Names names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
  if (names) out.san_count = static_cast<std::size_t>(sk_GENERAL_NAME_num(names.get()));
  return out;
}

}  // namespace lenscap::wire
