// makecap/tls_message.hpp: the readable part of a TLS connection (RFC 5246, RFC 8446, RFC 6066) and an X.509
// certificate (RFC 5280) whose key and signature are invented: readers of names can use it, no verifier would accept
// it.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "makecap/tcp_dialogue.hpp"

namespace makecap {

/// {{"C","CN"},{"O","…"},{"CN","…"}} in the order in which the certificate holds them.
using Name = std::vector<std::pair<std::string, std::string>>;

struct Tls {
  std::string sni;       ///< empty: none
  bool version_13;       ///< the server's choice; with 1.3 the certificate is not readable
  Name subject, issuer;  ///< of the server's certificate (1.2 only); an empty issuer is the subject
};

/// The two sides' records up to some application data.
std::vector<Turn> tls_turns(const Tls& tls, Dice dice);

/// A ClientHello in one record; `whole` octets all in all when that is more than it needs (RFC 7685 padding).
Bytes client_hello(const std::string& sni, Dice& dice, std::size_t whole = 0);
/// A ServerHello in one record.
Bytes server_hello(bool version_13, Dice& dice);
Bytes certificate(const Name& subject, const Name& issuer, Dice& dice);

}  // namespace makecap
