#include "views/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

// "line 43 xml /Envelope/…" → 43.
std::uint64_t line_of(std::string_view place) {
  std::size_t at = place.find("line ");
  if (at == std::string_view::npos || (at > 0 && place[at - 1] != ' ')) return 0;
  std::uint64_t line = 0;
  for (char c : place.substr(at + 5)) {
    if (c < '0' || c > '9' || line > 1'000'000'000) break;
    line = line * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return line;
}

const knowledge::Signature* signature_on(const model::Finding& finding, std::string_view kind,
                                         const knowledge::Knowledge& k) {
  constexpr std::string_view prefix = "signature:";
  for (const std::string& key : finding.knowledge) {
    if (!key.starts_with(prefix)) continue;
    std::string_view id = std::string_view(key).substr(prefix.size());
    for (const knowledge::Signature& s : k.signatures)
      if (s.id == id && model::info(s.on).name == kind) return &s;
  }
  return nullptr;
}

template <class Entries>
const knowledge::Entry* entry_in(const Entries& entries, std::string_view id) {
  auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
  return at == entries.end() ? nullptr : &*at;
}

const knowledge::Entry* proof_entry(const knowledge::Knowledge& k, std::string_view key) {
  std::size_t colon = key.find(':');
  if (colon == std::string_view::npos) return nullptr;
  std::string_view table = key.substr(0, colon), id = key.substr(colon + 1);
  if (table == "signature") return entry_in(k.signatures, id);
  if (table == "maker") return entry_in(k.makers, id);
  if (table == "brand") return entry_in(k.brands, id);
  if (table == "component") return entry_in(k.components, id);
  if (table == "endpoint") return entry_in(k.endpoints, id);
  if (table == "organisation") return entry_in(k.organisations, id);
  if (table == "lookalike") return entry_in(k.lookalikes, id);
  if (table == "name_words") return entry_in(k.name_words, id);
  if (table == "item_form") return entry_in(k.item_forms, id);
  if (table == "network") return entry_in(k.networks, id);
  if (table == "rule") return entry_in(k.rules, id);
  if (table == "who") return entry_in(k.whos, id);
  return nullptr;
}

// The value of `name = …` in canonical TOML, without its quotes.
std::string toml_value(std::string_view text, std::string_view name) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(name)) continue;
    line.remove_prefix(name.size());
    std::size_t first = line.find_first_not_of(' ');
    if (first == std::string_view::npos || line[first] != '=') continue;
    line.remove_prefix(first + 1);
    std::size_t from = line.find_first_not_of(" '\""), to = line.find_last_not_of(" '\"\r");
    if (from == std::string_view::npos) return "";
    return std::string(line.substr(from, to - from + 1));
  }
  return "";
}

}  // namespace

Excerpt excerpt_of(const model::Locator& l) {
  std::string_view all = l.excerpt;
  std::size_t at = std::min<std::size_t>(l.mark_at, all.size());
  std::string_view marked = all.substr(at, l.mark_length), after = all.substr(at + marked.size());
  Excerpt e{neutral(all.substr(0, at)), neutral(marked), neutral(after), {}};
  constexpr std::size_t excerpt_bound = 256;
  if (!printable(all)) e.hex = hex(marked.empty() ? all : marked, excerpt_bound);
  return e;
}

std::string spans_words(const model::Locator& l) {
  if (l.spans.empty()) return "";
  auto range = [](const model::Span& s) {
    return s.length <= 1 ? fmt::format("byte {}", s.at)
                         : fmt::format("bytes {}-{}", s.at, static_cast<std::uint64_t>(s.at) + s.length - 1);
  };
  std::string out;
  for (const model::Span& s : l.spans) {
    if (!out.empty()) out += ", ";
    out += s.packet > 0 ? fmt::format("packet {} {}", s.packet, range(s)) : range(s);
  }
  return out;
}

std::string look_command(const model::Case& c, const model::Locator& l) {
  if (l.source >= c.sources.size()) return "";
  const model::Source& source = c.sources[l.source];
  if (source.name.empty() || source.name == "-") return "";
  std::string file = shell_word(source.name);
  if (source.form == model::SourceForm::capture) {
    std::string filter;
    std::uint64_t before = 0;
    for (const model::Span& s : l.spans) {
      if (s.packet == 0 || s.packet == before) continue;
      filter += fmt::format("{}frame.number=={}", filter.empty() ? "" : " || ", s.packet);
      before = s.packet;
    }
    return filter.empty() ? "" : fmt::format("tshark -r {} -Y '{}' -x", file, filter);
  }
  if (std::uint64_t line = line_of(l.place)) return fmt::format("sed -n '{}p' {}", line, file);
  if (l.spans.empty()) return "";
  const model::Span& s = l.spans.front();
  return fmt::format("tail -c +{} {} | head -c {}", static_cast<std::uint64_t>(s.at) + 1, file, s.length);
}

std::string evidence_class(const model::CaseObservation& o, const std::vector<const model::Finding*>& findings,
                           const knowledge::Knowledge& k) {
  for (const model::Finding* f : findings) {
    if (std::find(f->observations.begin(), f->observations.end(), o.id) == f->observations.end()) continue;
    if (const knowledge::Signature* s = signature_on(*f, o.kind, k)) return std::string(to_string(s->evidence));
  }
  auto kind = model::find_kind(o.kind);
  return std::string(to_string(kind ? model::info(*kind).evidence : model::EvidenceClass::none));
}

EntrySource source_of_entry(const AuditView& view, const std::string& key) {
  if (const knowledge::Entry* e = proof_entry(view.k, key)) return {neutral(e->source), model::to_string(e->date)};
  for (const model::KnowledgeUsed& used : view.c.knowledge)
    if (used.key == key) return {neutral(toml_value(used.text, "source")), neutral(toml_value(used.text, "date"))};
  return {};
}

const model::CaseObservation* observation_of(const model::Case& c, model::Id id) {
  const auto& all = c.observations;
  if (id >= 1 && static_cast<std::size_t>(id) <= all.size() && all[static_cast<std::size_t>(id - 1)].id == id)
    return &all[static_cast<std::size_t>(id - 1)];
  auto at = std::find_if(all.begin(), all.end(), [&](const model::CaseObservation& o) { return o.id == id; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace lenscap::views
