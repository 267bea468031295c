// views/csv_cell.hpp: cells and rows of CSV.  RFC 4180: CRLF, fields with comma or quote in quotes, quotes doubled.
//
// A spreadsheet runs a cell that begins with = + - @ as a formula (CWE-1236), whatever the quotes say; such a cell gets
// an apostrophe in front.
#pragma once
#include <span>
#include <string>

namespace lenscap::views {

/// Appends one row: every cell neutral, none of them a formula.
void csv_row(std::string& out, std::span<const std::string> cells);

}  // namespace lenscap::views
