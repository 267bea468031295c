// makecap/people_message.hpp: how cameras send what they see of people: metadata in RTP, frames of RTP inside RTSP,
// parts of a multipart body. RFC 3550 5.1, RFC 2326 10.12, RFC 2046 5.1.
#pragma once
#include <string_view>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

/// One stream of RTP: its next packet follows from it.
struct RtpStream {
  std::uint8_t payload_type;
  std::uint32_t source;
  std::uint16_t sequence;
  std::uint32_t timestamp;
};

/// `document` in packets of `size` octets of payload at most, the last with the marker bit; the stream goes on.
std::vector<Bytes> rtp_packets(RtpStream& stream, std::string_view document, std::size_t size);

/// '$', channel, length, packet.
Bytes interleaved_frame(std::uint8_t channel, std::string_view packet);

/// "--boundary", Content-Type, Content-Length, an empty line, the content and a line end.
Bytes multipart_part(std::string_view boundary, std::string_view type, std::string_view content);

}  // namespace makecap
