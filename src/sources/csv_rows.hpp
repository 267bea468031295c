// sources/csv_rows.hpp: the rows of a table, one at a time, from bytes that anyone may have written.
// Source: RFC 4180, section 2 (quotes, doubled quotes, line ends inside quotes), and what real exports do beside it.
//
// Beside the RFC: any of four separators; LF, CR LF or CR; blanks around a quoted field; a quote inside a field that
// does not begin with one stands for itself (5" dome). A field that opens with a quote and never closes it would
// swallow the rows below: it is recognised by the opening quote of a later field, or by the bound, and read as a line
// of plain text. Every such repair is a note of its row. Nothing is dropped but blank lines and a Ctrl-Z at the end, as
// DOS wrote.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/csv_form.hpp"

namespace lenscap::sources {

/// What had to be repaired to read a row.
struct CsvNotes {
  bool stray_quote = false;  ///< a quote inside a quoted field that neither ends it nor is doubled; kept
  bool open_quote = false;   ///< a quote that is never closed; the row was read to the end of its line, the quote kept
  bool other_encoding =
      false;                ///< not UTF-8: read in the form's encoding (UTF-16 and files wholly in another: not noted)
  bool unreadable = false;  ///< holds bytes that are no character in any of them; shown as U+FFFD
  bool cut = false;         ///< longer than `csv_field_bytes`, or more fields than `csv_fields`; the rest is left out
  bool any() const { return stray_quote || open_quote || other_encoding || unreadable || cut; }
};

inline constexpr std::size_t csv_field_bytes = 1 << 20;  ///< of one field; no name, address or description is longer
inline constexpr std::size_t csv_fields = 4096;          ///< of one row

struct CsvRow {
  std::uint64_t number = 0;                  ///< from 1; a header counts, blank lines do not
  std::uint64_t line = 0;                    ///< from 1: where it begins
  std::uint64_t offset = 0;                  ///< bytes into the input
  std::uint64_t length = 0;                  ///< bytes, without the line end
  std::span<const std::string_view> fields;  ///< UTF-8, quotes resolved; valid until the next row is asked for
  CsvNotes notes;
};

/// Holds nothing but the present row (and, of UTF-16, the whole input once more as UTF-8).
class CsvRows {
 public:
  /// `bytes` must outlive the reader.
  CsvRows(std::span<const std::uint8_t> bytes, const CsvForm& form);
  explicit CsvRows(std::span<const std::uint8_t> bytes) : CsvRows(bytes, guess_csv(bytes)) {}
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  /// The next row; null at the end.
  const CsvRow* next();
  const CsvForm& form() const { return form_; }

 private:
  struct Piece {
    bool kept;  ///< in `kept_`, not in `text_`
    std::size_t at, length;
  };
  bool read_record(std::size_t limit, bool to_line_end);
  std::size_t read_quoted(std::size_t from, std::size_t limit, bool to_line_end);
  std::size_t plain_end(std::size_t from, std::size_t limit) const;
  std::size_t line_end(std::size_t from) const;
  void add_piece(std::size_t from, std::size_t to);
  void finish_fields(std::string_view record);
  void pass(std::size_t to);  ///< counts lines and bytes up to `to`

  CsvForm form_;
  std::string wide_;  ///< UTF-16 input as UTF-8
  std::string_view text_;
  std::size_t at_ = 0;      ///< where the next row begins
  std::size_t end_ = 0;     ///< where the record that was read last ends
  std::size_t passed_ = 0;  ///< `offset_` and `line_` are those of this place
  std::uint64_t offset_ = 0, line_ = 1;
  char newline_;
  std::vector<Piece> pieces_;
  std::string kept_;  ///< fields that are not bytes of the input
  std::vector<std::string_view> views_;
  CsvRow row_;
};

}  // namespace lenscap::sources
