#include "views/dot_text.hpp"

#include "views/neutral.hpp"

namespace lenscap::views {

std::string dot_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : neutral(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace lenscap::views
