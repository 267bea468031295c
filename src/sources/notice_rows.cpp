#include "sources/notice_rows.hpp"

#include <algorithm>

namespace lenscap::sources {

NoticeRows::NoticeRows(NoticeBytes read, std::vector<std::uint8_t> head)
    : read_(std::move(read)), buffer_(std::move(head)) {
  fill(window);
  form_ = guess_csv(buffer_);
  if (form_.encoding == CsvEncoding::utf16le || form_.encoding == CsvEncoding::utf16be) {
    fill(most_wide);
    if (!ended_) damage_ = "UTF-16 of more than 256 MiB: the rest is not read";
    ended_ = true;
  }
  rows_.emplace(buffer_, form_);
}

void NoticeRows::fill(std::size_t upto) {
  constexpr std::size_t step = 256 * 1024;  // bytes
  while (!ended_ && buffer_.size() < upto) {
    const std::size_t had = buffer_.size();
    buffer_.resize(std::min(upto, had + step));
    const auto n = read_({buffer_.data() + had, buffer_.size() - had});
    if (!n) damage_ = model::to_line(n.error());
    ended_ = !n || *n == 0;
    buffer_.resize(had + n.value_or(0));
  }
}

/// The window moves on to `from`. False when it cannot.
bool NoticeRows::advance(std::size_t from) {
  if (ended_ || from == 0) return false;
  base_offset_ += from;
  base_number_ = row_.number;
  base_line_ += static_cast<std::uint64_t>(std::count(
      buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(from), form_.carriage_returns ? '\r' : '\n'));
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(from));
  fill(window);
  form_.mark = false;
  behind_ = 0;
  rows_.emplace(buffer_, form_);
  return true;
}

const CsvRow* NoticeRows::next() {
  for (;;) {
    const CsvRow* const row = rows_->next();
    if (row == nullptr) {
      if (advance(behind_)) continue;
      return nullptr;
    }
    const std::size_t end = row->offset + row->length;
    if (!ended_ && end + margin > buffer_.size() && advance(row->offset)) continue;
    behind_ = std::min(end, buffer_.size());
    row_ = *row;
    row_.number += base_number_;
    row_.line += base_line_;
    row_.offset += base_offset_;
    return &row_;
  }
}

}  // namespace lenscap::sources
