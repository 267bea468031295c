#include "sources/file_nature.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "model/ascii.hpp"

namespace lenscap::sources {
namespace {

constexpr std::size_t head_bytes = 64 * 1024;

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

bool any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return text.find(w) != text.npos; });
}

/// Mostly characters that a person reads: no NUL, few other control characters. GBK text passes.
bool is_text(std::string_view head) {
  std::size_t odd = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return false;
    odd += byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  }
  return odd * 100 <= head.size();
}

/// Lines of key=value without spaces around '=': caps.…, table.…, or other dotted names.
bool is_key_values(std::string_view head) {
  std::size_t lines = 0, pairs = 0;
  for (std::size_t at = 0; at < head.size() && lines < 64;) {
    const auto end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    ++lines;
    const auto equals = line.find('=');
    const std::string_view key = line.substr(0, equals);
    pairs += equals != line.npos && equals > 0 && key.find_first_of(" \t\"'()<>;,{") == key.npos;
  }
  return lines > 0 && pairs * 10 >= lines * 9;
}

Nature language_of(std::string_view head) {
  if (any(head, {"[StructLayout", "[DllImport", "\nusing System", "using System;"})) return Nature::csharp;
  if (head.starts_with("package ") || any(head, {"\npackage "})) {
    if (any(head, {"\nfunc ", " struct {", "\ntype ", "import \"", "import ("})) return Nature::go;
    if (any(head, {"class ", "interface ", "import java", "enum "})) return Nature::java;
  }
  if (any(head, {"#include", "#define", "#ifndef", "typedef ", "extern \"C\""}) ||
      (any(head, {"struct ", "enum "}) && any(head, {"};"})))
    return Nature::c_header;
  if (any(head, {"public class ", "public static class ", "public static final", "com.sun.jna"})) return Nature::java;
  const std::size_t script = count(head, "function") + count(head, "=>") + count(head, "var ") + count(head, "const ");
  if (script >= 2 && any(head, {"(", "{"})) return Nature::script;
  if (any(head, {"\ndef ", "\nclass ", "ctypes", "\nimport ", "End Sub", "End Enum", "\nunit ", "\nfn ", "\nuse "}))
    return Nature::code;
  return Nature::text;
}

}  // namespace

std::string_view to_string(Nature nature) {
  constexpr std::array<std::string_view, 13> names = {"document", "key-values", "c-header", "csharp", "java",
                                                      "go",       "code",       "script",   "html",   "program",
                                                      "pdf",      "text",       "data"};
  return names[static_cast<std::size_t>(nature)];
}

Nature nature_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x7f"
                        "ELF"sv) ||
      (bytes.starts_with("MZ"sv) && bytes.substr(0, 1024).find("PE\0\0"sv) != bytes.npos))
    return Nature::program;
  if (bytes.starts_with("%PDF-"sv)) return Nature::pdf;
  const std::string_view head = bytes.substr(0, head_bytes);
  if (!is_text(head)) return Nature::binary;
  std::size_t from = head.starts_with("\xef\xbb\xbf"sv) ? 3 : 0;
  from = std::min(head.find_first_not_of(" \t\r\n", from), head.size());
  const std::string_view start = head.substr(from, 512);
  const std::string lower = model::lower_ascii(start);
  if (lower.starts_with("<") && (lower.find("<!doctype html") != lower.npos || lower.find("<html") != lower.npos))
    return Nature::page;
  if (start.starts_with("<") && start.size() > 1 &&
      (start[1] == '?' || start[1] == '!' || start[1] == '_' || (start[1] >= 'A' && start[1] <= 'Z') ||
       (start[1] >= 'a' && start[1] <= 'z')))
    return Nature::tree;
  if (start.starts_with("[StructLayout") || start.starts_with("[DllImport")) return Nature::csharp;
  if (start.starts_with("{") || start.starts_with("[")) return Nature::tree;
  if (is_key_values(head)) return Nature::key_values;
  return language_of(head);
}

model::AnalyticsState state_in(Nature nature) {
  switch (nature) {
    case Nature::script:
    case Nature::page:
    case Nature::program:
    case Nature::binary:
      return model::AnalyticsState::present;
    default:
      return model::AnalyticsState::carried;
  }
}

bool is_code(Nature nature) {
  return nature == Nature::c_header || nature == Nature::csharp || nature == Nature::java || nature == Nature::go ||
         nature == Nature::code;
}

bool has_lines(Nature nature) { return nature != Nature::program && nature != Nature::binary && nature != Nature::pdf; }

}  // namespace lenscap::sources
