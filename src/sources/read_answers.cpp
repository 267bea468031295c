// Names and the addresses behind them: what DNS answers, and what hosts greet their peers by. Kept beside the facts,
// because a peer is known by the name that this very host used for it (sources/traffic_names.hpp).
#include <algorithm>

#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/dns.hpp"

namespace lenscap::sources {

namespace {

constexpr std::size_t most_addresses = 16;  // of one answer
constexpr std::size_t most_entries = 64;    // of one message that are looked at

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

}  // namespace

void read_answers(TrafficNames& names, model::HostIndex client, const Message& message, bool cut) {
  const auto bytes = octets(message.bytes);
  const auto dns = cut ? wire::parse_cut_dns(bytes) : wire::parse_dns(bytes);
  if (!dns || !dns->response() || dns->opcode() != 0) return;
  NameUse use;
  wire::DnsName asked, alias;
  wire::DnsCursor cursor;
  wire::DnsEntry entry;
  use.host = client;
  if (!begin_use(use, asked, *dns, cursor, message)) return;
  std::size_t addresses = 0;
  for (std::size_t i = 0; i < most_entries && addresses < most_addresses && wire::next_dns_entry(*dns, cursor, entry) &&
                          entry.section == wire::DnsSection::answer;
       ++i) {
    if (entry.type == wire::dns_type::cname) {  // the chain's last name is whose servers these are
      if (wire::read_dns_name(*dns, entry.rdata_at, alias) != 0) use.alias = alias.view();
      continue;
    }
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
