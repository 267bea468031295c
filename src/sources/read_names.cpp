// How hosts name themselves: ARP, neighbour discovery, DHCP, DNS and multicast DNS.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "wire/arp.hpp"
#include "wire/bytes.hpp"
#include "wire/dhcp.hpp"
#include "wire/dhcp6.hpp"
#include "wire/dns.hpp"
#include "wire/icmp.hpp"
#include "wire/mdns.hpp"
#include "wire/ndp.hpp"

namespace lenscap::sources {

using model::HostIndex;
using model::kind;
using model::no_host;

namespace {

constexpr std::uint16_t dns_port = 53, mdns_port = 5353;
constexpr std::uint8_t unforwarded = 255;  // hop limit of neighbour discovery: a router would have made it 254
constexpr std::size_t most_queries = 4;    // questions of one message that are read: resolvers send one

model::Ip ip6(std::span<const std::byte> sixteen) {
  return model::Ip::v6(std::span<const std::uint8_t, 16>(reinterpret_cast<const std::uint8_t*>(sixteen.data()), 16));
}

/// Whether an ICMPv6 type is one of router or neighbour discovery.
bool discovers(std::uint8_t type) {
  return type >= static_cast<std::uint8_t>(wire::NdpType::router_solicitation) &&
         type <= static_cast<std::uint8_t>(wire::NdpType::redirect);
}

std::string option_codes(std::span<const std::byte> list) {
  std::string text;
  for (std::byte code : list) text += (text.empty() ? "" : ",") + std::to_string(static_cast<unsigned>(code));
  return text;
}

/// `value` where it stands in the message; one that had to be put together points at `sent`, the option as it came.
void tell_option(const Teller& t, model::Kind what, std::string_view value, std::span<const std::byte> sent,
                 std::string_view decoder, std::string_view place) {
  const std::string_view bytes = t.message().bytes;
  const bool stands = value.data() >= bytes.data() && value.data() + value.size() <= bytes.data() + bytes.size();
  if (stands) t.tell(what, value, place);
  else t.tell_decoded(what, value, wire::as_text(sent), decoder, place);
}

/// A host known by what a message says of it; its first packet is the message's.
HostIndex stated_host(Ledger& ledger, model::Mac mac, const model::Ip& ip, std::uint16_t vlan, const Message& message) {
  const HostIndex host = ledger.host(mac, ip, vlan);
  if (host == no_host) return host;
  HostRow& row = ledger.row(host);
  if (row.first == model::no_time) row.first = row.last = message.time;
  return host;
}

}  // namespace

void read_arp_frame(Ledger& ledger, const Message& message, std::uint16_t vlan) {
  const auto arp = wire::parse_arp(octets(message.bytes));
  if (!arp || !arp->claims()) return;
  const model::Mac mac{arp->sender_hardware};
  mark(ledger, stated_host(ledger, mac, model::Ip::v4(arp->sender_address), vlan, message), model::claimed_by_arp);
}

bool read_icmp(Ledger& ledger, HostIndex sender, const Message& message, std::uint8_t family, std::uint8_t hop_limit,
               std::uint16_t vlan, model::Mac sender_mac) {
  const auto bytes = octets(message.bytes);
  const auto icmp = family == 4 ? wire::parse_icmp4(bytes) : wire::parse_icmp6(bytes);
  if (!icmp) return false;
  if (family == 6 && discovers(icmp->type) && hop_limit != unforwarded) {
    // It may come from anywhere (RFC 4861 11.2), and says nothing about anyone here.
    ++ledger.skips()[Skip::malformed_message];
    return icmp->error;
  }
  if (icmp->router) mark(ledger, sender, model::sent_router_advert);
  if (icmp->error) return true;
  if (family != 6) return false;
  const auto ndp = wire::parse_ndp(bytes);
  if (!ndp) return false;
  if (ndp->router) mark(ledger, sender, model::sent_router_advert);
  if (ndp->type == wire::NdpType::neighbour_advertisement && ndp->target.size() == 16) {
    const model::Mac mac{ndp->link_layer != 0 ? ndp->link_layer : sender_mac.value};
    mark(ledger, stated_host(ledger, mac, ip6(ndp->target), vlan, message), model::claimed_by_arp);
  } else if (ndp->type == wire::NdpType::neighbour_solicitation && ndp->link_layer == sender_mac.value &&
             ndp->link_layer != 0) {
    mark(ledger, sender, model::claimed_by_arp);
  }
  return false;
}

bool read_dhcp(const Datagram& d) {
  wire::DhcpScratch scratch;
  const auto dhcp = wire::parse_dhcp(octets(d.message.bytes), scratch);
  if (!dhcp) return false;
  if (dhcp->malformed) ++d.ledger.skips()[Skip::malformed_message];
  const model::Mac client{dhcp->hardware_address};
  if (dhcp->reply) {
    constexpr std::uint8_t ack = 5;
    if (dhcp->message_type == ack && dhcp->your_address != 0 && client.value != 0)
      mark(d.ledger, stated_host(d.ledger, client, model::Ip::v4(dhcp->your_address), d.vlan, d.message),
           model::claimed_by_dhcp);
    return true;
  }
  // The client speaks; a relay may have passed it on, so chaddr and not the frame's sender is the subject.
  const HostIndex subject =
      client.value == 0 || client == d.sender_mac ? d.sender : stated_host(d.ledger, client, {}, d.vlan, d.message);
  if (dhcp->client_address != 0 && client == d.sender_mac) mark(d.ledger, d.sender, model::claimed_by_dhcp);
  const Teller t(d.ledger, subject, d.message);
  constexpr std::string_view joined = "long option";
  if (!dhcp->host_name.empty()) {
    tell_option(t, kind("dhcp.hostname"), dhcp->host_name, dhcp->host_name_sent, joined, "option 12");
  } else {
    tell_option(t, kind("dhcp.hostname"), dhcp->fqdn, dhcp->fqdn_sent, "dns labels", "option 81");
  }
  tell_option(t, kind("dhcp.vendorclass"), dhcp->vendor_class, dhcp->vendor_class_sent, joined, "option 60");
  t.tell_decoded(kind("dhcp.parameters"), option_codes(dhcp->parameters), wire::as_text(dhcp->parameters_sent),
                 "binary", "option 55");
  return true;
}

bool read_dhcp6(const Datagram& d) {
  wire::DhcpScratch scratch;
  const auto dhcp = wire::parse_dhcp6(octets(d.message.bytes), scratch);
  if (!dhcp) return false;
  if (dhcp->malformed) ++d.ledger.skips()[Skip::malformed_message];
  if (dhcp->from_server() || dhcp->relayed) return true;
  const Teller t(d.ledger, d.sender, d.message);
  tell_option(t, kind("dhcp.hostname"), dhcp->fqdn, dhcp->fqdn_sent, "dns labels", "option 39");
  t.tell(kind("dhcp.vendorclass"), dhcp->vendor_class, "option 16");
  return true;
}

namespace {

/// `names`: where a question for addresses is written down as a name that the host uses; null when its answer is here.
void tell_questions(const Teller& t, const wire::Dns& dns, TrafficNames* names) {
  wire::DnsCursor cursor;
  wire::DnsEntry entry;
  for (std::size_t i = 0;
       i < most_queries && wire::next_dns_entry(dns, cursor, entry) && entry.section == wire::DnsSection::question;
       ++i) {
    wire::DnsName name;
    const std::size_t end = wire::read_dns_name(dns, entry.name_at, name);
    if (end == 0 || name.size == 0) continue;
    const std::string_view raw = t.message().bytes.substr(entry.name_at, end - entry.name_at);
    t.tell_decoded(kind("dns.query"), name.view(), raw, "dns labels", "question");
    if (entry.type == wire::dns_type::a || entry.type == wire::dns_type::aaaa)
      use_name(names, t.message(), model::NameFrom::dns, t.subject(), no_host, {}, name.view(), raw);
  }
}

/// A reflector or sleep proxy repeats what others offer: then an address record is not the sender's own.
bool offers_for_another(const wire::Dns& dns, const model::Ip& sender) {
  if (sender.family != 4) return false;
  wire::MdnsReader reader(dns);
  bool others = false;
  while (const auto offer = wire::next_mdns_offer(reader)) {
    if (offer->field != wire::MdnsField::host || offer->address.size() != 4) continue;
    if (model::Ip::v4(wire::be32(offer->address.data())) == sender) return false;
    others = true;
  }
  return others;
}

void tell_offers(const Teller& t, const wire::Dns& dns) {
  if (t.subject() == no_host || offers_for_another(dns, t.ledger().row(t.subject()).ip)) return;
  wire::MdnsReader reader(dns);
  while (const auto offer = wire::next_mdns_offer(reader)) {
    const std::string_view raw = t.message().bytes.substr(offer->at, offer->length);
    switch (offer->field) {
      case wire::MdnsField::host:
        t.tell_decoded(kind("mdns.host"), offer->value, raw, "dns labels", "host");
        break;
      case wire::MdnsField::service:
        t.tell_decoded(kind("mdns.service"), offer->value, raw, "dns labels", "service");
        break;
      case wire::MdnsField::instance:
        t.tell_decoded(kind("mdns.instance"), offer->value, raw, "dns labels", "instance");
        break;
      case wire::MdnsField::txt:
        t.tell_decoded(kind("mdns.txt"), offer->value, raw, "dns string", "TXT");
        break;
    }
  }
}

}  // namespace

bool read_dns(const Datagram& d) {
  const auto bytes = octets(d.message.bytes);
  const auto dns = d.wire_size > bytes.size() ? wire::parse_cut_dns(bytes) : wire::parse_dns(bytes);
  if (!dns) return false;
  const Teller t(d.ledger, d.sender, d.message);
  if (d.source_port == mdns_port) {
    if (dns->response()) tell_offers(t, *dns);
  } else if (d.destination_port == mdns_port) {
    // a one-shot query asks for names in the local network, which are nobody's cloud
  } else if (!dns->response()) {
    if (dns->opcode() == 0) tell_questions(t, *dns, d.names);
  } else if (d.source_port == dns_port && d.receiver != no_host) {
    // The question may have passed unseen: the answer repeats it, and goes to the host that asked.
    tell_questions(t.about(d.receiver), *dns, nullptr);
    if (d.names != nullptr) read_answers(*d.names, d.receiver, d.message, d.wire_size > bytes.size());
  }
  return true;
}

Progress read_dns_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::dns_tcp_length(bytes);
  if (length.is == wire::StreamLength::Is::partial) return {Progress::Is::more};
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  const auto dns = wire::parse_dns(bytes.subspan(2, length.length - 2));
  if (!dns) return {Progress::Is::opaque};
  if (dns->opcode() == 0) {
    const std::string_view body = turn.message.bytes.substr(2, length.length - 2);
    Message inner = turn.message;
    inner.bytes = body;
    std::vector<Piece> pieces;
    for (const auto& span : spans_of(turn.message.pieces, 2, body.size()))
      pieces.push_back(
          {pieces.empty() ? 0 : pieces.back().offset + pieces.back().length, span.length, span.packet, span.at});
    inner.pieces = pieces;
    if (dns->response()) {
      if (turn.receiver != no_host && turn.names != nullptr) read_answers(*turn.names, turn.receiver, inner, false);
    } else {
      tell_questions(Teller(turn.ledger, turn.sender, inner), *dns, turn.names);
    }
  }
  return {Progress::Is::taken, length.length};
}

}  // namespace lenscap::sources
