// fuzz/quic_fuzz.cpp: any bytes as a datagram of QUIC, opened with the keys that its first packet names, and as the
// frames of an opened packet.
#include <cstdlib>
#include <vector>

#include "wire/quic.hpp"

using namespace lenscap::wire;

namespace {

using Bytes = std::span<const std::byte>;

bool outside(Bytes part, Bytes whole) {
  return part.size() > whole.size() ||
         (!part.empty() && (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()));
}

void walk(Bytes frames) {
  QuicCrypto piece;
  for (Bytes rest = frames; next_quic_crypto(rest, piece) == QuicStep::crypto;)
    if (outside(piece.data, frames) || outside(rest, frames)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes datagram(reinterpret_cast<const std::byte*>(data), size);
  walk(datagram);
  std::vector<std::byte> room(size);
  std::optional<QuicKeys> keys;
  Bytes rest = datagram;
  for (auto packet = parse_quic_packet(rest); packet; packet = parse_quic_packet(rest)) {
    if (packet->bytes.empty() || outside(packet->bytes, rest) || outside(packet->destination_id, packet->bytes))
      std::abort();
    rest = rest.subspan(packet->bytes.size());
    if (packet->type != QuicType::initial) continue;
    if (!keys) keys = quic_client_keys(packet->version, packet->destination_id);
    const auto frames = open_quic_initial(*packet, *keys, room);
    if (!frames) continue;
    if (frames->at + frames->bytes.size() > packet->bytes.size()) std::abort();
    walk(frames->bytes);
  }
  return 0;
}
