// More makers' own protocols: TVT (MHED datagrams and the control connection), Tiandy, Dahua's P2P, Hikvision's SDK.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "wire/dahuap2p.hpp"
#include "wire/hiksdk.hpp"
#include "wire/mhed.hpp"
#include "wire/tiandy.hpp"
#include "wire/tvt.hpp"

namespace lenscap::sources {

using model::kind;
using Is = wire::StreamLength::Is;

namespace {

constexpr std::size_t most_kept_login = 4096;  // bytes of TVT's answer to a login; it has about 200

/// 0x01040a00: 1.4.10.0
std::string dotted(std::uint32_t version) {
  return fmt::format("{}.{}.{}.{}", version >> 24, version >> 16 & 0xff, version >> 8 & 0xff, version & 0xff);
}

void tell_announcement(const Teller& t, const wire::Mhed& mhed) {
  t.tell_whole(kind("tvt.message"), "announcement");
  tell_mac(t, kind("tvt.mac"), mhed.mac, mhed.mac_raw, "hardware address");
  if (mhed.ipv4 != 0)
    t.tell_decoded(kind("tvt.ip"), to_string(model::Ip::v4(mhed.ipv4)), mhed.ipv4_raw, "binary", "address");
  t.tell(kind("tvt.name"), mhed.name, "device name");
  t.tell(kind("tvt.serial"), mhed.serial, "serial number");
  t.tell(kind("tvt.model"), mhed.model, "model");
  t.tell(kind("tvt.manufacturer"), mhed.manufacturer, "manufacturer");
  if (!mhed.firmware_text.empty()) t.tell(kind("tvt.firmware"), mhed.firmware_text, "firmware");
  else if (mhed.firmware != 0)
    t.tell_decoded(kind("tvt.firmware"), dotted(mhed.firmware), mhed.firmware_raw, "binary", "firmware");
  tell_number(t, kind("tvt.builddate"), mhed.build_date, mhed.build_date_raw, "build date");
  tell_number(t, kind("tvt.devicetype"), mhed.device_type, mhed.device_type_raw, "device type");
  tell_number(t, kind("tvt.channels"), mhed.channels, mhed.channels_raw, "channels");
}

/// "V5.4.5 build 170123", as the same maker's other protocols write it.
std::string hik_version(const wire::HikSdk& sdk) {
  return fmt::format("V{}.{}.{} build {:02}{:02}{:02}", sdk.version >> 24, sdk.version >> 16 & 0xff, sdk.version & 0xff,
                     sdk.build_date >> 16, sdk.build_date >> 8 & 0xff, sdk.build_date & 0xff);
}

void tell_hik_answer(const Teller& t, const wire::HikSdk& sdk) {
  // Behind the header of an answer may stand the number of a session: the message is told by its header.
  Teller(t.ledger(), t.subject(), head_of(t.message(), wire::hiksdk_answer_header))
      .tell_whole(kind("hiksdk.message"), fmt::format("status {}", sdk.status));
  t.tell(kind("hiksdk.serialnumber"), sdk.serial, "serial number");
  t.tell(kind("hiksdk.name"), sdk.name, "device name");
  t.tell(kind("hiksdk.model"), sdk.model, "device type name");
  if (sdk.version != 0)
    t.tell_decoded(kind("hiksdk.softwareversion"), hik_version(sdk), sdk.version_raw, "binary", "software version");
  tell_number(t, kind("hiksdk.channels"), sdk.channels, sdk.channels_raw, "channels");
  tell_number(t, kind("hiksdk.ipchannels"), sdk.ip_channels, sdk.ip_channels_raw, "network channels");
}

}  // namespace

bool read_mhed(const Datagram& d) {
  const auto mhed = wire::parse_mhed(octets(d.message.bytes));
  if (!mhed) return false;
  switch (mhed->kind) {
    case wire::MhedKind::announce:
      tell_announcement(Teller(d.ledger, d.sender, d.message), *mhed);
      return true;
    case wire::MhedKind::answer:
      Teller(d.ledger, d.sender, head_of(d.message, mhed->lead.size())).tell_whole(kind("tvt.message"), "answer");
      return true;
    case wire::MhedKind::setting:  // the rest may hold the administrator's password: not even its place is kept
      Teller(d.ledger, d.sender, head_of(d.message, mhed->lead.size()))
          .tell_whole(kind("tvt.setting"), fmt::format("command {}", mhed->command));
      break;
    case wire::MhedKind::search:
      break;
  }
  if (d.sender != model::no_host) d.ledger.row(d.sender).marks |= model::asked_questions;
  return true;
}

bool read_dahua_p2p(const Datagram& d) {
  const auto request = wire::parse_dahua_p2p_request(d.message.bytes);
  if (!request) return false;
  if (!request->own) {
    if (request->client && d.sender != model::no_host) d.ledger.row(d.sender).marks |= model::asked_questions;
    return true;
  }
  const Teller t(d.ledger, d.sender, d.message);
  t.tell(kind("dahuap2p.message"), request->path, "path");
  t.tell(kind("dahuap2p.serial"), request->serial, "path");
  return true;
}

bool read_ptcp(const Datagram& d) {
  const auto ptcp = wire::parse_ptcp(octets(d.message.bytes));
  if (!ptcp) return false;
  // A relay of the cloud passes on what devices say: it stands outside.
  if (ptcp->from_device && d.sender != model::no_host && d.ledger.row(d.sender).ip.inside())
    Teller(d.ledger, d.sender, d.message).tell_whole(kind("dahuap2p.message"), ptcp->what);
  return true;
}

Progress read_tvt_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::tvt_length(bytes);
  if (length.is == Is::other) return {Progress::Is::other};
  const auto tvt = wire::parse_tvt(bytes);
  if (!tvt) return {turn.ended ? Progress::Is::other : Progress::Is::more, length.length};
  const bool described = tvt->from_device && tvt->subject == "login" && length.length <= most_kept_login;
  if (described && length.is == Is::partial && !turn.ended) return {Progress::Is::more, length.length};
  if (tvt->from_device && !turn.from_client) {
    // Behind the header of a greeting stand its challenges: the message is told by its header.
    Teller(turn.ledger, turn.sender, head_of(turn.message, std::min(wire::tvt_header_size, bytes.size())))
        .tell_whole(kind("tvt.message"), tvt->subject);
    const Teller t(turn.ledger, turn.sender, head_of(turn.message, length.length));
    tell_mac(t, kind("tvt.mac"), tvt->mac, tvt->mac_raw, "hardware address");
    t.tell(kind("tvt.name"), tvt->name, "device name");
    tell_number(t, kind("tvt.builddate"), tvt->build_date, tvt->build_date_raw, "build date");
  }
  const std::size_t here = std::min(length.length, bytes.size());
  return {Progress::Is::taken, here, length.length - here};
}

Progress read_tiandy_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::tiandy_length(bytes);
  if (length.is == Is::partial && !turn.ended) return {Progress::Is::more, length.length};
  if (length.is != Is::whole) return {Progress::Is::other};
  const auto tiandy = wire::parse_tiandy(bytes.first(length.length));
  if (tiandy && !turn.from_client) {
    // The texts hold names and keys: the words are told one by one, the message by its lead.
    const Teller t(turn.ledger, turn.sender, head_of(turn.message, length.length));
    Teller(turn.ledger, turn.sender, head_of(turn.message, wire::tiandy_header_size))
        .tell_whole(kind("tiandy.message"), tiandy->stream ? "stream" : "control");
    for (std::size_t i = 0; i < tiandy->word_count; ++i) t.tell(kind("tiandy.words"), tiandy->words[i], "word");
  }
  return {Progress::Is::taken, length.length};
}

Progress read_hiksdk_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::hiksdk_length(bytes);
  if (length.is == Is::partial && !turn.ended) return {Progress::Is::more, length.length};
  if (length.is != Is::whole) return {Progress::Is::other};
  const auto sdk = wire::parse_hiksdk(bytes.first(length.length));
  if (sdk && sdk->kind == wire::HikSdkKind::answer && !turn.from_client)
    tell_hik_answer(Teller(turn.ledger, turn.sender, head_of(turn.message, length.length)), *sdk);
  return {Progress::Is::taken, length.length};
}

}  // namespace lenscap::sources
