#include "wire/vision360.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::string_view word = "DISCOVER";
constexpr std::size_t longest = 512;

/// Takes KEY=VALUE off the front of `rest`; both empty when there is none.
struct Pair {
  std::string_view key, value;
};
Pair take_pair(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  const auto equals = rest.find_first_of("= ");
  if (equals == std::string_view::npos || rest[equals] == ' ') return {};
  Pair out{rest.substr(0, equals), {}};
  rest.remove_prefix(equals + 1);
  const bool quoted = !rest.empty() && (rest[0] == '\'' || rest[0] == '"');
  const auto end = quoted ? rest.find(rest[0], 1) : std::min(rest.find(' '), rest.size());
  if (end == std::string_view::npos) return {};
  out.value = quoted ? rest.substr(1, end - 1) : rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return out;
}

}  // namespace

bool is_vision360_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() == word.size() + 1 && as_text(bytes) == "DISCOVER\n";
}

std::optional<Vision360Device> parse_vision360(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() > longest) return std::nullopt;
  std::string_view line = as_text(bytes);
  if (!line.starts_with(word) || line.size() == word.size() || line[word.size()] != ' ') return std::nullopt;
  line = line.substr(word.size(), line.find_first_of("\r\n") - word.size());
  if (!is_plain_text(line)) return std::nullopt;
  Vision360Device out;
  for (Pair pair = take_pair(line); !pair.key.empty(); pair = take_pair(line)) {
    if (pair.key == "TYPE") out.type = pair.value;
    if (pair.key == "KEY") out.key = pair.value;
    if (pair.key == "ID") out.id = pair.value;
  }
  if (out.type.empty() || !is_mac_text(out.key)) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
