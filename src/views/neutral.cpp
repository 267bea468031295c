#include "views/neutral.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lenscap::views {

namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  auto at = std::upper_bound(ranges.begin(), ranges.end(), c, [](char32_t v, const Range& r) { return v < r.first; });
  return at != ranges.begin() && c <= std::prev(at)->last;
}

// Control, format, invisible and line-breaking characters, private use and non-characters of the first plane.
constexpr auto dangerous = std::to_array<Range>({
    {0x00, 0x1f},     {0x7f, 0x9f},       {0xad, 0xad},        {0x34f, 0x34f},   {0x61c, 0x61c},   {0x115f, 0x1160},
    {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x200b, 0x200f},    {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
    {0xd800, 0xf8ff}, {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},    {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb},
    {0xfffe, 0xffff}, {0x1d173, 0x1d17a}, {0xe0000, 0x10ffff},
});

// UAX #11 W and F, and emoji that terminals draw two columns wide.
constexpr auto wide = std::to_array<Range>({
    {0x1100, 0x115e},   {0x231a, 0x231b},   {0x23e9, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},
    {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},
    {0x26f2, 0x26f5},   {0x26fa, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274e},   {0x2753, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27bf},   {0x2b1b, 0x2b1c},
    {0x2b50, 0x2b55},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},
    {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},
    {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f64f}, {0x1f680, 0x1f6ff},
    {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
});

constexpr auto combining = std::to_array<Range>({
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x5bf, 0x5c7},   {0x610, 0x61a},   {0x64b, 0x65f},
    {0x670, 0x670},   {0x6d6, 0x6ed},   {0x900, 0x902},   {0x93c, 0x93c},   {0x941, 0x948},   {0x94d, 0x94d},
    {0xe31, 0xe31},   {0xe34, 0xe3a},   {0xe47, 0xe4e},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20f0},
    {0x302a, 0x302d}, {0x3099, 0x309a}, {0xfe20, 0xfe2f},
});

constexpr auto leftward = std::to_array<Range>({
    {0x590, 0x8ff},
    {0xfb1d, 0xfdff},
    {0xfe70, 0xfefc},
    {0x10800, 0x10fff},
    {0x1e800, 0x1efff},
});

int columns_of(char32_t c) {
  if (within(combining, c)) return 0;
  return within(wide, c) ? 2 : 1;
}

}  // namespace

Scalar scalar_at(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) -> std::uint32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  auto next = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  std::uint32_t b = byte(0);
  if (b < 0x80) return {b, 1, true};
  // RFC 3629, section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
  if (b >= 0xc2 && b <= 0xdf && next(1)) return {(b & 0x1fu) << 6 | (byte(1) & 0x3fu), 2, true};
  if (b >= 0xe0 && b <= 0xef && next(1) && next(2)) {
    char32_t c = (b & 0xfu) << 12 | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu);
    if (c >= 0x800 && (c < 0xd800 || c > 0xdfff)) return {c, 3, true};
  }
  if (b >= 0xf0 && b <= 0xf4 && next(1) && next(2) && next(3)) {
    char32_t c = (b & 7u) << 18 | (byte(1) & 0x3fu) << 12 | (byte(2) & 0x3fu) << 6 | (byte(3) & 0x3fu);
    if (c >= 0x10000 && c <= 0x10ffff) return {c, 4, true};
  }
  return {b, 1, false};
}

std::string neutral(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Scalar s = scalar_at(text, at);
    if (s.valid && !within(dangerous, s.value)) {
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
    if (!s.valid || (within(dangerous, s.value) && !layout)) return false;
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
    if (s.valid && within(leftward, s.value)) return true;
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
