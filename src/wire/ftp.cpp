#include "wire/ftp.hpp"

#include <algorithm>
#include <array>

namespace lenscap::wire {
namespace {

using Is = StreamLength::Is;
using std::string_view;

constexpr string_view code = "220";
constexpr std::size_t longest = 512;  // bytes of the first line
// What else greets with 220.
constexpr auto others = std::to_array<string_view>({"SMTP", "LMTP", "VMware Authentication", "RFB"});

bool printable(char c) { return (c >= 0x20 && c < 0x7f) || c == '\t' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

StreamLength ftp_greeting_length(string_view bytes) noexcept {
  const string_view seen = bytes.substr(0, code.size());
  if (seen != code.substr(0, seen.size())) return {};
  if (bytes.size() > code.size() && bytes[code.size()] != ' ' && bytes[code.size()] != '-') return {};
  const auto end = bytes.substr(0, longest).find('\n');
  if (end == string_view::npos) return {bytes.size() < longest ? Is::partial : Is::other, 0};
  return ftp_greeting(bytes).empty() ? StreamLength{} : StreamLength{Is::whole, end + 1};
}

string_view ftp_greeting(string_view bytes) noexcept {
  const auto end = bytes.substr(0, longest).find('\n');
  if (end == string_view::npos || end <= code.size() || !bytes.starts_with(code)) return {};
  if (bytes[code.size()] != ' ' && bytes[code.size()] != '-') return {};
  string_view text = bytes.substr(code.size() + 1, end - code.size() - 1);
  while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (!std::all_of(text.begin(), text.end(), printable)) return {};
  for (const string_view other : others)
    if (text.find(other) != string_view::npos) return {};
  return text;
}

}  // namespace lenscap::wire
