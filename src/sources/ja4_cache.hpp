// sources/ja4_cache.hpp: the JA4 of hellos seen before.
//
// A network holds some dozens of TLS clients, which open a hundred thousand connections: two SHA-256 for each would
// cost more than all else that is done with a hello. What decides a JA4 is put side by side, some 100 bytes, and is
// looked up. A client that shuffles its extensions (Chromium) is computed each time. An entry is compared in full, so
// the answer is the same with and without it.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "wire/ja4.hpp"

namespace lenscap::sources {

class Ja4Cache {
 public:
  static constexpr std::size_t most_entries = 128;  ///< a power of two; 56 KB

  Ja4Cache() : entries_(most_entries) {}
  /// Empty where wire::ja4 gives none. Good until the next call.
  std::string_view of(const wire::TlsClientHello& hello, wire::Ja4Over over);

 private:
  static constexpr std::size_t longest_key = 400;
  struct Entry {
    std::uint16_t size = 0;  ///< of the key; 0: free
    std::array<char, longest_key> key;
    wire::Ja4 value;
  };
  std::vector<Entry> entries_;
  wire::Ja4 uncached_;
};

}  // namespace lenscap::sources
