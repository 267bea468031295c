#include "sources/json_brackets.hpp"

namespace lenscap::sources {

void JsonBrackets::follow(std::string_view text) {
  JsonBrackets now = *this;  // in registers: a member could be what `p` points to
  const char* p = text.data() + at;
  const char* const end = text.data() + text.size();
  while (p < end && !now.done && !now.broken) {
    if (now.in_string) {
      if (now.escaped) {
        now.escaped = false;
        ++p;
        continue;
      }
      while (p < end && *p != '"' && *p != '\\') ++p;
      if (p == end) break;
      now.escaped = *p == '\\';
      now.in_string = now.escaped;
      ++p;
      continue;
    }
    const char c = *p++;
    if (c == '"') {
      now.in_string = true;
    } else if (c == '{' || c == '[') {
      now.kinds = now.kinds << 1 | (c == '[' ? 1U : 0U);
      now.deep = ++now.depth > 64 || now.deep;
    } else if (c == '}' || c == ']') {
      now.broken = now.depth == 0 || (!now.deep && (now.kinds & 1U) != (c == ']' ? 1U : 0U));
      if (now.broken) break;
      now.kinds >>= 1;
      now.done = --now.depth == 0;
    }
  }
  now.at = static_cast<std::size_t>(p - text.data());
  *this = now;
}

}  // namespace lenscap::sources
