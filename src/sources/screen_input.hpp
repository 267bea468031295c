// sources/screen_input.hpp: names to screen, from what people have: a table (RFC 4180 and worse), JSON, OCDS 1.1 (its
// parties, suppliers and items), or one name a line. Which column is what is guessed from its header, and the guess is
// kept.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/error.hpp"

namespace lenscap::sources {

/// What a column is taken for.
enum class ScreenColumn : std::uint8_t { none, name, item, country, address, identifier };
std::string_view to_string(ScreenColumn column);  ///< "name", …; "" for none

/// By its header: "Supplier name", "供应商", "Lieferant". `none` when it is no known one.
ScreenColumn column_of(std::string_view header);

struct ScreenRow {
  std::uint64_t row = 0;     ///< from 1, as a spreadsheet counts: a header is row 1. JSON: the how-many-eth name
  std::uint64_t line = 0;    ///< where it begins; 0 in JSON
  std::string place;         ///< JSON pointer: "/releases/0/parties/1", of JSON lines behind "/line 3"; empty in tables
  std::string name, second;  ///< `second`: of a pair
  std::string item, country, address;
  std::vector<std::pair<std::string, std::string>> identifiers;  ///< scheme ("" when not told), id
  std::vector<std::string>
      notes;  ///< keys of what had to be repaired: "stray_quote", "open_quote", "other_encoding", …
};

struct ScreenInput {
  std::string form;                                           ///< "CSV", "lines", "JSON", "JSON lines" or "OCDS"
  std::string how;                                            ///< in words: "UTF-8, fields between commas"
  std::vector<std::pair<std::string, ScreenColumn>> columns;  ///< of a table: header and what it is taken for
  std::vector<ScreenRow> rows;
  std::vector<model::Error> notes;  ///< what could not be read; the rest stands in rows
};

struct ScreenReading {
  std::string column;  ///< header or number (from 1) of the column of names; empty: guessed
  bool pairs = false;  ///< a table with header name1,name2
};

/// `name` is what messages call the input. Errors: no such column, no column of names, nothing in it.
model::Result<ScreenInput> read_screen_input(std::span<const std::uint8_t> bytes, const std::string& name,
                                             const ScreenReading& reading);

/// The JSON part, which read_screen_input() calls when the first sign is { or [.
model::Result<ScreenInput> read_screen_json(std::string_view text, const std::string& name);

}  // namespace lenscap::sources
