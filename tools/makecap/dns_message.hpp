// makecap/dns_message.hpp: DNS and mDNS messages (RFC 1035, RFC 6762, RFC 6763), with name compression as servers send
// it.
#pragma once
#include <string>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

/// One record as a person writes it: {"A", name, "10.0.0.1"}, {"CNAME", name, target}, {"PTR", name, target},
/// {"SRV", name, "0 0 80", target}, {"TXT", name, "key=value", …}, {"AAAA", name, address}. A dot ends a label.
using Record = std::vector<std::string>;

struct Dns {
  std::uint16_t id = 0;
  bool multicast = false;  ///< mDNS: authoritative, cache-flush bit on unique records, TTL 120
  bool answer = false;
  std::uint8_t rcode = 0;
  std::string question_name;  ///< empty: no question
  std::string question_type = "A";
  std::vector<Record> records;
};

Bytes dns_message(const Dns& dns);

}  // namespace makecap
