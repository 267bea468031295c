// wire/secrets.hpp: where credentials stand in text that devices and tools send, and a copy without them.
// Source: the styles seen in device replies and in public lists of camera addresses: RFC 3986 3.2.1 (user:password@),
// RFC 7616 3.4 (Digest), WS-Security UsernameToken Profile 1.1.1, Xiongmai's "user=admin_password=_channel=1",
// loginuse/loginpas, usr/pwd, USER/PWD
//
// Used on everything that is kept and is not a field read under its own name: addresses, paths, excerpts around a
// value. It works on the bytes as sent, so "&amp;" and "%26" end a value as "&" does. In doubt it masks more.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::wire {

struct SecretRange {
  std::size_t at, length;  ///< bytes
};

/// Credentials, nonces and digests in `text`, in order, not overlapping. Empty values are not listed.
std::vector<SecretRange> find_secrets(std::string_view text);

struct Masked {
  std::string text;
  bool masked = false;  ///< something was replaced
};

/// `text` with every secret replaced by "***".
Masked mask_credentials(std::string_view text);

/// `text` with every byte of every secret replaced by '*': offsets into it stay true. For excerpts.
std::string blank_credentials(std::string_view text);

/// A name under which a password, key, nonce, digest, verification code or user name is kept, in any case.
bool names_a_secret(std::string_view name) noexcept;

}  // namespace lenscap::wire
