// views/word_table.hpp: keys of findings and what a reader is told for them, where there are too few for a map.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace lenscap::views {

using KeyWords = std::pair<std::string_view, std::string_view>;

/// The words for `key`; `otherwise` when the table does not have it.
template <std::size_t N>
constexpr std::string_view words_for(const std::array<KeyWords, N>& table, std::string_view key,
                                     std::string_view otherwise) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const KeyWords& row) { return row.first == key; });
  return at == table.end() ? otherwise : at->second;
}

}  // namespace lenscap::views
