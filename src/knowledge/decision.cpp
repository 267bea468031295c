#include "knowledge/decision.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "knowledge/document.hpp"
#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 5> verdicts = {"is", "owned_by", "sells", "may_be", "not"};

/// TOML 1.0, basic strings.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else out += c;
  }
  return out + '"';
}

Decision read_decision(Fields fields) {
  Decision decision;
  decision.name = fields.text("name", Need::required);
  decision.party = fields.text("party");
  decision.verdict = fields.word("verdict", verdicts, "");
  if (decision.verdict.empty())
    fields.complain(fields.any("verdict"), "says no 'verdict'",
                    fmt::format("write one of {}", fmt::join(verdicts, ", ")));
  decision.by = fields.text("by", Need::required);
  decision.on = fields.date("on", Need::required).value_or(model::Date{});
  decision.reason = fields.text("reason", Need::required);
  for (const std::string& entry : fields.texts("entries")) {
    const auto gap = entry.find(' ');
    if (gap == entry.npos) fields.complain(fields.any("entries"), "'entries' holds no digest", "write \"key sha256\"");
    else decision.entries.emplace_back(entry.substr(0, gap), entry.substr(gap + 1));
  }
  fields.finish();
  return decision;
}

}  // namespace

model::Result<std::vector<Decision>> read_decisions(const std::string& path) {
  std::vector<Decision> decisions;
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return decisions;
  const auto content = read_file(path, path, max_document_bytes);
  if (!content) return tl::unexpected(content.error());
  const auto document = parse_document(*content, path);
  if (!document) return tl::unexpected(document.error());
  std::vector<model::Error> errors;
  Fields fields(*document, "decisions", path, errors);
  for (const Value* table : fields.tables("decision"))
    decisions.push_back(read_decision(fields.inside(*table, "decision")));
  fields.finish();
  if (!errors.empty()) return tl::unexpected(errors.front());
  return decisions;
}

std::string to_toml(const std::vector<Decision>& decisions) {
  std::string out =
      "# What people decided about names that were screened. A decision holds until an entry behind it changes.\n";
  for (const Decision& d : decisions) {
    out += fmt::format("\n[[decision]]\nname = {}\n", toml_text(d.name));
    if (!d.party.empty()) out += fmt::format("party = {}\n", toml_text(d.party));
    out += fmt::format("verdict = {}\nby = {}\non = {}\nreason = {}\n", toml_text(d.verdict), toml_text(d.by),
                       model::to_string(d.on), toml_text(d.reason));
    out += "entries = [";
    for (std::size_t i = 0; i < d.entries.size(); ++i)
      out += (i ? ", " : "") + toml_text(d.entries[i].first + " " + d.entries[i].second);
    out += "]\n";
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> entries_now(const Knowledge& k, const std::vector<std::string>& keys) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& key : keys) {
    const auto used = used_entry(k, key);
    const bool known = std::any_of(out.begin(), out.end(), [&](const auto& e) { return e.first == key; });
    if (used && !known) out.emplace_back(key, used->digest);
  }
  return out;
}

std::string changed_entry(const Knowledge& k, const Decision& decision) {
  for (const auto& [key, digest] : decision.entries) {
    const auto used = used_entry(k, key);
    if (!used || used->digest != digest) return key;
  }
  return {};
}

}  // namespace lenscap::knowledge
