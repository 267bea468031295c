// wire/sdp.hpp: the session description that an RTSP server gives in answer to DESCRIBE.
// Source: RFC 8866 5 (lines "x=value"), 6.6 (rtpmap); Hikvision's a=Media_header
//
// Only what names the software and the kinds of media is read. Addresses of the session (o=, c=, u=, a=control) are
// not: they are somebody's, and may carry credentials; nor are keys (k=, a=crypto, a=key-mgmt).
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// All views alias the description.
struct SdpAttribute {
  std::string_view name, value;  ///< "Media_header", "MEDIAINFO=494D4B48…;"; value "" for a flag
  std::string_view line;         ///< "Media_header:MEDIAINFO=…" as sent
};

struct SdpMedia {
  std::string_view type;   ///< video, audio, application
  std::string_view codec;  ///< encoding name of the first rtpmap: H264
};

struct Sdp {
  std::string_view session;      ///< s=; "-" and " " stand for none and come out empty
  std::string_view information;  ///< i=
  std::array<SdpMedia, 8> media_space;
  std::size_t media_count = 0;
  std::array<SdpAttribute, 48> attribute_space;
  std::size_t attribute_count = 0;
  std::size_t left_out = 0;  ///< media and attributes beyond the space

  std::span<const SdpMedia> media() const { return {media_space.data(), media_count}; }
  std::span<const SdpAttribute> attributes() const { return {attribute_space.data(), attribute_count}; }
  bool video() const noexcept;
  bool metadata() const noexcept;  ///< a stream of ONVIF metadata (ONVIF Streaming 5.1.2.1.1), in any coding
};

/// Reads a description. Empty when its first line is not "v=0".
std::optional<Sdp> parse_sdp(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
