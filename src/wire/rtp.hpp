// wire/rtp.hpp: RTP and RTCP, told from other datagrams by their headers; what they carry is never looked at.
// Source: RFC 3550 5.1 (RTP header), 6.4 (reports), A.1 and A.2 (validity checks); RFC 5761 4 (payload types that
// cannot be mistaken for RTCP); RFC 3551 6 (payload types with a fixed meaning)
//
// One RTP header proves little: two bits of version. A flow is taken for media when several headers follow each other
// with one source and a sequence that goes on (rtp_continues). RTCP comes in compounds whose lengths add up to the
// datagram and which begin with a report, so one is enough. Names inside RTCP (CNAME) are people's and are not read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct Rtp {
  std::uint8_t payload_type = 0;  ///< 0 to 127
  bool marker = false;
  std::uint16_t sequence = 0;
  std::uint32_t source = 0;  ///< SSRC
  std::size_t payload = 0;   ///< offset of the payload
};

/// Reads one header. `wire_size` is the size that was sent, when the capture cut the datagram. Empty when version,
/// payload type, contributors, extension or padding cannot be RTP's.
std::optional<Rtp> parse_rtp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept;

/// Does `next` follow `sequence` of the same source closely? A lost or reordered packet or two are no break.
bool rtp_continues(std::uint16_t sequence, std::uint16_t next) noexcept;

/// A compound that begins with a sender's or receiver's report and whose lengths add up to `wire_size`. Of a datagram
/// that the capture cut, the headers that are there must be right.
bool is_rtcp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept;

}  // namespace lenscap::wire
