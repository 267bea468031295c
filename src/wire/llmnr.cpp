#include "wire/llmnr.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint16_t conflict = 0x0400, truncated = 0x0200, tentative = 0x0100, must_be_zero = 0x00f0;
constexpr std::uint16_t class_in = 1;

/// Sets the host from the name at `at`; a name that cannot be read leaves it empty.
void name_host(const Dns& dns, std::size_t at, Llmnr& out) {
  const std::size_t end = read_dns_name_as_sent(dns, at, out.host);
  if (end == 0) out.host.size = 0;
  out.host_at = at;
  out.host_length = end > at ? end - at : 0;
}

}  // namespace

std::optional<Llmnr> parse_llmnr(std::span<const std::byte> bytes) noexcept {
  const auto dns = parse_dns(bytes);
  if (!dns || dns->opcode() != 0 || (dns->flags & must_be_zero) || dns->counts[0] != 1) return {};
  Llmnr out;
  out.response = dns->response();
  out.conflict = dns->flags & conflict;
  out.tentative = out.response && (dns->flags & tentative);
  if (!out.response) {
    if (dns->counts[1] != 0 || dns->counts[2] != 0) return {};  // 2.1.1: a query has neither
    return out;
  }
  if (dns->rcode() != 0 || (dns->flags & truncated)) return out;
  DnsCursor cursor;
  DnsEntry entry;
  while (next_dns_entry(*dns, cursor, entry)) {
    if (entry.section != DnsSection::answer || entry.klass != class_in || entry.rdata.empty()) continue;
    if (entry.type == dns_type::a || entry.type == dns_type::aaaa) {
      name_host(*dns, entry.name_at, out);
      out.address = entry.rdata;
      break;
    }
    if (entry.type == dns_type::ptr) {
      name_host(*dns, entry.rdata_at, out);
      break;
    }
  }
  return out;
}

}  // namespace lenscap::wire
