// fuzz/dns_fuzz.cpp: DNS messages, whole and cut, with every name and string in them; and the length before them over
// TCP.
#include <cstdlib>

#include "wire/dns.hpp"

using namespace lenscap::wire;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void read_all(const Dns& message) {
  DnsCursor cursor;
  DnsEntry entry;
  DnsName name;
  while (next_dns_entry(message, cursor, entry)) {
    require(entry.rdata_at + entry.rdata.size() <= message.bytes.size());
    for (const std::size_t at : {entry.name_at, entry.rdata_at}) {
      if (read_dns_name(message, at, name) != 0) require(name.view().find('\0') == name.view().npos);
      const bool sent = read_dns_name_as_sent(message, at, name) != 0;
      if (const auto label = first_dns_label(message, at); sent && label)
        require(label->rest_at <= message.bytes.size());
    }
    if (const auto srv = read_dns_srv(entry)) (void)read_dns_name(message, srv->target_at, name);
    for (auto rest = entry.rdata; const auto text = next_dns_string(rest);) require(text->size() <= 255);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  if (const auto message = parse_dns(bytes)) {
    require(parse_cut_dns(bytes).has_value());
    read_all(*message);
  }
  if (const auto message = parse_cut_dns(bytes)) read_all(*message);
  const auto length = dns_tcp_length(bytes);
  if (length.is == StreamLength::Is::whole) require(length.length <= size);
  return 0;
}
