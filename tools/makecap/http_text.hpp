// makecap/http_text.hpp: HTTP/1.1 and RTSP messages from text that a person wrote (RFC 9112, RFC 2326).
#pragma once
#include <string_view>

#include "makecap/bytes.hpp"

namespace makecap {

/// Lines of the head get CRLF; what follows the first empty line is the body, as it stands. The head says what is done
/// with it:
///   `Content-Length: auto`        the length is put in
///   `Content-Encoding: gzip`      the body is compressed
///   `Transfer-Encoding: chunked`  the body is cut into chunks of `chunk` octets
Bytes http_text(std::string_view text, std::size_t chunk);

/// `text` in one gzip member (RFC 1952) whose header holds no time.
Bytes gzip(std::string_view text);

}  // namespace makecap
