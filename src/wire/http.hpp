// wire/http.hpp: HTTP/1.x heads and bodies. RTSP/1.0, SSDP and Dahua's DHGET share the grammar and are read here too.
// Source: RFC 9112 (message, chunked), RFC 9110 11.6 (challenges), RFC 2326 4 and 12.14 (RTSP), UPnP Device
// Architecture 1.1, 1.3 (SSDP)
//
// A head is a start line and header lines up to an empty line. Names keep the case they were sent in: web servers are
// recognised by it (Dahua's sends "CONNECTION: close"). Values that carry credentials (Authorization, Cookie, the
// challenges with their nonces) are left empty; of a challenge only scheme and realm come out. `target` may carry
// credentials in its query: pass it through mask_credentials (wire/secrets.hpp) before it is kept.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_http_head = 16 * 1024;   // bytes; cameras send less than 1 KiB
inline constexpr std::size_t longest_http_body = 256 * 1024;  // bytes looked at; a login page is below 100 KiB

struct HttpHeader {
  std::string_view name, value;  ///< value without white space around it; empty when it carries credentials
};

/// Scheme and realm of one WWW-Authenticate challenge; nothing else of it.
struct HttpChallenge {
  std::string_view scheme;  ///< Basic, Digest …
  std::string_view realm;   ///< without quotes, escapes as sent
};

/// All views alias the input.
struct HttpMessage {
  bool response = false;
  std::string_view protocol;  ///< "HTTP/1.1", "RTSP/1.0"; the version is what was sent
  std::string_view method;    ///< of a request
  std::string_view target;    ///< of a request, as sent
  std::uint16_t status = 0;   ///< of a response, 100 to 999
  std::string_view reason;    ///< of a response
  std::array<HttpHeader, 48> header_space;
  std::size_t header_count = 0;
  std::size_t headers_left_out = 0;  ///< beyond the space, or lines that are no header
  std::array<HttpChallenge, 4> challenge_space;
  std::size_t challenge_count = 0;
  std::size_t head_length = 0;  ///< bytes up to the body; 0 when the empty line has not been seen (a cut message)

  std::span<const HttpHeader> headers() const { return {header_space.data(), header_count}; }
  std::span<const HttpChallenge> challenges() const { return {challenge_space.data(), challenge_count}; }
  /// Value of the first header of that name in any case; empty when there is none.
  std::string_view header(std::string_view name) const noexcept;
  bool rtsp() const { return protocol.starts_with("RTSP/"); }
};

/// Could a message begin with these bytes? `partial` while they are too few to tell.
StreamLength::Is http_starts(std::string_view bytes) noexcept;

/// Reads start line and headers. Empty when the start line is none or not whole. Reads what is there of a cut head.
std::optional<HttpMessage> parse_http(std::string_view bytes) noexcept;

enum class HttpBodyForm : std::uint8_t { none, length, chunked, until_close };

struct HttpBody {
  HttpBodyForm form = HttpBodyForm::none;
  std::uint64_t length = 0;  ///< bytes, for HttpBodyForm::length
};

/// How the body of `head` is delimited. `to_head`: it answers a HEAD request, so it has none.
HttpBody http_body(const HttpMessage& head, bool to_head = false) noexcept;

/// Where a message of a stream ends. `look_at` bytes are enough for parsing (head and at most `longest_http_body`).
struct HttpLength {
  StreamLength::Is is = StreamLength::Is::other;
  std::size_t look_at = 0;   ///< once whole: bytes to hand to the parser, all present
  std::uint64_t length = 0;  ///< once whole: bytes the message takes on the stream; 0 = it ends with the connection, or
                             ///< its chunks go on beyond what is looked at
};

/// `stream` begins with a message. `ended`: no more bytes will come, so a body until close is whole.
HttpLength http_length(std::string_view stream, bool ended = false, bool to_head = false) noexcept;
/// The same when the caller needs the head too: `head` is parse_http(stream).
HttpLength http_length(std::string_view stream, const std::optional<HttpMessage>& head, bool ended,
                       bool to_head) noexcept;

/// A chunked body with its chunks joined. `pieces` leads from text back to body.
struct Dechunked {
  struct Piece {
    std::size_t in_text, in_body, length;  ///< bytes
  };
  std::string text;
  std::vector<Piece> pieces;
  bool complete = false;        ///< the last chunk was there
  std::size_t body_length = 0;  ///< bytes of the chunked body with its trailers, when complete
};

/// Joins the chunks of `body`, of which at most `longest_http_body` bytes are read. Keeps what came before a defect.
Dechunked dechunk(std::string_view body);

/// A header whose value is a credential or a proof of one.
bool carries_credentials(std::string_view header_name) noexcept;

/// Equal but for the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b) noexcept;

}  // namespace lenscap::wire
