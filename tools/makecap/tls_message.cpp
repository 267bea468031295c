#include "makecap/tls_message.hpp"

namespace makecap {

namespace {

constexpr std::uint8_t handshake = 22, change_cipher = 20, application = 23;

Bytes record(std::uint8_t type, std::string_view body) {
  Bytes out;
  put8(out, type);
  put16(out, 0x0303);
  put16(out, static_cast<std::uint32_t>(body.size()));
  return out.append(body);
}

Bytes sized16(std::string_view body) {
  Bytes out;
  put16(out, static_cast<std::uint32_t>(body.size()));
  return out.append(body);
}

Bytes sized24(std::string_view body) {
  Bytes out;
  put8(out, static_cast<std::uint32_t>(body.size() >> 16));
  put16(out, static_cast<std::uint32_t>(body.size()));
  return out.append(body);
}

Bytes message(std::uint8_t type, std::string_view body) {
  Bytes out;
  put8(out, type);
  return out.append(sized24(body));
}

Bytes extension(std::uint16_t type, std::string_view body) {
  Bytes out;
  put16(out, type);
  return out + sized16(body);
}

}  // namespace

Bytes server_hello(bool version_13, Dice& dice) {
  Bytes body = from_hex("0303") + dice.octets(32) + Bytes(1, '\x20') + dice.octets(32);
  put16(body, version_13 ? 0x1301 : 0x009c);
  put8(body, 0);
  Bytes extensions;
  if (version_13) {
    extensions += extension(43, from_hex("0304"));
    extensions += extension(51, from_hex("001d 0020") + dice.octets(32));
  } else {
    extensions += extension(0xff01, Bytes(1, '\0'));
  }
  return record(handshake, message(2, body + sized16(extensions)));
}

Bytes client_hello(const std::string& sni, Dice& dice, std::size_t whole) {
  Bytes body = from_hex("0303") + dice.octets(32) + Bytes(1, '\x20') + dice.octets(32);
  body += sized16(from_hex("1301 1302 c02b c02f 009c 002f"));
  body += from_hex("0100");
  Bytes extensions;
  if (!sni.empty()) extensions += extension(0, sized16(Bytes(1, '\0') + sized16(sni)));
  extensions += extension(10, sized16(from_hex("001d 0017")));
  extensions += extension(11, from_hex("0100"));
  extensions += extension(13, sized16(from_hex("0403 0804 0401")));
  extensions += extension(43, from_hex("04 0304 0303"));
  extensions += extension(51, sized16(from_hex("001d 0020") + dice.octets(32)));
  const std::size_t bare = 5 + 4 + body.size() + 2 + extensions.size();
  if (whole >= bare + 4) extensions += extension(21, Bytes(whole - bare - 4, '\0'));
  return record(handshake, message(1, body + sized16(extensions)));
}

std::vector<Turn> tls_turns(const Tls& tls, Dice dice) {
  const Bytes cipher_on = record(change_cipher, Bytes(1, '\1'));
  std::vector<Turn> turns;
  turns.push_back({true, client_hello(tls.sni, dice), {}, 0});
  Bytes answer = server_hello(tls.version_13, dice);
  if (tls.version_13) {
    turns.push_back({false, answer + cipher_on + record(application, dice.octets(840)), {}, 0});
    turns.push_back({true, cipher_on + record(application, dice.octets(69)), {}, 0});
  } else {
    const Bytes chain = sized24(certificate(tls.subject, tls.issuer.empty() ? tls.subject : tls.issuer, dice));
    answer += record(handshake, message(11, sized24(chain))) + record(handshake, message(14, {}));
    turns.push_back({false, answer, {}, 0});
    const Bytes key = record(handshake, message(16, sized16(dice.octets(256))));
    turns.push_back({true, key + cipher_on + record(handshake, dice.octets(40)), {}, 0});
    turns.push_back({false, cipher_on + record(handshake, dice.octets(40)), {}, 0});
  }
  turns.push_back({true, record(application, dice.octets(180)), {}, 0});
  turns.push_back({false, record(application, dice.octets(260)), {}, 0});
  return turns;
}

}  // namespace makecap
