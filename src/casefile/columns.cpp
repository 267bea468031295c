#include "casefile/columns.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace lenscap::casefile {

namespace {

using Json = nlohmann::json;

/// Bytes of the UTF-8 sequence that starts `s`, 0 when none does.
std::size_t sequence(std::string_view s) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  auto continues = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  if (lead >= 0xc2 && lead <= 0xdf) return s.size() >= 2 && continues(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80, high = lead == 0xed ? 0x9f : 0xbf;
    return s.size() >= 3 && continues(1, low, high) && continues(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80, high = lead == 0xf4 ? 0x8f : 0xbf;
    return s.size() >= 4 && continues(1, low, high) && continues(2, 0x80, 0xbf) && continues(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

Json json_of(std::string_view bytes) {
  if (is_text(bytes)) return std::string(bytes);
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned char b : bytes) {
    hex += digits[b >> 4];
    hex += digits[b & 15];
  }
  return Json{{"hex", hex}};
}

std::optional<std::string> bytes_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_object() || json.size() != 1) return std::nullopt;
  auto hex = json.find("hex");
  if (hex == json.end() || !hex->is_string()) return std::nullopt;
  const auto& digits = hex->get_ref<const std::string&>();
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned value = 0;
    auto [end, ec] = std::from_chars(&digits[i], &digits[i] + 2, value, 16);
    if (ec != std::errc() || end != &digits[i] + 2) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

/// nullopt unless `text` is one JSON value of the wanted type. Never throws.
std::optional<Json> parse(std::string_view text, Json::value_t type) {
  Json json = Json::parse(text, nullptr, false);
  if (json.type() != type) return std::nullopt;
  return json;
}

// Keys and texts were checked to be UTF-8; `replace` only makes it certain that dump() cannot throw.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// json_of(bytes), as dump() writes it.
void write_text(std::string_view bytes, std::string& out) {
  bool plain = true;
  for (const char c : bytes) plain &= c >= ' ' && c != '"' && c != '\\';
  if (!plain) {
    out += dump(json_of(bytes));
    return;
  }
  out += '"';
  out += bytes;
  out += '"';
}

}  // namespace

bool is_text(std::string_view bytes) {
  // Nearly every value is ASCII: one pass that the compiler turns into vector code, the exact rules only where it
  // fails.
  bool plain = true;
  for (char c : bytes) plain &= static_cast<signed char>(c) > 0;
  if (plain) return true;
  while (!bytes.empty()) {
    const std::size_t length = sequence(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

void write_spans(std::span<const model::Span> spans, std::string& out) {
  char digits[20];  // a 64-bit number
  auto number = [&](std::uint64_t value) {
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  };
  out = '[';
  for (const auto& span : spans) {
    if (out.size() > 1) out += ',';
    out += '[';
    number(span.packet);
    out += ',';
    number(span.at);
    out += ',';
    number(span.length);
    out += ']';
  }
  out += ']';
}

std::optional<std::vector<model::Span>> read_spans(std::string_view json) {
  auto take = [&](char c) {
    if (json.empty() || json.front() != c) return false;
    json.remove_prefix(1);
    return true;
  };
  auto number = [&](auto& value) {
    auto [end, ec] = std::from_chars(json.data(), json.data() + json.size(), value);
    if (ec != std::errc()) return false;
    json.remove_prefix(static_cast<std::size_t>(end - json.data()));
    return true;
  };
  std::vector<model::Span> spans;
  if (!take('[')) return std::nullopt;
  while (!take(']')) {
    if (!spans.empty() && !take(',')) return std::nullopt;
    model::Span span;
    if (!take('[') || !number(span.packet) || !take(',') || !number(span.at) || !take(',') || !number(span.length) ||
        !take(']'))
      return std::nullopt;
    spans.push_back(span);
  }
  if (!json.empty()) return std::nullopt;
  return spans;
}

std::string write_attributes(const model::Attributes& attributes) {
  // They stand by name already, and hundreds of thousands of findings are written: no tree of them is made first.
  std::string out = "{";
  for (const auto& [key, value] : attributes) {
    if (out.size() > 1) out += ',';
    write_text(key, out);
    out += ':';
    write_text(value, out);
  }
  return out += '}';
}

std::optional<std::map<std::string, std::string>> read_attributes(std::string_view text) {
  auto json = parse(text, Json::value_t::object);
  if (!json) return std::nullopt;
  std::map<std::string, std::string> attributes;
  for (const auto& [key, value] : json->items()) {
    auto bytes = bytes_of(value);
    if (!bytes) return std::nullopt;
    attributes.emplace(key, std::move(*bytes));
  }
  return attributes;
}

std::string write_counts(const std::map<std::string, std::uint64_t>& counts) { return dump(Json(counts)); }

std::optional<std::map<std::string, std::uint64_t>> read_counts(std::string_view text) {
  auto json = parse(text, Json::value_t::object);
  if (!json) return std::nullopt;
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [key, value] : json->items()) {
    if (!value.is_number_unsigned()) return std::nullopt;
    counts.emplace(key, value.get<std::uint64_t>());
  }
  return counts;
}

std::string write_notes(const std::vector<std::string>& notes) {
  Json json = Json::array();
  for (const auto& note : notes) json.push_back(json_of(note));
  return dump(json);
}

std::optional<std::vector<std::string>> read_notes(std::string_view text) {
  auto json = parse(text, Json::value_t::array);
  if (!json) return std::nullopt;
  std::vector<std::string> notes;
  for (const auto& value : *json) {
    auto bytes = bytes_of(value);
    if (!bytes) return std::nullopt;
    notes.push_back(std::move(*bytes));
  }
  return notes;
}

}  // namespace lenscap::casefile
