// sources/fragments.hpp: IP fragments put together within a bound. Overlaps keep the bytes that came first (as RFC 5722
// asks for IPv6, the whole datagram is dropped there), and the pieces remember their packets.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sources/teller.hpp"

namespace lenscap::sources {

struct Reassembled {
  std::string bytes;  ///< the payload of the datagram
  std::vector<Piece> pieces;
};

class Fragments {
 public:
  static constexpr std::size_t most_datagrams = 128;
  static constexpr std::size_t most_bytes = 65535;
  static constexpr std::size_t most_fragments = 64;  ///< a datagram of 64 KiB over links of 1,024 bytes

  /// Adds one fragment of the datagram `key`. True when the datagram is whole: it is then in `out` and forgotten here.
  /// `dropped` counts datagrams given up: too many at once, overlapping or too long.
  bool add(std::uint64_t key, std::uint32_t offset, bool more, std::string_view bytes, const Piece& piece,
           Reassembled& out, std::uint64_t& dropped);
  /// Datagrams still incomplete; forgets them.
  std::size_t abandon();

 private:
  struct Part {
    std::uint32_t offset;
    std::string bytes;
    Piece piece;
  };
  struct Datagram {
    std::uint64_t key = 0;
    std::uint64_t order = 0;
    std::uint32_t total = 0;  ///< known once the last fragment came
    std::uint32_t have = 0;
    std::vector<Part> parts;  ///< by offset, not overlapping
  };
  std::vector<Datagram> datagrams_;
  std::uint64_t order_ = 0;
};

}  // namespace lenscap::sources
