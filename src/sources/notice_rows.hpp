// sources/notice_rows.hpp: the rows of a table of any length, through a window: csv_rows.hpp reads bytes that are
// there, and a year of USAspending has gigabytes, often inside a zip. The form is guessed from the first window and
// kept. A row is only given while `margin` bytes behind its end are there, so that a quote that is closed in the next
// window is not taken for one that is never closed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sources/csv_rows.hpp"
#include "sources/notice_units.hpp"

namespace lenscap::sources {

class NoticeRows {
 public:
  static constexpr std::size_t window = 8 * 1024 * 1024;       // bytes
  static constexpr std::size_t margin = 2 * csv_field_bytes;   // bytes
  static constexpr std::size_t most_wide = 256 * 1024 * 1024;  // bytes of UTF-16, which is converted as a whole

  /// `head` are bytes already taken from `read`.
  NoticeRows(NoticeBytes read, std::vector<std::uint8_t> head);

  /// The next row, with its place in the whole input; null at the end.
  const CsvRow* next();

  const CsvForm& form() const { return form_; }
  std::uint64_t bytes() const { return base_offset_ + buffer_.size(); }  ///< read so far
  const std::string& damage() const { return damage_; }

 private:
  void fill(std::size_t upto);
  bool advance(std::size_t from);

  NoticeBytes read_;
  std::vector<std::uint8_t> buffer_;
  CsvForm form_;
  std::optional<CsvRows> rows_;
  CsvRow row_;
  bool ended_ = false;
  std::size_t behind_ = 0;  ///< end of the row that was given last
  std::uint64_t base_offset_ = 0, base_number_ = 0, base_line_ = 0;
  std::string damage_;
};

}  // namespace lenscap::sources
