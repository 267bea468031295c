// sources/log_lines.hpp: the lines of a log, one at a time, with where each stands.
//
// One buffer is reused. A line may end in LF or CRLF; one that is longer than any sensor writes is stepped over and
// counted. Rotation and damage leave half lines: the one at the end is told as such, others its reader finds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/byte_stream.hpp"

namespace lenscap::sources {

struct LogLine {
  std::string_view text;     ///< without its end; valid until the next call of next()
  std::uint64_t at = 0;      ///< of its first byte in the unpacked file
  std::uint64_t number = 0;  ///< counts from 1
  bool unended = false;      ///< the file ends in it
};

class LogLines {
 public:
  static constexpr std::size_t longest = 1024 * 1024;  // bytes; an event with a packet and its payload has 200,000

  /// `head` are bytes already taken from `stream`.
  LogLines(ByteStream& stream, std::vector<std::uint8_t> head);

  /// False at the end.
  bool next(LogLine& line);

  std::uint64_t too_long() const { return too_long_; }
  std::uint64_t first_too_long() const { return first_too_long_; }  ///< its number
  const std::string& damage() const { return damage_; }             ///< why reading ended early; else empty

 private:
  bool fill();

  ByteStream& stream_;
  std::vector<std::uint8_t> buffer_;
  std::size_t begin_ = 0, end_ = 0;  ///< unread bytes of buffer_
  std::uint64_t base_ = 0;           ///< offset of buffer_[0]
  std::uint64_t number_ = 0, too_long_ = 0, first_too_long_ = 0;
  bool ended_ = false;
  std::string damage_;
};

}  // namespace lenscap::sources
