#include "casefile/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casefile/columns.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Id;

bool is_name(std::string_view s) {
  return !s.empty() && s.size() <= max_name &&
         std::all_of(s.begin(), s.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// "dhip.vendor": a kind that this build does not know yet is still a kind.
bool is_kind(std::string_view s) {
  const auto dot = s.find('.');
  return is_name(s) && dot != s.npos && dot > 0 && dot + 1 < s.size();
}

bool is_sha256(std::string_view s) {
  return s.size() == 64 &&
         std::all_of(s.begin(), s.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool fits(std::uint64_t count) { return count <= INT64_MAX; }  // SQLite's integers are signed

/// Values of a map or list that stands in one column of JSON.
template <class Map>
bool is_column(const Map& map) {
  std::size_t bytes = 0;
  for (const auto& [key, value] : map) {
    if (!is_text(key)) return false;
    bytes += key.size() + 24;
    if constexpr (requires { value.size(); }) bytes += value.size();
    else if (!fits(value)) return false;
  }
  return bytes <= max_text;
}

/// Sorted ids of the rows that others refer to.
template <class Rows>
std::vector<Id> ids_of(const Rows& rows) {
  std::vector<Id> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(row.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool unique_positive(const std::vector<Id>& sorted) {
  return (sorted.empty() || sorted.front() > 0) && std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

template <class T>
bool holds(const std::vector<T>& sorted, const T& what) {
  return std::binary_search(sorted.begin(), sorted.end(), what);
}

const char* wrong(const model::Source& s) {
  if (s.name.size() > max_value) return "its name is too long";
  if (!s.sha256.empty() && !is_sha256(s.sha256)) return "its sha256 is not one";
  if (!s.format.empty() && !is_name(s.format)) return "its format is no name";
  if (s.form != model::SourceForm::capture && s.form != model::SourceForm::document)
    return "its form is neither capture nor document";
  if (!fits(s.bytes) || !fits(s.packets) || !is_column(s.skipped)) return "its counts are out of range";
  std::size_t bytes = 0;
  for (const auto& note : s.notes) bytes += note.size() + 4;
  return bytes > max_text ? "its notes are too long" : nullptr;
}

const char* wrong(const model::CaseObservation& o, std::size_t sources) {
  if (!is_kind(o.kind)) return "its kind is none";
  if (o.value.size() > max_value) return "its value is too long";
  if (!fits(o.count)) return "its count is out of range";
  const auto& l = o.locator;
  if (l.source >= sources) return "its source does not exist";
  if (l.spans.size() > max_spans) return "it has too many spans";
  if (std::any_of(l.spans.begin(), l.spans.end(), [](const auto& s) { return !fits(s.packet); }))
    return "its packet is out of range";
  if (l.decoder.size() > max_value || !is_text(l.decoder) || l.place.size() > max_value) return "its place is too long";
  if (l.excerpt.size() > max_excerpt) return "its excerpt is longer than 256 bytes";
  if (std::size_t{l.mark_at} + l.mark_length > l.excerpt.size()) return "its mark lies outside the excerpt";
  return nullptr;
}

/// What a column of text says fully: nothing beside the address itself.
bool is_address(const model::Ip& ip) {
  if (ip.family == 6) return true;
  const auto rest = ip.bytes.begin() + (ip.family == 4 ? 4 : 0);
  return (ip.family == 0 || ip.family == 4) && std::all_of(rest, ip.bytes.end(), [](auto byte) { return byte == 0; });
}

const char* wrong(const model::Flow& f, std::size_t sources) {
  if (f.source >= sources) return "its source does not exist";
  if (!is_address(f.peer)) return "its peer is no address";
  if (f.opened > model::Opened::by_peer) return "who opened it is nobody";
  // The sum of squares may be greater: it stands as a bit pattern.
  if (!fits(f.packets_out | f.packets_in | f.bytes_out | f.bytes_in | f.media_out | f.media_in | f.attempts |
            f.answered | f.resets | f.unreachable | f.intervals.sum_ms | f.packet))
    return "its counts are out of range";
  return nullptr;
}

const char* wrong(const model::PeerName& n, std::size_t sources) {
  if (n.source >= sources) return "its source does not exist";
  if (!is_address(n.peer)) return "its peer is no address";
  if (n.from > model::NameFrom::certificate) return "where it is from is nowhere";
  if (std::max(n.name.size(), n.alias.size()) > max_value) return "it is too long";
  if (!fits(n.count | n.span.packet)) return "its counts are out of range";
  return nullptr;
}

const char* wrong(const model::Decision& d) {
  if (std::max({d.what.size(), d.reason.size(), d.who.size()}) > max_value) return "it is too long";
  if (!d.date.empty() && !model::parse_date(d.date)) return "its date is none";
  return nullptr;
}

}  // namespace

model::Result<void> check(const Case& c) {
  auto bad = [](std::string_view row, std::int64_t id, std::string_view why) {
    return model::fail(fmt::format("{} {}: {}", row, id, why));
  };
  for (const auto& [key, value] : c.meta)
    if (key.empty() || key.size() > max_value || !is_text(key) || value.size() > max_text)
      return bad("meta", 0, "no key or too long");
  if (!is_column(c.others)) return bad("others", 0, "a count is out of range");
  for (std::size_t i = 0; i < c.sources.size(); ++i)
    if (auto why = wrong(c.sources[i])) return bad("source", static_cast<Id>(i) + 1, why);

  const auto subjects = ids_of(c.subjects);
  if (!unique_positive(subjects)) return bad("subject", 0, "ids are not positive and unique");
  for (const auto& s : c.subjects)
    if (!is_name(s.kind) || s.key.size() > max_value)
      return bad("subject", s.id, "its kind is none or its key too long");
  for (const auto& i : c.identifiers)
    if (!holds(subjects, i.subject) || !is_name(i.kind) || i.value.size() > max_value)
      return bad("identifier of subject", i.subject, "no such subject, no kind, or too long");
  for (const auto& r : c.relations)
    if (!holds(subjects, r.subject) || !holds(subjects, r.object) || !is_name(r.kind) || !is_column(r.attributes))
      return bad("relation of subject", r.subject, "no such subject, no kind, or too long");

  for (std::size_t i = 0; i < c.observations.size(); ++i) {
    const auto& o = c.observations[i];
    if (o.id != static_cast<Id>(i) + 1) return bad("observation", o.id, "its id is not its position");
    if (!holds(subjects, o.subject)) return bad("observation", o.id, "its subject does not exist");
    if (auto why = wrong(o, c.sources.size())) return bad("observation", o.id, why);
  }

  for (const auto& f : c.flows) {
    if (!holds(subjects, f.subject)) return bad("flow of subject", f.subject, "no such subject");
    if (auto why = wrong(f.flow, c.sources.size())) return bad("flow of subject", f.subject, why);
  }
  for (const auto& n : c.names) {
    if (!holds(subjects, n.subject)) return bad("name used by subject", n.subject, "no such subject");
    if (auto why = wrong(n.name, c.sources.size())) return bad("name used by subject", n.subject, why);
  }

  std::vector<std::string_view> entries;
  for (const auto& k : c.knowledge) {
    if (k.key.empty() || k.key.size() > max_value || !is_text(k.key) || !is_sha256(k.digest) ||
        k.text.size() > max_text)
      return bad("knowledge", static_cast<Id>(entries.size()) + 1, "no key, no digest, or too long");
    entries.push_back(k.key);
  }
  std::sort(entries.begin(), entries.end());
  if (std::adjacent_find(entries.begin(), entries.end()) != entries.end())
    return bad("knowledge", 0, "a key stands twice");

  if (!unique_positive(ids_of(c.findings))) return bad("finding", 0, "ids are not positive and unique");
  for (const auto& f : c.findings) {
    if (!holds(subjects, f.subject)) return bad("finding", f.id, "its subject does not exist");
    if (!is_name(f.key) || f.value.size() > max_value || !is_column(f.attributes))
      return bad("finding", f.id, "no key, or too long");
    if (f.confidence > model::Confidence::confirmed) return bad("finding", f.id, "its confidence is none");
    for (Id o : f.observations)
      if (o < 1 || o > static_cast<Id>(c.observations.size()))
        return bad("finding", f.id, "it rests on an observation that does not exist");
    for (const auto& k : f.knowledge)
      if (!holds(entries, std::string_view(k)))
        return bad("finding", f.id, "it rests on a knowledge entry that is not in the case");
  }
  // Subject 0: a decision about the case as a whole.
  for (const auto& d : c.decisions) {
    if (d.subject != 0 && !holds(subjects, d.subject)) return bad("decision on subject", d.subject, "no such subject");
    if (auto why = wrong(d)) return bad("decision on subject", d.subject, why);
  }
  return {};
}

}  // namespace lenscap::casefile
