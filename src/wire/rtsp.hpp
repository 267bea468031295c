// wire/rtsp.hpp: what RTSP adds to HTTP's grammar (wire/http.hpp reads its heads).
// Source: RFC 2326 10 (methods), 10.12 (interleaved binary data), 3.2 (addresses)
//
// On one TCP connection RTSP carries messages and, once PLAY runs, frames of media: '$', a channel, a length of two
// bytes. Frames are stepped over by their length, never looked at.
#pragma once
#include <string_view>

#include "wire/http.hpp"
#include "wire/stream_length.hpp"

namespace lenscap::wire {

/// The media frame that `stream` begins with: its length on the stream is 4 to 65,539 bytes.
StreamLength rtsp_frame(std::string_view stream) noexcept;

/// A method that only RTSP has: DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, ANNOUNCE, RECORD, REDIRECT, GET_PARAMETER,
/// SET_PARAMETER. (OPTIONS is HTTP's as well.)
bool rtsp_method(std::string_view method) noexcept;

/// Is `method` in the list of a Public header?
bool rtsp_lists(std::string_view public_header, std::string_view method) noexcept;

/// Path and query of a request's target, "" for "*" and for an address without path. May carry credentials.
std::string_view rtsp_path(std::string_view target) noexcept;

}  // namespace lenscap::wire
