#include "views/csv_cell.hpp"

#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

bool starts_formula(std::string_view text) {
  // Also their full-width forms, which some locales take for the same, and what stands behind leading spaces.
  std::size_t at = text.find_first_not_of(' ');
  if (at == std::string_view::npos) return false;
  text.remove_prefix(at);
  for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
    if (text.starts_with(sign)) return true;
  return false;
}

std::string cell(std::string_view raw) {
  // Before neutral(): a leading tab or carriage return is shown as an escape and still marked.
  std::string text = neutral(raw);
  if (starts_formula(raw)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

void csv_row(std::string& out, std::span<const std::string> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    out += cell(cells[i]);
  }
  out += "\r\n";
}

}  // namespace lenscap::views
