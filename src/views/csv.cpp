// views/csv.cpp: one row a device, for spreadsheets.  RFC 4180: CRLF, fields with comma or quote in quotes, quotes
// doubled.
//
// A spreadsheet runs a cell that begins with = + - @ as a formula (CWE-1236), whatever the quotes say; such a cell gets
// an apostrophe in front. Names of columns are those of the public JSON.
#include <fmt/format.h>

#include <array>

#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using model::Finding;

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

template <std::size_t N>
void row(std::string& out, const std::array<std::string, N>& cells) {
  for (std::size_t i = 0; i < N; ++i) {
    if (i > 0) out += ',';
    out += cell(cells[i]);
  }
  out += "\r\n";
}

std::string join(const std::vector<std::string>& list, std::string_view between = "; ") {
  std::string out;
  for (const std::string& s : list) {
    if (!out.empty()) out += between;
    out += s;
  }
  return out;
}

std::string value(const Finding* f) { return f ? f->value : std::string(); }
std::string confidence(const Finding* f) {
  return std::string(to_string(f ? f->confidence : model::Confidence::unknown));
}

std::string values_of(const Device& d, std::string_view key) {
  std::vector<std::string> out;
  for (const Finding* f : d.findings)
    if (f->key == key) out.push_back(f->value);
  return join(out);
}

// "us-federal buy restricted us-889-a1a", worst first; what restricts nothing is left out.
std::string restrictions(const Device& d) {
  std::vector<std::string> out;
  for (const Restriction& r : d.restrictions) {
    if (r.answer.status == assess::Status::not_restricted) continue;
    out.push_back(fmt::format("{} {} {} {}", join(r.whos, "/"), join(r.acts, "/"), assess::to_string(r.answer.status),
                              r.answer.rule));
  }
  return join(out);
}

}  // namespace

std::string to_csv(const AuditView& view) {
  std::string out;
  row(out, std::to_array<std::string>({"id",
                                       "key",
                                       "sentence",
                                       "addresses",
                                       "macs",
                                       "vlans",
                                       "role",
                                       "role_confidence",
                                       "maker",
                                       "maker_name",
                                       "maker_confidence",
                                       "brand",
                                       "brand_confidence",
                                       "label",
                                       "relabelled",
                                       "model",
                                       "firmware",
                                       "serial",
                                       "build_date",
                                       "hostname",
                                       "components",
                                       "attribution",
                                       "worst",
                                       "restrictions",
                                       "contradictions",
                                       "unknown"}));
  for (const Device& d : devices(view))
    row(out, std::to_array<std::string>({std::to_string(d.subject->id),
                                         d.subject->key,
                                         device_sentences(d, view.k).front(),
                                         join(d.addresses),
                                         join(d.macs),
                                         join(d.vlans),
                                         d.role_id(),
                                         confidence(d.role),
                                         value(d.maker),
                                         d.maker ? maker_name(d.maker->value, view.k) : "",
                                         confidence(d.maker),
                                         value(d.brand),
                                         confidence(d.brand),
                                         d.label ? d.label->value : "unknown",
                                         d.relabelled() ? "true" : "false",
                                         value(d.model),
                                         value(d.firmware),
                                         value(d.serial),
                                         value(d.build_date),
                                         value(d.hostname),
                                         values_of(d, "component"),
                                         value(d.attribution),
                                         std::string(assess::to_string(d.worst)),
                                         restrictions(d),
                                         values_of(d, "contradiction"),
                                         values_of(d, "unknown")}));
  return out;
}

}  // namespace lenscap::views
