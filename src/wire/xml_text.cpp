#include "wire/xml_text.hpp"

#include <cstdint>

namespace lenscap::wire {
namespace {

struct Entity {
  std::string_view name, text;
};
constexpr Entity entities[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}};
constexpr std::size_t longest_reference = 10;  // "#x10FFFF" and room for leading zeros

/// The code point of "#233" or "#xE9"; 0 when it is none.
std::uint32_t code_point(std::string_view name) {
  const bool hexadecimal = name.starts_with("#x") || name.starts_with("#X");
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  std::uint32_t value = 0;
  for (const char c : digits) {
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit >= (hexadecimal ? 16u : 10u)) return 0;
    value = value * (hexadecimal ? 16 : 10) + digit;
    if (value > 0x10ffff) return 0;
  }
  return value >= 0xd800 && value < 0xe000 ? 0 : value;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](unsigned shift) { out.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3f))); };
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xc0 | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | (code >> 12)));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xf0 | (code >> 18)));
    tail(12), tail(6), tail(0);
  }
}

bool append_reference(std::string& out, std::string_view name) {
  if (name.starts_with('#')) {
    const std::uint32_t code = code_point(name);
    if (code == 0) return false;
    append_utf8(out, code);
    return true;
  }
  for (const Entity& entity : entities) {
    if (entity.name != name) continue;
    out.append(entity.text);
    return true;
  }
  return false;
}

}  // namespace

std::string xml_unescape(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '&') {
      const auto end = raw.substr(i + 1, longest_reference).find(';');
      if (end != std::string_view::npos && end > 0 && append_reference(out, raw.substr(i + 1, end))) {
        i += end + 2;
        continue;
      }
    }
    out.push_back(raw[i++]);
  }
  return out;
}

}  // namespace lenscap::wire
