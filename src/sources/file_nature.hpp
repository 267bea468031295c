// sources/file_nature.hpp: what kind of thing a member is, as far as it decides what a marker in it means: a device's
// own answer, a maker's header, a program, a web script, a text for people. Told by content; a name decides nothing.
#pragma once
#include <cstdint>
#include <string_view>

#include "model/capability.hpp"

namespace lenscap::sources {

enum class Nature : std::uint8_t {
  tree,        ///< XML or JSON: what it means is decided node by node (tree_meaning.hpp)
  key_values,  ///< lines of key=value, as Dahua's CGI answers
  c_header,
  csharp,
  java,
  go,
  code,     ///< another language in which somebody wraps a maker's interface
  script,   ///< what a browser runs
  page,     ///< HTML
  program,  ///< ELF or PE
  pdf,
  text,
  binary
};
std::string_view to_string(Nature nature);  ///< as `format` shows it

Nature nature_of(std::string_view bytes);

/// The state of a marker that merely stands in such a thing.
model::AnalyticsState state_in(Nature nature);

/// A language in which structures have a layout.
bool is_code(Nature nature);

/// Text with lines that a person can go to.
bool has_lines(Nature nature);

}  // namespace lenscap::sources
