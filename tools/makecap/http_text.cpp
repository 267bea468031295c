#include "makecap/http_text.hpp"

#include <fmt/format.h>
#include <zlib.h>

namespace makecap {

Bytes gzip(std::string_view text) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Mistake("zlib: no memory");
  Bytes out(deflateBound(&stream, static_cast<uLong>(text.size())) + 32, '\0');
  Bytes in(text);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw Mistake("zlib: the body did not compress");
  return out;
}

Bytes http_text(std::string_view text, std::size_t chunk) {
  const std::size_t empty = text.find("\n\n");
  if (empty == std::string_view::npos) throw Mistake("an HTTP or RTSP message needs an empty line: " + Bytes(text));
  Bytes body(text.substr(empty + 2));
  const std::string_view head = text.substr(0, empty);
  if (head.find("Content-Encoding: gzip") != std::string_view::npos) body = gzip(body);
  if (head.find("Transfer-Encoding: chunked") != std::string_view::npos) {
    Bytes cut;
    for (std::size_t at = 0; at < body.size(); at += chunk) {
      const Bytes part = body.substr(at, chunk);
      cut += fmt::format("{:x}\r\n", part.size()) + part + "\r\n";
    }
    body = cut + "0\r\n\r\n";
  }
  Bytes out;
  for (const char c : head) out += c == '\n' ? Bytes("\r\n") : Bytes(1, c);
  constexpr std::string_view wanted = "Content-Length: auto";
  if (const std::size_t at = out.find(wanted); at != Bytes::npos)
    out.replace(at, wanted.size(), fmt::format("Content-Length: {}", body.size()));
  return out + "\r\n\r\n" + body;
}

}  // namespace makecap
