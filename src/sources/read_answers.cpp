// Names and the addresses behind them: what DNS answers, and what hosts greet their peers by. Kept beside the facts,
// because a peer is known by the name that this very host used for it (sources/traffic_names.hpp).
#include <algorithm>

#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/dns.hpp"

namespace lenscap::sources {

namespace {

constexpr std::size_t most_addresses = 16;  // of one answer
constexpr std::size_t most_answers = 64;    // of one message that are looked at
constexpr std::size_t most_aliases = 16;    // that one leads to after the other
constexpr std::uint16_t class_internet = 1;

model::Span span_of(const Message& message, std::string_view raw) {
  const bool stands =
      raw.data() >= message.bytes.data() && raw.data() + raw.size() <= message.bytes.data() + message.bytes.size();
  const std::size_t offset = stands ? static_cast<std::size_t>(raw.data() - message.bytes.data()) : 0;
  for (const Piece& piece : message.pieces)  // where it begins: the rest follows in the same conversation
    if (offset < std::size_t{piece.offset} + piece.length)
      return {piece.packet, static_cast<std::uint32_t>(piece.at + (offset - piece.offset)),
              static_cast<std::uint32_t>(std::min<std::size_t>(raw.size(), piece.offset + piece.length - offset))};
  return {};
}

}  // namespace

void use_name(TrafficNames* names, const Message& message, model::NameFrom from, model::HostIndex host,
              model::HostIndex peer, const model::Ip& address, std::string_view name, std::string_view raw) {
  if (names == nullptr || name.empty() || host == model::no_host) return;
  NameUse use;
  use.host = host;
  use.peer = peer;
  use.address = address;
  use.from = from;
  use.name = name;
  use.time = message.time;
  use.source = message.source;
  use.span = span_of(message, raw);
  names->used(use);
}

namespace {

/// The question at the start of a message, when it asks for addresses. `asked` holds the name that the use points at.
bool begin_use(NameUse& use, wire::DnsName& asked, const wire::Dns& dns, wire::DnsCursor& cursor,
               const Message& message) {
  wire::DnsEntry entry;
  if (!wire::next_dns_entry(dns, cursor, entry) || entry.section != wire::DnsSection::question) return false;
  if (entry.type != wire::dns_type::a && entry.type != wire::dns_type::aaaa) return false;
  const std::size_t end = wire::read_dns_name(dns, entry.name_at, asked);
  if (end == 0 || asked.size == 0) return false;
  use.name = asked.view();
  use.time = message.time;
  use.source = message.source;
  use.span = span_of(message, message.bytes.substr(entry.name_at, end - entry.name_at));
  return true;
}

/// Steps to the next answer of the message.
bool next_answer(const wire::Dns& dns, wire::DnsCursor& cursor, wire::DnsEntry& entry) {
  return wire::next_dns_entry(dns, cursor, entry) && entry.section == wire::DnsSection::answer;
}

bool speaks_of(const wire::Dns& dns, const wire::DnsEntry& entry, std::string_view name) {
  wire::DnsName owner;
  return entry.klass == class_internet && wire::read_dns_name(dns, entry.name_at, owner) != 0 && owner.view() == name;
}

/// The name whose addresses answer the question: the last of the chain of aliases that begins with the name asked for
/// (RFC 1034 3.6.2), in whatever order they stand. What a message says of other names answers nothing.
wire::DnsName last_alias(const wire::Dns& dns, const wire::DnsCursor& answers, const wire::DnsName& asked) {
  wire::DnsName name = asked;
  for (std::size_t links = 0; links < most_aliases; ++links) {
    wire::DnsCursor cursor = answers;
    wire::DnsEntry entry;
    bool on = false;
    for (std::size_t i = 0; !on && i < most_answers && next_answer(dns, cursor, entry); ++i) {
      wire::DnsName next;
      on = entry.type == wire::dns_type::cname && speaks_of(dns, entry, name.view()) &&
           wire::read_dns_name(dns, entry.rdata_at, next) != 0;
      if (on) name = next;
    }
    if (!on) break;
  }
  return name;
}

}  // namespace

void read_answers(TrafficNames& names, model::HostIndex client, const Message& message, bool cut) {
  const auto bytes = octets(message.bytes);
  const auto dns = cut ? wire::parse_cut_dns(bytes) : wire::parse_dns(bytes);
  if (!dns || !dns->response() || dns->opcode() != 0) return;
  NameUse use;
  wire::DnsName asked;
  wire::DnsCursor cursor;
  wire::DnsEntry entry;
  use.host = client;
  if (!begin_use(use, asked, *dns, cursor, message)) return;
  const wire::DnsName alias = last_alias(*dns, cursor, asked);  // whose servers these are
  if (alias.view() != asked.view()) use.alias = alias.view();
  std::size_t addresses = 0;
  for (std::size_t i = 0; i < most_answers && addresses < most_addresses && next_answer(*dns, cursor, entry); ++i) {
    if (!speaks_of(*dns, entry, alias.view())) continue;
    if (entry.type == wire::dns_type::a && entry.rdata.size() == 4) {
      use.address = model::Ip::v4(wire::be32(entry.rdata.data()));
    } else if (entry.type == wire::dns_type::aaaa && entry.rdata.size() == 16) {
      use.address = model::Ip::v6(
          std::span<const std::uint8_t, 16>(reinterpret_cast<const std::uint8_t*>(entry.rdata.data()), 16));
    } else {
      continue;
    }
    ++addresses;
    names.used(use);
  }
  if (addresses == 0) names.used(use);
}

}  // namespace lenscap::sources
