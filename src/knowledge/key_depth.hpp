// knowledge/key_depth.hpp: how deep the keys of a TOML document lead, told before it is parsed.
//
// "a.a.a…" makes a table for each part of the key, and the parser lets go of tables as they nest, each on the stack of
// the one around it: some 100,000 parts in one key end the program. toml++ bounds how deep values nest, but in 3.3
// (impl/parser.inl) nothing bounds the parts of a key. TOML itself sets no bound either
// (https://toml.io/en/v1.0.0#keys).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lenscap::knowledge {

/// What lies behind is no knowledge: entries have keys of one part.
inline constexpr std::size_t most_key_parts = 64;

/// The line, from 1, of the first key with more than `most_key_parts` parts; 0 when there is none. What stands behind
/// the first mistake of a document that is no TOML may be told wrongly: no parser comes so far.
std::uint32_t line_of_too_deep_key(std::string_view toml) noexcept;

}  // namespace lenscap::knowledge
