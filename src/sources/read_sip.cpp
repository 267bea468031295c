// SIP and, inside it, GB/T 28181: what a camera or recorder says of itself to its platform. A telephone speaks SIP too:
// of it only the User-Agent is looked at, and kept when knowledge knows it.
#include "sources/dialogue.hpp"
#include "wire/gb28181.hpp"
#include "wire/http.hpp"
#include "wire/sip.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

/// Of whom a message of GB/T 28181 is: twenty digits whose type is a device's, and a platform or domain in digits. One
/// of the two alone may be a telephone's.
bool from_gb_device(const wire::SipMessage& sip) {
  if (sip.response || sip.vias != 1 || !wire::gb_front_end(wire::gb_type(sip.from.user))) return false;
  constexpr std::uint16_t first_platform = 200;
  return wire::gb_type(sip.target.user) >= first_platform || wire::gb_domain(sip.target.host) ||
         wire::gb_domain(sip.from.host) || wire::gb_domain(sip.to.host);
}

bool says_manscdp(const wire::SipMessage& sip) {
  constexpr std::string_view wanted = "application/manscdp+xml";
  return sip.content_type.size() >= wanted.size() && wire::same_name(sip.content_type.substr(0, wanted.size()), wanted);
}

void tell_text(const Teller& t, model::Kind k, std::string_view raw, std::string_view element) {
  if (!raw.empty()) t.tell_decoded(k, wire::xml_unescape(raw), raw, "xml entities", element);
}

/// The cameras of a recorder's catalogue. Groups, places, alarm inputs and the recorder itself stand in it as well. A
/// catalogue may come a row a message, so a row is known by its identifier.
void tell_catalogue(const Teller& t, const wire::Manscdp& document, std::string_view recorder) {
  if (t.subject() == model::no_host) return;
  for (const wire::ManscdpItem& item : document.items()) {
    if (!wire::gb_camera(wire::gb_type(item.device_id)) || item.device_id == recorder) continue;
    const Teller channel = t.about(t.ledger().channel_host(t.subject(), "channel.id " + std::string(item.device_id)));
    channel.tell(kind("channel.id"), item.device_id, "Item/DeviceID");
    tell_text(channel, kind("channel.name"), item.name, "Item/Name");
    tell_text(channel, kind("channel.manufacturer"), item.manufacturer, "Item/Manufacturer");
    tell_text(channel, kind("channel.model"), item.model, "Item/Model");
    if (const auto ip = model::parse_ip(item.address); ip && !ip->unspecified())
      channel.tell(kind("channel.address"), item.address, "Item/IPAddress");
  }
  t.ledger().skips()[Skip::message_bound] += document.left_out;
}

void tell_body(const Teller& t, const wire::SipMessage& sip) {
  const auto document = wire::parse_manscdp(sip.body);
  if (!document || !document->answers()) return;
  t.tell(kind("gb28181.message"), document->command, "CmdType");
  if (document->root != wire::ManscdpRoot::response) return;
  const std::uint16_t type = wire::gb_type(sip.from.user);
  if (document->command == "Catalog" && (wire::gb_recorder(type) || wire::gb_encoder(type)))
    tell_catalogue(t, *document, sip.from.user);
  // A recorder is asked about its channels under their identifiers: only its own describes itself.
  if (document->command != "DeviceInfo" || document->device_id != sip.from.user) return;
  tell_text(t, kind("gb28181.devicename"), document->device_name, "DeviceName");
  tell_text(t, kind("gb28181.devicetype"), document->device_type, "DeviceType");
  tell_text(t, kind("gb28181.manufacturer"), document->manufacturer, "Manufacturer");
  tell_text(t, kind("gb28181.model"), document->model, "Model");
  tell_text(t, kind("gb28181.firmware"), document->firmware, "Firmware");
}

void tell_sip(const Teller& t, const wire::SipMessage& sip) {
  t.tell(kind("sip.server"), sip.server, "Server");
  // What a proxy passes on was not said by who sends the packet.
  if (sip.response || sip.vias == 1) t.tell(kind("sip.useragent"), sip.user_agent, "User-Agent");
  const bool asks = !sip.response && says_manscdp(sip) && [&] {
    const auto document = wire::parse_manscdp(sip.body);
    return document && !document->answers();
  }();
  if (asks && t.subject() != model::no_host) t.ledger().row(t.subject()).marks |= model::asked_questions;
  if (asks || !from_gb_device(sip)) return;
  const bool describes = sip.method == "MESSAGE" && says_manscdp(sip);
  if (sip.method != "REGISTER" && !describes) return;
  t.tell(kind("gb28181.deviceid"), sip.from.user, "From");
  if (sip.contact.user == sip.from.user && model::parse_ip(sip.contact.host))
    t.tell(kind("gb28181.contact"), sip.contact.host, "Contact");
  if (describes) tell_body(t, sip);
  else t.tell(kind("gb28181.message"), sip.method, "request line");
}

}  // namespace

bool read_sip(const Datagram& d) {
  const std::string_view b = d.message.bytes;
  if (b == "\r\n\r\n") return true;  // keeps the way open (RFC 5626, 4.4.1): between messages, for hours
  if (wire::sip_starts(b) != wire::StreamLength::Is::whole) return false;
  const auto sip = wire::parse_sip(b);
  if (!sip) return false;
  tell_sip(Teller(d.ledger, d.sender, d.message), *sip);
  return true;
}

Progress read_sip_turn(Turn& turn) {
  const auto& bytes = turn.message.bytes;
  if (const auto blank = bytes.find_first_not_of("\r\n"); blank != 0)  // RFC 5626, 4.4.1
    return {Progress::Is::taken, std::min(blank, bytes.size())};
  const auto length = wire::sip_length(bytes);
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  if (length.is == wire::StreamLength::Is::partial)
    return {turn.ended ? Progress::Is::other : Progress::Is::more, length.length};
  Message message = turn.message;
  message.bytes = bytes.substr(0, length.length);
  if (const auto sip = wire::parse_sip(message.bytes)) tell_sip(Teller(turn.ledger, turn.sender, message), *sip);
  return {Progress::Is::taken, length.length};
}

}  // namespace lenscap::sources
