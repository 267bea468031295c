// knowledge/pattern.hpp: how patterns of data/ are read: RE2 syntax, UTF-8, searched anywhere, silent on errors.
#pragma once
#include <re2/re2.h>

namespace lenscap::knowledge {

/// A pattern's program and its automaton together stay within this, whatever is matched.
inline constexpr int max_pattern_bytes = 2 << 20;
/// The same for all patterns on one kind together.
inline constexpr int max_set_bytes = 8 << 20;

inline RE2::Options pattern_options(int max_bytes = max_pattern_bytes) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(max_bytes);
  return options;
}

}  // namespace lenscap::knowledge
