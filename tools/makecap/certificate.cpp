// X.509 in DER (RFC 5280, ITU-T X.690), written by hand so that the octets are the same in every run.
#include <map>

#include "makecap/tls_message.hpp"

namespace makecap {

namespace {

constexpr std::uint8_t integer = 0x02, bit_string = 0x03, null = 0x05, object = 0x06, utf8 = 0x0c, printable = 0x13,
                       utc_time = 0x17, sequence = 0x30, set = 0x31;

Bytes der(std::uint8_t tag, std::string_view body) {
  Bytes out(1, static_cast<char>(tag));
  if (body.size() < 0x80) {
    put8(out, static_cast<std::uint32_t>(body.size()));
  } else {
    put8(out, 0x82);
    put16(out, static_cast<std::uint32_t>(body.size()));
  }
  return out.append(body);
}

const std::map<std::string, std::string> attributes = {{"CN", "550403"}, {"C", "550406"}, {"L", "550407"},
                                                       {"ST", "550408"}, {"O", "55040a"}, {"OU", "55040b"}};

Bytes name(const Name& parts) {
  Bytes out;
  for (const auto& [key, value] : parts) {
    const auto found = attributes.find(key);
    if (found == attributes.end()) throw Mistake("certificate attribute not known here: " + key);
    const std::uint8_t kind = key == "C" ? printable : utf8;  // X.520: a country is a PrintableString
    out += der(set, der(sequence, der(object, from_hex(found->second)) + der(kind, value)));
  }
  return der(sequence, out);
}

}  // namespace

Bytes certificate(const Name& subject, const Name& issuer, Dice& dice) {
  const Bytes sha256_rsa = der(sequence, der(object, from_hex("2a864886f70d01010b")) + der(null, {}));
  const Bytes rsa = der(sequence, der(object, from_hex("2a864886f70d010101")) + der(null, {}));
  Bytes modulus = dice.octets(256);
  modulus.front() = static_cast<char>(0xc5);  // top bit set: 2048 bits
  modulus.back() = static_cast<char>(modulus.back() | 1);
  const Bytes key = der(sequence, der(integer, Bytes(1, '\0') + modulus) + der(integer, from_hex("010001")));
  Bytes serial = dice.octets(8);
  serial.front() = '\x4d';
  const Bytes validity = der(sequence, der(utc_time, "190101000000Z") + der(utc_time, "381231235959Z"));
  const Bytes body =
      der(sequence, der(0xa0, der(integer, Bytes(1, '\2'))) + der(integer, serial) + sha256_rsa + name(issuer) +
                        validity + name(subject) + der(sequence, rsa + der(bit_string, Bytes(1, '\0') + key)));
  return der(sequence, body + sha256_rsa + der(bit_string, Bytes(1, '\0') + dice.octets(256)));
}

}  // namespace makecap
