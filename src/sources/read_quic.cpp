// QUIC: the name that a client asks for, and how it introduces itself. What comes after its first packets is closed.
//
// Opening a packet of 1,200 bytes costs 6 µs, keys included, where the average packet of `makecap small` costs 1. So it
// is bounded a conversation: once the hello was read, or the bound is met, its packets are only counted. Who is the
// client follows from whose packets open: a server's are enciphered with other keys.
#include "sources/dialogue.hpp"
#include "sources/quic_hellos.hpp"
#include "wire/bytes.hpp"
#include "wire/quic.hpp"

namespace lenscap::sources {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint8_t most_opened = 8;  // a hello of two packets, each sent again, and a Retry in between
constexpr std::string_view decoder = "quic initial";

/// The conversation will not be looked at again.
void finish_talk(const QuicTalk& talk) {
  talk.hellos.close(talk.flow);
  talk.slot.talk = Talk::opaque;
}

void tell_hello(const Datagram& d, const QuicHello& hello, Bytes message) {
  constexpr std::size_t head = 4;
  const wire::TlsHandshake handshake{wire::u8(message, 0), false, 0, message.size(), message.subspan(head)};
  const auto parsed = wire::parse_tls_client_hello(handshake);
  if (!parsed) {
    ++d.ledger.skips()[Skip::malformed_message];
    return;
  }
  Message stream = d.message;
  stream.bytes = wire::as_text(message);
  stream.pieces = hello.pieces;
  tell_client_hello(Teller(d.ledger, d.sender, stream).deciphered(decoder), *parsed, stream.bytes, wire::Ja4Over::quic,
                    d.quic->fingerprints);
  use_name(d.names, stream, model::NameFrom::quic_sni, d.sender, d.receiver, d.other_end, parsed->server_name,
           parsed->server_name);
}

/// Frames of an opened packet into the hello. False when they are none, or beyond its bounds.
bool add_frames(const Datagram& d, const wire::QuicPacket& packet, wire::QuicFrames frames, QuicHello& hello) {
  // Where the frames stand in the frame that was captured: datagrams of QUIC are never fragments.
  const auto frames_at =
      static_cast<std::size_t>(reinterpret_cast<const char*>(packet.bytes.data()) - d.message.bytes.data()) + frames.at;
  wire::QuicCrypto piece;
  for (Bytes rest = frames.bytes;;) {
    const wire::QuicStep step = wire::next_quic_crypto(rest, piece);
    if (step == wire::QuicStep::end) return true;
    if (step == wire::QuicStep::fault) return false;
    const auto inside = static_cast<std::size_t>(piece.data.data() - frames.bytes.data());
    const Piece& datagram = d.message.pieces[0];
    if (!hello.add(piece, datagram.packet, static_cast<std::uint32_t>(datagram.at + frames_at + inside))) return false;
  }
}

/// An Initial packet that may be the client's. False when the conversation is at its end for us.
bool read_initial(const Datagram& d, const wire::QuicPacket& packet, std::vector<std::byte>& room) {
  const QuicTalk& talk = *d.quic;
  std::uint8_t& opened = talk.slot.tries[1];  // of the two counters the second is free over UDP
  room.resize(std::max(room.size(), packet.bytes.size()));
  const auto attempt = [&](const wire::QuicKeys& keys) -> std::optional<wire::QuicFrames> {
    if (opened >= most_opened) return {};
    ++opened;
    return wire::open_quic_initial(packet, keys, room);
  };

  // Keys hold for the whole conversation, whatever id the server wants to be called by, save after a Retry.
  QuicHello* hello = talk.hellos.find(talk.flow);
  std::optional<wire::QuicFrames> frames;
  if (hello != nullptr && hello->version == packet.version) frames = attempt(hello->keys);
  if (!frames && packet.destination_id.size() >= wire::least_first_quic_id) {
    const auto keys = wire::quic_client_keys(packet.version, packet.destination_id);
    if (keys) frames = attempt(*keys);
    if (frames) {
      if (hello != nullptr) talk.hellos.close(talk.flow);
      hello = &talk.hellos.open(talk.flow);
      hello->version = packet.version;
      hello->keys = *keys;
      talk.slot.client = talk.direction;
    }
  }
  if (!frames) {
    // Of a conversation whose beginning the capture lacks, a server's packet comes first: it is not damaged.
    const bool server = talk.slot.client == 2 && d.source_port < d.destination_port;
    if (!server) ++d.ledger.skips()[Skip::malformed_message];
    return opened < most_opened;
  }
  if (!add_frames(d, packet, *frames, *hello)) {
    ++d.ledger.skips()[Skip::malformed_message];
    return false;
  }
  const Bytes message = hello->message();
  if (message.empty()) return opened < most_opened;
  tell_hello(d, *hello, message);
  return false;
}

}  // namespace

bool read_quic(const Datagram& d) {
  if (d.quic == nullptr) return false;  // of a fragmented datagram, which QUIC never sends (RFC 9000 14)
  Bytes rest = octets(d.message.bytes);
  auto packet = wire::parse_quic_packet(rest);
  if (!packet) return false;
  if (d.wire_size > rest.size()) {  // the tag at its end is gone
    ++d.ledger.skips()[Skip::cut_by_snap_length];
    return true;
  }
  const bool from_server = d.quic->slot.client == 1 - d.quic->direction;
  std::vector<std::byte> room;
  for (; packet; packet = wire::parse_quic_packet(rest)) {
    if (packet->type == wire::QuicType::damaged) {
      ++d.ledger.skips()[Skip::malformed_message];
      return true;
    }
    if (packet->type == wire::QuicType::initial && !from_server && !read_initial(d, *packet, room)) {
      finish_talk(*d.quic);
      return true;
    }
    rest = rest.subspan(packet->bytes.size());
  }
  return true;
}

}  // namespace lenscap::sources
