// wire/multipart.hpp: parts of a multipart body, one at a time, as cameras send events: without an end.
// Source: RFC 2046 5.1 (boundary, part), RFC 9112 (Content-Length inside a part, which streams of events rely on)
//
// "--boundary CRLF, header lines, empty line, content". An answer to /ISAPI/Event/notification/alertStream or
// eventManager.cgi goes on for days, so there is no whole body to wait for: each part is a message of its own.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_part_head = 2048;  // bytes

/// A body of this type is read part by part: "multipart/mixed; boundary=…", and those of pushed pages and forms.
bool is_multipart(std::string_view content_type) noexcept;

/// All views alias the input.
struct MultipartHead {
  std::string_view boundary;  ///< with its two dashes
  std::string_view type;      ///< Content-Type; "" when it has none
  std::optional<std::uint64_t> length;
  std::size_t head_length = 0;  ///< bytes up to the content
  bool closing = false;         ///< "--boundary--": no more parts; `head_length` is the line
};

/// Could a part begin with these bytes? `partial` while they are too few to tell.
StreamLength::Is multipart_starts(std::string_view bytes) noexcept;

/// Reads the head of a part. Empty when it is none or not whole.
std::optional<MultipartHead> parse_multipart_head(std::string_view bytes) noexcept;

/// Bytes before the next part that are line ends or the size of a chunk (RFC 9112 7.1) in a line of its own.
std::size_t before_part(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
