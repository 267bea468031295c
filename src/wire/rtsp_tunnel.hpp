// wire/rtsp_tunnel.hpp: RTSP inside HTTP, for networks that let nothing else through.
// Source: Apple, "Tunneling RTSP and RTP over HTTP" (QuickTime); rgaufman/live555@6377a74:liveMedia/RTSPClient.cpp;
// ONVIF Streaming Specification 5.1.1.4 (RTP/RTSP/HTTP/TCP)
//
// Two connections that share an x-sessioncookie. On one the client sends GET and the server answers 200 with
// Content-Type application/x-rtsp-tunnelled: what it sends from there on is RTSP, answers and interleaved media. On the
// other the client sends POST with that type, and its body, as long as the session lasts, is RTSP requests in Base64.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "wire/http.hpp"

namespace lenscap::wire {

enum class RtspTunnel : unsigned char {
  none,
  get,     ///< the request that opens the way of the answers
  answer,  ///< the answer to it: RTSP begins behind its head
  post     ///< the request whose body is Base64
};

RtspTunnel rtsp_tunnel(const HttpMessage& head) noexcept;

/// The cookie that ties the two connections; "" when there is none. It is a secret of the session: never kept.
std::string_view rtsp_tunnel_cookie(const HttpMessage& head) noexcept;

struct Base64 {
  std::size_t read = 0;     ///< bytes of the input that became `written`
  std::size_t written = 0;  ///< bytes of the output
  bool wrong = false;       ///< a byte that is no Base64 follows them
};

/// Decodes whole groups of four of `text` into `out`, white space stepped over. Requests are encoded one by one, so
/// padding ends a group, not the text.
Base64 decode_base64(std::string_view text, std::span<char> out) noexcept;

}  // namespace lenscap::wire
