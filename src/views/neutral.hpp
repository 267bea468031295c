// views/neutral.hpp: text of unknown origin, made safe to show.
//
// Device names come from strangers. A control character moves a terminal's cursor, a bidirectional mark turns a line
// around, an invisible character makes two names look alike, and bytes that are not UTF-8 break JSON. Every view passes
// every string of a case through here first; what is dangerous becomes a visible escape, everything else stays as it
// is. ICU knows the characters: general category, default-ignorable, UAX #9 (direction), UAX #11 (width).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lenscap::views {

/// One character of `text`, from `at` (< text.size()). Invalid UTF-8 gives one byte at a time with `valid` = false.
struct Scalar {
  char32_t value;
  std::size_t length;  ///< bytes, 1..4
  bool valid;
};
Scalar scalar_at(std::string_view text, std::size_t at);

/// Valid UTF-8 on one line, without control, format or invisible characters: these become "\x1b", "\u202e", and a byte
/// that is no UTF-8 "\xff". A backslash stays a backslash.
std::string neutral(std::string_view text);

/// True when every byte is printable ASCII, tab, CR or LF, or part of a valid printable character.
bool printable(std::string_view bytes);

/// Columns that neutral text takes on a terminal: 2 for wide East Asian characters and emoji, 0 for combining marks.
int columns(std::string_view text);

/// True when the text holds a letter that is written from right to left.
bool right_to_left(std::string_view text);

/// At most `width` columns (≥ 1) of `text`; ends with "…" when something was cut. Combining marks stay with their
/// letter.
std::string fit(std::string_view text, int width);

/// `fit`, then spaces up to `width` columns.
std::string pad(std::string_view text, int width);

/// Lines of at most `width` columns, broken at spaces; a longer word is broken anywhere. Later lines begin with
/// `indent` spaces. The first line is taken to begin at column `indent` too, but without the spaces. Ends without a
/// newline.
std::string wrap(std::string_view text, int width, int indent);

/// "0a ff 30", at most `most` bytes, then " …".
std::string hex(std::string_view bytes, std::size_t most = 64);

/// `text` as one word of a POSIX shell (bash for names with control characters).
std::string shell_word(std::string_view text);

}  // namespace lenscap::views
