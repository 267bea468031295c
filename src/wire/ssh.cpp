#include "wire/ssh.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

using Is = StreamLength::Is;

constexpr std::string_view mark = "SSH-";
constexpr std::size_t longest = 255;  // with CR and LF
constexpr int most_lines_before = 8;

bool printable(char c) { return c >= 0x20 && c < 0x7f; }

/// "SSH-2.0-x": a version, and software behind it.
bool is_identification(std::string_view line) {
  if (!line.starts_with(mark) || !std::all_of(line.begin(), line.end(), printable)) return false;
  const std::string_view rest = line.substr(mark.size());
  const auto dash = rest.find('-');
  if (dash == std::string_view::npos || dash + 1 == rest.size()) return false;
  const std::string_view version = rest.substr(0, dash);
  return version == "2.0" || version == "1.99" || version == "1.5";
}

/// Bytes of text lines before the line that begins with the mark; 0 when none does, or it is the first.
std::size_t text_before(std::string_view bytes) {
  std::size_t at = 0;
  for (int line = 0; line <= most_lines_before; ++line) {
    if (bytes.substr(at).starts_with(mark)) return at;
    const auto end = bytes.substr(at, longest).find('\n');
    if (end == std::string_view::npos) return 0;
    const std::string_view text = bytes.substr(at, end);
    if (!std::all_of(text.begin(), text.end(), [](char c) { return printable(c) || c == '\r' || c == '\t'; })) return 0;
    at += end + 1;
  }
  return 0;
}

}  // namespace

StreamLength ssh_line_length(std::string_view bytes) noexcept {
  if (const std::size_t before = text_before(bytes); before != 0) {
    const StreamLength rest = ssh_line_length(bytes.substr(before));
    return rest.is == Is::whole ? StreamLength{Is::whole, before + rest.length} : StreamLength{};
  }
  const std::string_view seen = bytes.substr(0, mark.size());
  if (seen != mark.substr(0, seen.size())) return {};
  const auto end = bytes.substr(0, longest).find('\n');
  if (end == std::string_view::npos) return {bytes.size() < longest ? Is::partial : Is::other, 0};
  return ssh_identification(bytes).empty() ? StreamLength{} : StreamLength{Is::whole, end + 1};
}

std::string_view ssh_identification(std::string_view bytes) noexcept {
  bytes.remove_prefix(text_before(bytes));
  const auto end = bytes.substr(0, longest).find('\n');
  if (end == std::string_view::npos) return {};
  std::string_view line = bytes.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return is_identification(line) ? line : std::string_view{};
}

}  // namespace lenscap::wire
