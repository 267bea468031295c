// What a server says before anybody has logged in (SSH, FTP, Telnet), and what an MQTT client calls itself. Of the rest
// of these conversations nothing is looked at: there people type and are answered.
#include <fmt/format.h>

#include "sources/dialogue.hpp"
#include "wire/ftp.hpp"
#include "wire/mqtt.hpp"
#include "wire/secrets.hpp"
#include "wire/ssh.hpp"
#include "wire/telnet.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

using Is = wire::StreamLength::Is;

std::string_view version_of(const wire::MqttConnect& connect) {
  return connect.level == 5 ? "CONNECT 5.0" : connect.level == 4 ? "CONNECT 3.1.1" : "CONNECT 3.1";
}

/// A line of a server has not ended: wait, unless it never will.
Progress unfinished(const Turn& turn, Is is) {
  return {is == Is::partial && !turn.ended ? Progress::Is::more : Progress::Is::opaque};
}

}  // namespace

Progress read_ssh_turn(Turn& turn) {
  const auto length = wire::ssh_line_length(turn.message.bytes);
  if (length.is != Is::whole) return unfinished(turn, length.is);
  if (turn.from_client) return {Progress::Is::media};  // the server's line may still come
  const Teller t(turn.ledger, turn.sender, turn.message);
  t.tell(kind("ssh.banner"), wire::ssh_identification(turn.message.bytes), "identification");
  return {Progress::Is::opaque};
}

Progress read_ftp_turn(Turn& turn) {
  const auto length = wire::ftp_greeting_length(turn.message.bytes);
  if (length.is != Is::whole) return unfinished(turn, length.is);
  if (!turn.from_client)
    Teller(turn.ledger, turn.sender, turn.message)
        .tell(kind("ftp.banner"), wire::ftp_greeting(turn.message.bytes), "220");
  return {Progress::Is::opaque};
}

Progress read_telnet_turn(Turn& turn) {
  const std::string_view bytes = turn.message.bytes;
  const std::size_t negotiation = wire::telnet_negotiation(bytes);
  if (negotiation == bytes.size()) return {Progress::Is::taken, bytes.size()};
  // Once a user types, the server sends it back.
  if (turn.from_client) return {Progress::Is::opaque};
  if (const auto banner = wire::telnet_banner(bytes); !banner.empty()) {
    Teller(turn.ledger, turn.sender, turn.message).tell(kind("telnet.banner"), banner, "before the first login");
    return {Progress::Is::opaque};
  }
  const bool wait = !turn.ended && bytes.size() < wire::longest_telnet_banner;
  return {wait ? Progress::Is::more : Progress::Is::opaque};
}

Progress read_mqtt_turn(Turn& turn) {
  const auto bytes = octets(turn.message.bytes);
  const auto length = wire::mqtt_connect_length(bytes);
  if (length.is != Is::whole) return unfinished(turn, length.is);
  const auto connect = wire::parse_mqtt_connect(bytes.first(length.length));
  if (!connect) return {Progress::Is::opaque};
  constexpr std::size_t up_to_flags = 9;  // user name and password stand further on
  Message head = turn.message;
  head.bytes = head.bytes.substr(0, up_to_flags);
  Teller(turn.ledger, turn.sender, head).tell_whole(kind("mqtt.message"), version_of(*connect), "CONNECT");
  const auto id = wire::mask_credentials(connect->client_id);
  Teller(turn.ledger, turn.sender, turn.message)
      .tell_decoded(kind("mqtt.clientid"), id.text, connect->client_id, "credentials masked", "client identifier");
  return {Progress::Is::opaque};
}

}  // namespace lenscap::sources
