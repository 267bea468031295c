#include "makecap/dns_message.hpp"

#include <map>
#include <sstream>

namespace makecap {

namespace {

const std::map<std::string, std::uint16_t> types = {{"A", 1},     {"CNAME", 5}, {"PTR", 12}, {"TXT", 16},
                                                    {"AAAA", 28}, {"SRV", 33},  {"ANY", 255}};

std::uint16_t type_of(const std::string& name) {
  const auto found = types.find(name);
  if (found == types.end()) throw Mistake("DNS record type not known here: " + name);
  return found->second;
}

struct Writer {
  Bytes out;
  std::map<std::string, std::size_t> seen;  // name → offset of its first use (RFC 1035 4.1.4)

  void name(const std::string& whole) {
    std::string rest = whole;
    while (!rest.empty()) {
      if (const auto found = seen.find(rest); found != seen.end()) {
        put16(out, static_cast<std::uint32_t>(0xc000 | found->second));
        return;
      }
      if (out.size() < 0x4000) seen[rest] = out.size();
      const std::string label = rest.substr(0, rest.find('.'));
      if (label.empty() || label.size() > 63) throw Mistake("a DNS label has 1 to 63 octets: " + whole);
      put8(out, static_cast<std::uint32_t>(label.size()));
      out += label;
      rest = label.size() == rest.size() ? std::string() : rest.substr(label.size() + 1);
    }
    put8(out, 0);
  }

  void data(const Record& record) {
    const std::string& type = record[0];
    if (type == "A" || type == "AAAA") out += parse_ip(record[2]);
    if (type == "CNAME" || type == "PTR") name(record[2]);
    if (type == "SRV") {
      std::istringstream numbers(record[2]);
      for (std::uint32_t value = 0; numbers >> value;) put16(out, value);
      name(record.at(3));
    }
    if (type == "TXT")
      for (std::size_t i = 2; i < record.size(); ++i) {
        put8(out, static_cast<std::uint32_t>(record[i].size()));
        out += record[i];
      }
  }
};

}  // namespace

Bytes dns_message(const Dns& dns) {
  Writer w;
  put16(w.out, dns.id);
  const std::uint32_t kind = dns.multicast ? 0x8400 : 0x8180;
  put16(w.out, dns.answer ? kind | dns.rcode : (dns.multicast ? 0 : 0x0100));
  put16(w.out, dns.question_name.empty() ? 0 : 1);
  put16(w.out, static_cast<std::uint32_t>(dns.records.size()));
  put32(w.out, 0);
  if (!dns.question_name.empty()) {
    w.name(dns.question_name);
    put16(w.out, type_of(dns.question_type));
    put16(w.out, 1);
  }
  for (const Record& record : dns.records) {
    if (record.size() < 3) throw Mistake("a DNS record needs type, name and data");
    w.name(record[1]);
    put16(w.out, type_of(record[0]));
    put16(w.out, dns.multicast && record[0] != "PTR" ? 0x8001 : 1);
    put32(w.out, dns.multicast ? 120 : 300);
    put16(w.out, 0);
    const std::size_t start = w.out.size();
    w.data(record);
    set16(w.out, start - 2, static_cast<std::uint32_t>(w.out.size() - start));
  }
  return w.out;
}

}  // namespace makecap
