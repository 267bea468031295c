// Makers' control protocols over TCP: Dahua DHIP and DVRIP, Xiongmai, Baichuan. Their media is stepped over by its
// length.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "sources/maker_fields.hpp"
#include "sources/read_analytics.hpp"
#include "wire/baichuan.hpp"
#include "wire/dhip.hpp"
#include "wire/dvrip.hpp"
#include "wire/xm.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

constexpr std::size_t most_buffered = 256 * 1024;  // longer messages are media: their header says enough

}  // namespace

Progress read_dahua_turn(Turn& turn, Talk talk) {
  const auto bytes = octets(turn.message.bytes);
  if (talk == Talk::dhip) {
    const auto length = wire::dhip_length(bytes);
    if (length.is == wire::StreamLength::Is::partial && !turn.ended) return {Progress::Is::more, length.length};
    if (length.is != wire::StreamLength::Is::whole) return {Progress::Is::other};
    if (const auto dhip = wire::parse_dhip(bytes.first(length.length))) {
      const Teller t(turn.ledger, turn.sender, head_of(turn.message, length.length));
      if (!tell_dhip(t, dhip->json)) tell_analytics(t, dhip->json, {}, !turn.from_client);
    }
    return {Progress::Is::taken, length.length};
  }
  const auto length = wire::dvrip_length(bytes);
  if (length.is == wire::StreamLength::Is::partial && !turn.ended) return {Progress::Is::more, length.length};
  if (length.is != wire::StreamLength::Is::whole) return {Progress::Is::other};
  const auto message = wire::parse_dvrip_message(bytes.first(length.length));
  if (message && message->kind == wire::DvripKind::answer) {
    const Teller t(turn.ledger, turn.sender, head_of(turn.message, length.length));
    t.tell_whole(kind("dvrip.message"), "control answer");
    t.tell(kind("dvrip.realm"), message->realm, "Realm");
  } else if (message && message->kind == wire::DvripKind::json && !turn.from_client) {
    const Teller t(turn.ledger, turn.sender, head_of(turn.message, length.length));
    if (!tell_dhip(t, message->json)) tell_analytics(t, message->json, {}, true);
  }
  return {Progress::Is::taken, length.length};
}

Progress read_xm_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::xm_length(bytes);
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  if (length.is == wire::StreamLength::Is::partial) {
    if (length.length > most_buffered) return {Progress::Is::taken, bytes.size(), length.length - bytes.size()};
    return {turn.ended ? Progress::Is::other : Progress::Is::more, length.length};
  }
  if (const auto xm = wire::parse_xm(bytes.first(length.length)))
    tell_xm(Teller(turn.ledger, turn.sender, head_of(turn.message, length.length)), *xm);
  return {Progress::Is::taken, length.length};
}

Progress read_baichuan_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::baichuan_length(bytes);
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  const auto header = wire::parse_baichuan(bytes);
  if (!header) return {turn.ended ? Progress::Is::other : Progress::Is::more};
  // The body is encrypted or holds login hashes: only the header is read, the body is passed over.
  if (header->from_device)
    Teller(turn.ledger, turn.sender, head_of(turn.message, header->header_size))
        .tell_whole(kind("baichuan.message"), fmt::format("{}", header->message), "message number");
  return {Progress::Is::taken, std::min(header->header_size, bytes.size()), header->body_length};
}

}  // namespace lenscap::sources
