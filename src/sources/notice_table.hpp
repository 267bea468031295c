// sources/notice_table.hpp: tables of contracts: USAspending's downloads, told by their column names, and plain tables,
// whose columns are named by the caller or guessed from their headers.
//
// A row is one contract, or of USAspending one transaction: sums of an award are the sums of its rows. A plain table's
// row number and line stand in the place of its release.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/notice_rows.hpp"
#include "sources/notice_teller.hpp"

namespace lenscap::sources {

/// Fields that a column of a plain table can stand for: "supplier", "amount", ….
std::span<const std::string_view> notice_fields();

/// The field that a header means, by its words; empty when none.
std::string_view guess_notice_field(std::string_view header);

/// Reads all rows. Errors: a column that the caller named is not there; no column tells a supplier, a buyer or a sum.
model::Result<void> read_notice_table(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller);

/// Whether these are the columns of USAspending: of today's award and transaction downloads, or of its files of 2016.
bool is_usaspending(std::span<const std::string_view> header);

/// Reads the rows behind that header.
void read_usaspending(NoticeRows& rows, std::span<const std::string_view> header, NoticeTeller& teller);

/// Tells what csv_rows.hpp had to repair in a row.
void note_repairs(const CsvRow& row, const model::NoticePlace& place, NoticeTeller& teller);

}  // namespace lenscap::sources
