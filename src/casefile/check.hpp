// casefile/check.hpp: what a case may hold. Asked before a case is written and after one was read, so that whatever was
// saved loads again, and the rest of the program may index by the ids of a loaded case without looking.
#pragma once
#include <cstddef>

#include "model/case.hpp"
#include "model/error.hpp"

namespace lenscap::casefile {

// Bounds of one value, in bytes. Wide of anything a device says; they keep a hostile case from filling the memory.
inline constexpr std::size_t max_name = 64;           ///< kinds, keys, formats
inline constexpr std::size_t max_value = 64 * 1024;   ///< what evidence said; also names of sources, places, decisions
inline constexpr std::size_t max_text = 1024 * 1024;  ///< a knowledge entry, a value of meta, a column of JSON
inline constexpr std::size_t max_excerpt = 256;       ///< DESIGN.md: the most payload that is ever kept
inline constexpr std::size_t max_spans = 4096;        ///< ranges of one observation

/// Ids positive and unique, observation ids position + 1, every reference resolves, names are names, values are within
/// the bounds, marks lie inside their excerpts. The error says which row.
model::Result<void> check(const model::Case& c);

}  // namespace lenscap::casefile
