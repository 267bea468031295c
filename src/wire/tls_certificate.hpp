// wire/tls_certificate.hpp: what a certificate says of its owner. OpenSSL reads the DER; nothing is verified: a
// camera's certificate is signed by itself or by its maker, and it is the names that tell the maker.
//
// Names are one line, `CN=www.hikvision.com, OU=DVRNVR, O=HIKVISION`, in the order of the certificate (which often
// begins with the country), short attribute names, UTF-8, special characters and control bytes escaped with a
// backslash.
//
// Source: RFC 5280 4.1 (fields), RFC 4514 2.4 (escapes; its reversed order is not used).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lenscap::wire {

/// Longest DER that is read.
inline constexpr std::size_t longest_certificate = 64 << 10;

struct TlsCertificate {
  std::string subject;  ///< one line; empty when the certificate names nobody
  std::string issuer;
  std::string serial;           ///< lower-case hex, "-" before a negative one
  std::size_t san_count = 0;    ///< alternative names of the subject, of any kind
  std::int64_t not_before = 0;  ///< seconds since 1970-01-01 UTC; may be negative
  std::int64_t not_after = 0;
  bool self_issued = false;  ///< subject and issuer are the same name
};

/// Reads one certificate. Empty when `der` is none, is longer than 64 KiB, has bytes behind it, or holds a name that is
/// not in the encoding it claims (OpenSSL refuses those).
std::optional<TlsCertificate> parse_tls_certificate(std::span<const std::byte> der);

}  // namespace lenscap::wire
