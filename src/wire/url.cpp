#include "wire/url.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

using std::string_view;

bool scheme_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::uint16_t port_number(string_view text) {
  std::uint32_t value = 0;
  if (text.empty() || text.size() > 5) return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value <= 65535 ? static_cast<std::uint16_t>(value) : 0;
}

}  // namespace

std::optional<Url> parse_url(string_view text) noexcept {
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return std::nullopt;
  const auto colon = text.find("://");
  if (colon == string_view::npos || colon == 0 || colon > 16) return std::nullopt;
  Url out;
  out.scheme = text.substr(0, colon);
  if (!std::all_of(out.scheme.begin(), out.scheme.end(), scheme_character)) return std::nullopt;

  const string_view rest = text.substr(colon + 3);
  const auto end = std::min(rest.find_first_of("/?#"), rest.size());
  string_view authority = rest.substr(0, end);
  if (const auto at = authority.rfind('@'); at != string_view::npos) {
    out.user_info = at > 0;
    authority.remove_prefix(at + 1);
  }
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == string_view::npos) return std::nullopt;
    out.host = authority.substr(1, close - 1);
    if (authority.substr(close + 1).starts_with(':')) out.port = port_number(authority.substr(close + 2));
  } else {
    const auto port = authority.rfind(':');
    out.host = authority.substr(0, port);
    if (port != string_view::npos) out.port = port_number(authority.substr(port + 1));
  }
  if (out.host.empty()) return std::nullopt;

  out.path_and_query = rest.substr(end, rest.find('#', end) - end);
  const auto question = out.path_and_query.find('?');
  out.path = out.path_and_query.substr(0, question);
  if (question != string_view::npos) out.query = out.path_and_query.substr(question + 1);
  return out;
}

std::string percent_decode(string_view text, bool& changed) {
  std::string out;
  out.reserve(text.size());
  changed = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2])));
      i += 2;
      changed = true;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace lenscap::wire
