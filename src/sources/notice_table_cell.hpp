// sources/notice_table_cell.hpp: cells of a plain table: sums with signs, words and units, days in several orders,
// several names in one cell, and what a header's words mean.
//
// A comma or point is only taken for what it must be: "1,234" is one thousand, "1,234.50" and "1.234,50" are the same
// sum. Chinese sums count in 万 (10,000) and 亿 (100 million). A day such as 3/4/2020 could be two days: it is left
// out. Source: ISO 4217 (codes); GB/T 15835-2011 (numbers with 万, 亿)
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.hpp"

namespace lenscap::sources {

struct CellAmount {
  model::Amount value;
  std::string_view trouble;  ///< a NoticeNote::what; empty when all is well
};
/// `power`: of ten, that the column's name says.
CellAmount amount_of_cell(std::string_view cell, int power);

struct CellDay {
  model::NoticeDate date;
  std::string_view trouble;
};
CellDay day_of_cell(std::string_view cell);

/// Names in one cell, between ';' '|' or '；'.
std::vector<std::string_view> names_of_cell(std::string_view cell);

/// "GBP" of "gbp", "£" or "GBP (pounds)"; the cell itself when it is none that is known.
std::string currency_of_cell(std::string_view cell);
/// "GBP" of "Amount (GBP)"; empty when the name says none.
std::string currency_in_header(std::string_view header);
/// 4 of "中标金额（万元）", 8 for 亿; 0.
int power_in_text(std::string_view text);

std::string_view trimmed_cell(std::string_view cell);

}  // namespace lenscap::sources
