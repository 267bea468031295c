#include "sources/log_lines.hpp"

#include <algorithm>
#include <cstring>

namespace lenscap::sources {

namespace {
constexpr std::size_t block = 256 * 1024;  // bytes, as captures are read
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
}  // namespace

LogLines::LogLines(ByteStream& stream, std::vector<std::uint8_t> head)
    : stream_(stream), buffer_(std::move(head)), end_(buffer_.size()) {
  buffer_.resize(std::max(buffer_.size(), 2 * block));
  if (std::string_view(reinterpret_cast<const char*>(buffer_.data()), end_).starts_with(byte_order_mark))
    begin_ = byte_order_mark.size();
}

/// Reads on behind what is left, which moves to the front. False at the end.
bool LogLines::fill() {
  if (ended_) return false;
  if (begin_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    base_ += begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < block) buffer_.resize(buffer_.size() + block);
  const auto n = stream_.read({buffer_.data() + end_, buffer_.size() - end_});
  if (!n) damage_ = model::to_line(n.error());
  ended_ = !n || *n == 0;
  if (!ended_) end_ += *n;
  return !ended_;
}

bool LogLines::next(LogLine& line) {
  std::size_t looked = 0;  // bytes of this line that hold no end
  bool dropped = false;
  for (;;) {
    const auto* from = buffer_.data() + begin_;
    const auto* found = static_cast<const std::uint8_t*>(std::memchr(from + looked, '\n', end_ - begin_ - looked));
    if (found == nullptr) {
      looked = end_ - begin_;
      if (looked > longest) {
        begin_ = end_;
        looked = 0;
        dropped = true;
      }
      if (fill()) continue;
      if (begin_ == end_ && !dropped) return false;
    }
    const std::size_t length = found == nullptr ? end_ - begin_ : static_cast<std::size_t>(found - from);
    ++number_;
    line.text = {reinterpret_cast<const char*>(buffer_.data() + begin_), length};
    line.at = base_ + begin_;
    line.number = number_;
    line.unended = found == nullptr;
    begin_ += length + (found == nullptr ? 0 : 1);
    if (dropped || length > longest) {
      if (too_long_++ == 0) first_too_long_ = number_;
      if (line.unended) return false;
      looked = 0;
      dropped = false;
      continue;
    }
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    return true;
  }
}

}  // namespace lenscap::sources
