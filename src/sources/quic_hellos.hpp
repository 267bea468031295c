// sources/quic_hellos.hpp: ClientHellos of QUIC that are not all there yet.
//
// A hello that fits one datagram is put together here and is gone at once; one that spans datagrams waits for the rest.
// At most `most_open` wait, each for at most `most_hello` bytes in at most `most_pieces` pieces: 4 MiB when somebody
// fills it on purpose. The one that was begun first goes first. Of bytes that are sent twice the first stay.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sources/teller.hpp"
#include "wire/quic.hpp"

namespace lenscap::sources {

struct QuicHello {
  static constexpr std::size_t most_hello = 16 * 1024;  ///< with post-quantum keys and a certificate's name: 2 KB
  static constexpr std::size_t most_pieces = 128;       ///< Chromium cuts a packet into some ten

  std::uint32_t version = 0;
  wire::QuicKeys keys;
  std::vector<std::byte> stream;  ///< up to the highest byte seen; holes are zero
  std::vector<Piece> pieces;      ///< of the stream, by offset; none overlaps another

  /// False when a bound is met. `at`: where the first byte stands in its packet.
  bool add(const wire::QuicCrypto& piece, std::uint64_t packet, std::uint32_t at);
  /// The first handshake message with its head of 4 bytes; empty while a byte of it is missing.
  std::span<const std::byte> message() const;
};

class QuicHellos {
 public:
  static constexpr std::size_t most_open = 256;

  /// Null when none is open for the conversation.
  QuicHello* find(std::uint64_t flow);
  /// A new one. `flow` is not 0 and has none yet.
  QuicHello& open(std::uint64_t flow);
  void close(std::uint64_t flow);
  /// Closes all, and returns how many were never whole since the last call.
  std::uint64_t abandon();

 private:
  std::vector<std::uint64_t> flows_;  ///< 0: free
  std::vector<QuicHello> hellos_;     ///< beside flows_
  std::size_t next_ = 0;              ///< that goes when all are taken: they are taken in turn
  std::uint64_t lost_ = 0;
};

}  // namespace lenscap::sources
