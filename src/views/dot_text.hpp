// views/dot_text.hpp: a string of Graphviz' DOT language (https://graphviz.org/doc/info/lang.html).
#pragma once
#include <string>
#include <string_view>

namespace lenscap::views {

/// In double quotes: only they and the backslash mean something inside. Without control characters.
std::string dot_text(std::string_view text);

}  // namespace lenscap::views
