#include "views/neutral.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace lenscap::views {

namespace {

// What moves a cursor, turns a line around or cannot be seen: control, format, surrogate, private, unassigned, line and
// paragraph separators, and whatever Unicode says to ignore when it cannot be drawn (fillers, variation selectors).
bool dangerous(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  }
}

int columns_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const auto type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  const auto width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH || u_hasBinaryProperty(point, UCHAR_EMOJI_PRESENTATION) ? 2 : 1;
}

bool leftward(char32_t c) {
  const auto direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

}  // namespace

Scalar scalar_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t end = std::min(text.size(), at + 4);
  std::size_t next = at;
  UChar32 c = 0;
  U8_NEXT(bytes, next, end, c);
  if (c < 0) return {bytes[at], 1, false};
  return {static_cast<char32_t>(c), next - at, true};
}

std::string neutral(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Scalar s = scalar_at(text, at);
    if (s.valid && !dangerous(s.value)) {
      out.append(text.substr(at, s.length));
    } else if (s.valid && s.value > 0xff) {
      out += s.value > 0xffff ? fmt::format("\\U{:08x}", static_cast<std::uint32_t>(s.value))
                              : fmt::format("\\u{:04x}", static_cast<std::uint32_t>(s.value));
    } else {
      out += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(s.value));
    }
    at += s.length;
  }
  return out;
}

bool printable(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    Scalar s = scalar_at(bytes, at);
    bool layout = s.value == '\t' || s.value == '\r' || s.value == '\n';
    if (!s.valid || (dangerous(s.value) && !layout)) return false;
    at += s.length;
  }
  return true;
}

int columns(std::string_view text) {
  int sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    Scalar s = scalar_at(text, at);
    sum += columns_of(s.value);
    at += s.length;
  }
  return sum;
}

bool right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    Scalar s = scalar_at(text, at);
    if (s.valid && leftward(s.value)) return true;
    at += s.length;
  }
  return false;
}

std::string fit(std::string_view text, int width) {
  if (columns(text) <= width) return std::string(text);
  int used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    Scalar s = scalar_at(text, at);
    int more = columns_of(s.value);
    if (used + more > width - 1) break;
    used += more;
    at += s.length;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string pad(std::string_view text, int width) {
  std::string out = fit(text, width);
  int missing = width - columns(out);
  if (missing > 0) out.append(static_cast<std::size_t>(missing), ' ');
  return out;
}

std::string wrap(std::string_view text, int width, int indent) {
  const int room = std::max(width - indent, 8);
  std::string out;
  int used = 0;
  auto line_break = [&] {
    out += '\n';
    out.append(static_cast<std::size_t>(indent), ' ');
    used = 0;
  };
  while (!text.empty()) {
    std::size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    if (used > 0 && used + 1 + columns(word) > room) line_break();
    if (used > 0) out += ' ', ++used;
    for (std::size_t at = 0; at < word.size();) {
      Scalar s = scalar_at(word, at);
      if (used + columns_of(s.value) > room) line_break();
      out.append(word.substr(at, s.length));
      used += columns_of(s.value);
      at += s.length;
    }
  }
  return out;
}

std::string hex(std::string_view bytes, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size() && i < most; ++i)
    out += fmt::format("{}{:02x}", i ? " " : "", static_cast<unsigned>(static_cast<unsigned char>(bytes[i])));
  if (bytes.size() > most) out += " …";
  return out;
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:=@%";
  if (!text.empty() && text[0] != '-' && text.find_first_not_of(plain) == std::string_view::npos)
    return std::string(text);
  bool safe = neutral(text) == text;
  std::string out = safe ? "'" : "$'";
  // A leading dash would be read as an option.
  if (!text.empty() && text[0] == '-') out += "./";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (safe) {
      out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    } else if (c == '\'' || c == '\\') {
      out += std::string("\\") + c;
    } else {
      out += byte >= 0x20 && byte < 0x7f ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned>(byte));
    }
  }
  return out + "'";
}

}  // namespace lenscap::views
