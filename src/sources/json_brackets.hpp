// sources/json_brackets.hpp: where a JSON value ends, by its brackets and quotes alone, over as many pieces as it comes
// in. Nothing else is checked: what is between them is for the parser. Brackets of different kinds that meet end it
// early. Source: RFC 8259, sections 2 and 7
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lenscap::sources {

struct JsonBrackets {
  std::size_t at = 0;       ///< bytes looked at so far
  std::uint64_t kinds = 0;  ///< of the innermost 64 brackets that are open: 1 an array
  std::uint32_t depth = 0;
  bool in_string = false, escaped = false;
  bool done = false;    ///< the value has ended, in front of `at`
  bool broken = false;  ///< a bracket closes one of another kind
  bool deep = false;    ///< was deeper than `kinds` remembers: kinds are no longer compared

  /// Goes on at `at` as far as `text` goes, which begins where the value does.
  void follow(std::string_view text);
};

}  // namespace lenscap::sources
