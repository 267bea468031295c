// sources/via.hpp: how a conversation is named in a locator: "udp 37810", by the port that says what is spoken.
#pragma once
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace lenscap::sources {

/// `protocol` ("udp ", "tcp ") and `port`, in a buffer of the caller.
inline std::string_view via(std::span<char, 12> into, std::string_view protocol, std::uint16_t port) {
  std::memcpy(into.data(), protocol.data(), 4);
  const auto end = std::to_chars(into.data() + 4, into.data() + into.size(), port).ptr;
  return {into.data(), static_cast<std::size_t>(end - into.data())};
}

/// Of two ports, the one of the service: answers of discovery come from it, so it is not always the lower one.
inline std::uint16_t service_port(std::uint16_t source, std::uint16_t destination) {
  const bool special =
      source == 37020 || source == 37810 || source == 3702 || (source >= 34567 && source <= 34571) || source == 32108;
  return special ? source : std::min(source, destination);
}

}  // namespace lenscap::sources
