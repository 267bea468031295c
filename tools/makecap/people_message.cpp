#include "makecap/people_message.hpp"

#include <fmt/format.h>

namespace makecap {

std::vector<Bytes> rtp_packets(RtpStream& stream, std::string_view document, std::size_t size) {
  std::vector<Bytes> out;
  for (std::size_t at = 0; at < document.size(); at += size) {
    const std::string_view piece = document.substr(at, size);
    const bool last = at + piece.size() == document.size();
    Bytes packet;
    put8(packet, 0x80);
    put8(packet, stream.payload_type | (last ? 0x80u : 0u));
    put16(packet, stream.sequence++);
    put32(packet, stream.timestamp);
    put32(packet, stream.source);
    out.push_back(packet + Bytes(piece));
  }
  stream.timestamp += 9000;
  return out;
}

Bytes interleaved_frame(std::uint8_t channel, std::string_view packet) {
  Bytes out = "$";
  put8(out, channel);
  put16(out, static_cast<std::uint32_t>(packet.size()));
  return out + Bytes(packet);
}

Bytes multipart_part(std::string_view boundary, std::string_view type, std::string_view content) {
  return fmt::format("--{}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n", boundary, type, content.size()) +
         Bytes(content) + "\r\n";
}

}  // namespace makecap
