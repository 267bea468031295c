// wire/quic.hpp: QUIC as far as it can be read by anyone who sees it: which packets a datagram holds, and what a client
// says in its first ones.
//
// A connection begins with Initial packets. They are enciphered, but with keys that follow from a number in the clear
// (the destination connection id that the client chose), so that every observer can open them; what they carry is the
// same ClientHello as over TCP, in CRYPTO frames: pieces of one stream, each with its offset. A client may send the
// pieces in any order, over several packets and datagrams: Chromium shuffles them, and a hello with post-quantum keys
// fills two. A datagram may hold several packets, one behind the other. Everything later is closed to us and is only
// counted. AES-GCM enciphers byte by byte, so a byte that was read has its own place in the packet.
//
// Two versions are opened, 1 and 2: they differ in salt, labels and the numbers of packet types. Other versions are
// told by the fields that no version may change. The packet number is taken as it stands: a first flight is short of
// the 256 packets from which on the numbers on the wire lack their upper bits.
//
// Source: RFC 8999 5 and 6 (what no version changes), RFC 9000 16 (integers), 17.2 (long headers), 19 (frames),
// RFC 9001 5 (keys, nonce, header protection), RFC 9369 3 (version 2).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

inline constexpr std::uint32_t quic_v1 = 1, quic_v2 = 0x6b3343cf;

/// Shortest destination connection id of a client's first packet (RFC 9000 7.2), longest of any (17.2).
inline constexpr std::size_t least_first_quic_id = 8, longest_quic_id = 20;

enum class QuicType : std::uint8_t {
  initial,
  zero_rtt,
  handshake,
  retry,
  version_negotiation,
  other_version,  ///< a draft, or a number that is there to be ignored: nothing but its ids is known
  damaged         ///< of version 1 or 2, but its lengths run past the datagram
};

/// One packet with a long header. Spans alias the datagram.
struct QuicPacket {
  QuicType type = QuicType::damaged;
  std::uint32_t version = 0;
  std::span<const std::byte> destination_id, source_id;
  std::span<const std::byte> bytes;  ///< the packet, from its first byte to the next one's; all the rest where only
                                     ///< initial, 0-RTT and handshake packets have a length
  std::size_t number_at = 0;         ///< offset of the packet number, 0 where there is none
};

/// Whether five bytes may begin a packet with a long header: what is tried before anything that costs more.
constexpr bool may_be_quic(std::uint8_t first, std::uint32_t version) noexcept {
  if (first >> 6 != 3) return false;
  return version <= quic_v1 || version == quic_v2 || (version & 0x0f0f0f0f) == 0x0a0a0a0a || version >> 8 == 0xff0000;
}

/// Reads the packet that `datagram` begins with. Empty when it is none with a long header.
std::optional<QuicPacket> parse_quic_packet(std::span<const std::byte> datagram) noexcept;

/// What opens the Initial packets of a client.
struct QuicKeys {
  std::array<std::uint8_t, 16> key{};
  std::array<std::uint8_t, 12> iv{};
  std::array<std::uint8_t, 16> header{};
};

/// Keys of version 1 or 2 for the destination connection id of the client's first packet (after a Retry, of the first
/// packet that answers it). Empty when OpenSSL has no SHA-256.
std::optional<QuicKeys> quic_client_keys(std::uint32_t version, std::span<const std::byte> destination_id) noexcept;

struct QuicFrames {
  std::span<const std::byte> bytes;  ///< in the caller's room
  std::size_t at = 0;                ///< offset in the packet of the first of them: one byte there is one byte here
};

/// Opens an Initial packet into `room`, which must be as long as the packet. Empty when its tag does not fit the keys.
std::optional<QuicFrames> open_quic_initial(const QuicPacket& packet, const QuicKeys& keys,
                                            std::span<std::byte> room) noexcept;

/// A piece of the stream that the handshake is.
struct QuicCrypto {
  std::uint64_t offset = 0;
  std::span<const std::byte> data;
};

enum class QuicStep : std::uint8_t {
  crypto,  ///< one more piece
  end,     ///< all frames were read
  fault    ///< a frame that an Initial packet may not hold (RFC 9000 12.4), or a length that runs past its end
};

/// Takes frames off until one is a CRYPTO frame.
QuicStep next_quic_crypto(std::span<const std::byte>& frames, QuicCrypto& piece) noexcept;

}  // namespace lenscap::wire
