#include "wire/multipart.hpp"

#include <algorithm>
#include <charconv>

#include "wire/http.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Is = StreamLength::Is;

constexpr std::size_t longest_boundary = 70;   // RFC 2046 5.1.1
constexpr std::size_t longest_chunk_size = 8;  // digits

bool of_boundary(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         string_view("'()+_,-./:=?").find(c) != string_view::npos;
}

bool hex_digit(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// End of the boundary behind the two dashes.
std::size_t boundary_end(string_view bytes) noexcept {
  std::size_t at = 2;
  while (at < bytes.size() && at <= longest_boundary + 4 && of_boundary(bytes[at])) ++at;
  return at;
}

}  // namespace

bool is_multipart(string_view type) noexcept {
  const string_view name = trimmed(type.substr(0, type.find(';')));
  return same_name(name, "multipart/mixed") || same_name(name, "multipart/x-mixed-replace") ||
         same_name(name, "multipart/form-data") || same_name(name, "multipart/related");
}

StreamLength::Is multipart_starts(string_view bytes) noexcept {
  constexpr string_view field = "Content-";
  if (bytes.empty() || bytes[0] != '-') return Is::other;
  if (bytes.size() > 1 && bytes[1] != '-') return Is::other;
  const std::size_t end = boundary_end(bytes);
  if (end == bytes.size()) return end <= longest_boundary + 2 ? Is::partial : Is::other;
  if (end < 3 || end > longest_boundary + 4) return Is::other;
  if (bytes.substr(end - 2, 2) == "--" && end > 4)
    return bytes[end] == '\r' || bytes[end] == '\n' ? Is::whole : Is::other;
  string_view rest = bytes.substr(end);
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (rest.empty()) return Is::partial;
  if (rest[0] != '\n') return Is::other;
  rest.remove_prefix(1);
  const auto there = std::min(rest.size(), field.size());
  if (!same_name(rest.substr(0, there), field.substr(0, there))) return Is::other;
  return there < field.size() ? Is::partial : Is::whole;
}

std::optional<MultipartHead> parse_multipart_head(string_view bytes) noexcept {
  if (multipart_starts(bytes) != Is::whole) return std::nullopt;
  MultipartHead out;
  const std::size_t end = boundary_end(bytes);
  out.boundary = bytes.substr(0, end);
  std::size_t at = bytes.find('\n', end);
  if (at == string_view::npos) return std::nullopt;
  ++at;
  if (out.boundary.ends_with("--") && end > 4) {
    out.closing = true;
    out.head_length = at;
    return out;
  }
  while (at < std::min(bytes.size(), longest_part_head)) {
    const auto stop = bytes.find('\n', at);
    if (stop == string_view::npos) return std::nullopt;
    const string_view line = trimmed(bytes.substr(at, stop - at));
    at = stop + 1;
    if (line.empty()) {
      out.head_length = at;
      return out;
    }
    const auto colon = line.find(':');
    if (colon == string_view::npos) return std::nullopt;
    const string_view name = trimmed(line.substr(0, colon)), value = trimmed(line.substr(colon + 1));
    if (same_name(name, "Content-Type")) out.type = value;
    std::uint64_t length = 0;
    if (same_name(name, "Content-Length")) {
      const auto read = std::from_chars(value.data(), value.data() + value.size(), length);
      if (read.ec != std::errc{} || read.ptr != value.data() + value.size()) return std::nullopt;
      out.length = length;
    }
  }
  return std::nullopt;
}

std::size_t before_part(string_view bytes) noexcept {
  std::size_t at = 0;
  const auto line_ends = [&] {
    while (at < bytes.size() && (bytes[at] == '\r' || bytes[at] == '\n')) ++at;
  };
  line_ends();
  std::size_t digits = at;
  while (digits < bytes.size() && digits - at < longest_chunk_size && hex_digit(bytes[digits])) ++digits;
  if (digits == at) return at;
  const std::size_t before = at;
  at = digits;
  line_ends();
  return at > digits && bytes.substr(at).starts_with("--") ? at : before;
}

}  // namespace lenscap::wire
