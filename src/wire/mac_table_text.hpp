// wire/mac_table_text.hpp: lines, words and hardware addresses, as the forms of wire/mac_table.hpp share them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "wire/mac_table.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire::mac_table {

/// Takes the next line off `rest`, without its end.
std::string_view next_line(std::string_view& rest);

/// Takes the next word off `line`; empty at its end.
std::string_view next_word(std::string_view& line);

/// All words of a line, at most `most`.
std::vector<std::string_view> words_of(std::string_view line, std::size_t most = 16);

bool all_digits(std::string_view text);
bool same_word(std::string_view a, std::string_view b);  ///< without regard to case

/// Whether `line` holds `words` in this order, each as a word, without regard to case.
bool holds_in_order(std::string_view line, std::initializer_list<std::string_view> words);

/// 3c:ef:8c:00:12:34, 3c-ef-8c-00-12-34, 3cef.8c00.1234, 3cef8c-001234, 3cef8c001234, and with `short_octets`
/// 3c:ef:8c:0:12:34. Empty for anything else.
std::optional<std::uint64_t> mac_of(std::string_view text, bool short_octets = false);

/// Writes a row down unless its address is a group's or none.
void add_row(MacTable& table, const MacTableRow& row);

}  // namespace lenscap::wire::mac_table
