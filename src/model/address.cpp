#include "model/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace lenscap::model {

std::optional<Mac> parse_mac(std::string_view text) {
  Mac mac;
  int digits = 0;
  for (char c : text) {
    int nibble;
    if (c >= '0' && c <= '9') nibble = c - '0';
    else if (c >= 'a' && c <= 'f') nibble = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F') nibble = c - 'A' + 10;
    else if (c == ':' || c == '-' || c == '.') continue;
    else return std::nullopt;
    if (++digits > 12) return std::nullopt;
    mac.value = mac.value << 4 | static_cast<std::uint64_t>(nibble);
  }
  if (digits != 12) return std::nullopt;
  if (text.size() != 12 && text.size() != 14 && text.size() != 17) return std::nullopt;
  return mac;
}

std::string to_string(Mac mac) {
  constexpr char digits[] = "0123456789abcdef";
  std::array<char, 17> text;
  text.fill(':');
  for (std::size_t i = 0; i < 6; ++i) {  // by hand: a network has a hundred thousand of them
    const auto octet = mac.value >> (40 - 8 * i) & 0xff;
    text[3 * i] = digits[octet >> 4];
    text[3 * i + 1] = digits[octet & 15];
  }
  return {text.data(), text.size()};
}

bool Ip::link_local() const {
  if (family == 4) return bytes[0] == 169 && bytes[1] == 254;
  return family == 6 && bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}

bool Ip::loopback() const {
  if (family == 4) return bytes[0] == 127;
  return family == 6 && bytes[15] == 1 && std::all_of(bytes.begin(), bytes.begin() + 15, [](auto b) { return b == 0; });
}

bool Ip::inside() const {
  if (family == 4)
    return bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xf0) == 16) || (bytes[0] == 192 && bytes[1] == 168) ||
           (bytes[0] == 100 && (bytes[1] & 0xc0) == 64) || link_local() || loopback();
  return family == 6 && ((bytes[0] & 0xfe) == 0xfc || link_local() || loopback());
}

std::optional<Ip> parse_ip(std::string_view text) {
  if (text.empty() || text.size() > 45) return std::nullopt;
  std::string z(text);
  std::array<std::uint8_t, 16> raw{};
  if (inet_pton(AF_INET, z.c_str(), raw.data()) == 1) {
    Ip ip;
    ip.family = 4;
    std::copy_n(raw.begin(), 4, ip.bytes.begin());
    return ip;
  }
  if (inet_pton(AF_INET6, z.c_str(), raw.data()) == 1) return Ip::v6(raw);
  return std::nullopt;
}

std::string to_string(const Ip& ip) {
  if (ip.family == 0) return {};
  if (ip.family == 4) {  // by hand: inet_ntop goes through printf, and time servers are told of by the thousand
    std::array<char, INET_ADDRSTRLEN> text;
    char* end = text.data();
    for (std::size_t i = 0; i < 4; ++i) {
      if (i != 0) *end++ = '.';
      end = std::to_chars(end, text.data() + text.size(), ip.bytes[i]).ptr;
    }
    return {text.data(), end};
  }
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, ip.bytes.data(), text, sizeof text);
  return text;
}

}  // namespace lenscap::model
