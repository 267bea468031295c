// sources/csv_form.hpp: how the bytes of a table are written: in which encoding, and what stands between its fields. A
// file says neither (RFC 4180, section 3: the charset and the header are parameters of the carrier), so both are
// guessed from the bytes, and the guess is said with the result.
//
// Encoding: a byte order mark; else UTF-16 by its zero bytes; else every line that is valid UTF-8 is UTF-8, and the
// others are GBK where their high bytes stand in pairs, as those of Chinese do, and Windows-1252 where they stand alone
// among letters. One file can hold both: exports are put together from several systems.
#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace lenscap::sources {

enum class CsvEncoding : std::uint8_t { utf8, utf16le, utf16be, gbk, windows_1252 };

struct CsvForm {
  CsvEncoding encoding = CsvEncoding::utf8;  ///< of the lines that are not UTF-8, where there are such
  bool mark = false;                         ///< begins with a byte order mark
  bool mixed = false;                        ///< some lines are UTF-8 beyond ASCII, others are in `encoding`
  bool carriage_returns = false;             ///< lines end in CR alone
  char separator = ',';                      ///< , ; tab | or '\0': a line is one field
};

/// Reads all of `bytes` for the encoding, and its first 64 KiB for the separator.
CsvForm guess_csv(std::span<const std::uint8_t> bytes);

/// "UTF-8 with a byte order mark, fields between commas"
std::string describe(const CsvForm& form);

}  // namespace lenscap::sources
