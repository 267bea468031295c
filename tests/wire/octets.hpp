// tests/wire/octets.hpp: messages in which text stands between numbers, as in DNS and DHCP.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::testing {

/// Hexadecimal digits two by two, 'text' between quotes, and comments from '#' to the end of the line.
inline Bytes octets(std::string_view message) {
  Bytes out;
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    throw std::invalid_argument("octets: not a hexadecimal digit");
  };
  for (std::size_t i = 0; i < message.size();) {
    const char c = message[i];
    if (c == ' ' || c == '\n') {
      ++i;
    } else if (c == '#') {
      i = std::min(message.find('\n', i), message.size());
    } else if (c == '\'') {
      const std::size_t end = message.find('\'', i + 1);
      if (end == message.npos) throw std::invalid_argument("octets: text without an end");
      out = out + text(message.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      if (i + 1 == message.size()) throw std::invalid_argument("octets: half a byte");
      out.push_back(static_cast<std::byte>(digit(c) << 4 | digit(message[i + 1])));
      i += 2;
    }
  }
  return out;
}

}  // namespace lenscap::wire::testing
