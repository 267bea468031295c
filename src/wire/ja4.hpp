// wire/ja4.hpp: JA4, a short name for the way a TLS client introduces itself. Programs built on the same library with
// the same settings have the same, whatever host they ask for: t13d1516h2_8daaf6152771_e5627efa2ab1.
//
// Three parts. The first is readable: 't' over TCP or 'q' over QUIC; the highest TLS version offered; 'd' when a server
// name is given, else 'i'; how many ciphers and how many extensions, two digits each; first and last letter of the
// first ALPN name. The second is a hash of the ciphers, sorted. The third is a hash of the extensions, sorted, without
// server name and ALPN, and of the signature algorithms as sent. Values that only keep servers tolerant (GREASE) count
// nowhere. A hash is the first 12 digits of a SHA-256; a part without values is 000000000000. Whoever offers more than
// 512 of anything (a hello of the widest scanner has some 350 ciphers) has no JA4 here: sorting must stay cheap.
//
// Source: FoxIO-LLC/ja4@d8f731ce0f19:technical_details/JA4.md (the TLS client part, BSD-3-Clause).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "wire/tls.hpp"

namespace lenscap::wire {

inline constexpr std::size_t most_ja4_values = 512;

struct Ja4 {
  std::array<char, 36> text{};
  std::string_view view() const noexcept { return {text.data(), text.size()}; }
};

enum class Ja4Over : char { tcp = 't', quic = 'q' };

/// Empty for an SSL 2.0 hello, which has none of the lists, and beyond the bound.
std::optional<Ja4> ja4(const TlsClientHello& hello, Ja4Over over) noexcept;

}  // namespace lenscap::wire
