#include "sources/json_brackets.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace lenscap::sources {

namespace {

/// The next quote or backslash; half of a notice is text, so that this is most of the work.
const char* text_end(const char* p, const char* end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\');
  for (; end - p >= 16; p += 16) {
    const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(sixteen, quote), _mm_cmpeq_epi8(sixteen, escape)));
    if (found != 0) return p + __builtin_ctz(static_cast<unsigned>(found));
  }
#endif
  while (p < end && *p != '"' && *p != '\\') ++p;
  return p;
}

}  // namespace

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
      p = text_end(p, end);
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
