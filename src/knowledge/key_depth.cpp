#include "knowledge/key_depth.hpp"

#include <algorithm>

namespace lenscap::knowledge {

namespace {

/// Where the string that begins at `at` ends: behind its closing quotes, or at what cannot stand in it.
std::size_t behind_string(std::string_view toml, std::size_t at) {
  const char quote = toml[at];
  const bool many_lines = toml.substr(at).starts_with(quote == '"' ? "\"\"\"" : "'''");
  at += many_lines ? 3 : 1;
  while (at < toml.size()) {
    if (toml[at] == '\\' && quote == '"') {
      at += 2;
    } else if (toml[at] == '\n' && !many_lines) {
      return at;
    } else if (toml[at] != quote) {
      ++at;
    } else if (!many_lines) {
      return at + 1;
    } else {
      // Up to two quotes may stand before the three that end it.
      const std::size_t run = std::min(toml.find_first_not_of(quote, at), toml.size()) - at;
      at += std::min<std::size_t>(run, 5);
      if (run >= 3) return at;
    }
  }
  return toml.size();
}

bool in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == ' ' || c == '\t' || c == '.';
}

}  // namespace

std::uint32_t line_of_too_deep_key(std::string_view toml) noexcept {
  std::size_t dots = 0;  // since the last character that cannot stand in a key
  for (std::size_t at = 0; at < toml.size();) {
    const char c = toml[at];
    if (c == '"' || c == '\'') {
      at = behind_string(toml, at);
      continue;
    }
    if (c == '#') {
      at = std::min(toml.find('\n', at), toml.size());
      continue;
    }
    dots = in_key(c) ? dots + (c == '.') : 0;
    if (dots >= most_key_parts) return 1 + static_cast<std::uint32_t>(std::count(&toml[0], &toml[at], '\n'));
    ++at;
  }
  return 0;
}

}  // namespace lenscap::knowledge
