// Services that any host may run or ask: SNMP, NetBIOS names, LLMNR, NTP. What they say names the host that speaks; who
// only asks is told nothing of, except which time server a host keeps to.
#include "sources/dialogue.hpp"
#include "wire/bytes.hpp"
#include "wire/llmnr.hpp"
#include "wire/nbns.hpp"
#include "wire/ntp.hpp"
#include "wire/snmp.hpp"

namespace lenscap::sources {

using model::kind;
using model::no_host;

namespace {

/// Whether an address in a message is the sender's own; where the capture has no address of it, nothing speaks against.
bool sender_has(const Datagram& d, const model::Ip& said) {
  if (d.sender == no_host) return false;
  const model::Ip& own = d.ledger.row(d.sender).ip;
  return own.family != said.family || own == said;
}

}  // namespace

bool read_snmp(const Datagram& d) {
  const auto snmp = wire::parse_snmp(octets(d.message.bytes));
  if (!snmp) return false;
  if (snmp->question()) {
    if (d.sender != no_host) d.ledger.row(d.sender).marks |= model::asked_questions;
    return true;
  }
  // The spans below hold the values alone: the community stands in front of them and is never shown.
  const Teller t(d.ledger, d.sender, d.message);
  t.tell(kind("snmp.sysdescr"), snmp->sys_descr, "sysDescr.0");
  t.tell_decoded(kind("snmp.sysobjectid"), wire::oid_text(snmp->sys_object_id).view(), snmp->sys_object_id, "ber",
                 "sysObjectID.0");
  t.tell(kind("snmp.sysname"), snmp->sys_name, "sysName.0");
  return true;
}

bool read_nbns(const Datagram& d) {
  const auto nbns = wire::parse_nbns(octets(d.message.bytes));
  if (!nbns) return false;
  const bool claims = nbns->message == wire::NbnsMessage::registration || nbns->message == wire::NbnsMessage::answer;
  // A name server answers for others; a proxy registers for others.
  if (claims && !sender_has(d, model::Ip::v4(nbns->ipv4))) return true;
  const Teller t(d.ledger, d.sender, d.message);
  if (nbns->message == wire::NbnsMessage::status) t.tell(kind("nbns.name"), nbns->own_name(), "node status");
  else t.tell_decoded(kind("nbns.name"), nbns->own_name(), nbns->name_raw, "netbios name", "name");
  return true;
}

bool read_llmnr(const Datagram& d) {
  const auto llmnr = wire::parse_llmnr(octets(d.message.bytes));
  if (!llmnr) return false;
  if (!llmnr->response || llmnr->host.size == 0 || llmnr->conflict) return true;
  if (llmnr->address.size() == 4 && !sender_has(d, model::Ip::v4(wire::be32(llmnr->address.data())))) return true;
  Teller(d.ledger, d.sender, d.message)
      .tell_decoded(kind("llmnr.host"), llmnr->host.view(), d.message.bytes.substr(llmnr->host_at, llmnr->host_length),
                    "dns labels", "answer");
  return true;
}

bool read_ntp(const Datagram& d) {
  constexpr std::uint16_t ntp_port = 123;
  const auto ntp = wire::parse_ntp(octets(d.message.bytes));
  if (!ntp) return false;
  // A question may go unanswered and then names no server: the answer says whom its receiver asks.
  if (ntp->mode != wire::NtpMode::server || d.source_port != ntp_port || d.sender == no_host || d.receiver == no_host)
    return true;
  constexpr std::size_t flags = 1;  // the byte that says that it is a server's answer
  Teller(d.ledger, d.receiver, d.message)
      .tell_decoded(kind("ntp.server"), to_string(d.ledger.row(d.sender).ip), d.message.bytes.substr(0, flags),
                    "address of the host that answers", ntp->version == 4 ? "server, version 4" : "server");
  return true;
}

}  // namespace lenscap::sources
