#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "casefile/check.hpp"
#include "casefile/columns.hpp"
#include "casefile/file.hpp"
#include "casefile/load_flows.hpp"
#include "casefile/rows.hpp"
#include "casefile/schema.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Id;

/// The value of a column of JSON, or an error.
template <class T>
T column(Reading& reading, std::optional<T> value) {
  if (!value) reading.damaged("a column of JSON is none");
  return value ? std::move(*value) : T();
}

/// Only the tables and indexes of schema.cpp, word for word: a view under a table's name could run anything for ever.
void read_schema(Reading& reading, std::uint32_t version) {
  std::size_t found = 0;
  Rows rows(reading, "SELECT rowid, name, coalesce(sql, '') FROM sqlite_schema ORDER BY rowid");
  while (rows.next()) {
    const std::string name = rows.word(1), sql = rows.word(2);
    auto same = [&](const SchemaObject& object) { return name == object.name && sql == object.sql; };
    if (std::ranges::any_of(tables(version), same)) ++found;
    else if (!std::ranges::any_of(indexes(), same) && !(sql.empty() && name.starts_with("sqlite_autoindex_")))
      return reading.damaged("it holds a table, view, index or trigger that Lenscap does not write");
  }
  if (found != tables(version).size()) reading.damaged("a table is missing");
}

void read_meta(Reading& reading, Case& c) {
  Rows rows(reading, "SELECT rowid, key, value FROM meta ORDER BY rowid");
  while (rows.next()) {
    std::string key = rows.word(1), value = rows.word(2);
    if (key == older_schema_key) return reading.damaged("its meta tells of an older schema, which no saved case does");
    if (key.starts_with("damage.")) return reading.damaged("its meta tells of damage, which no saved case does");
    if (!key.starts_with("others.")) {
      c.meta[std::move(key)] = std::move(value);
      continue;
    }
    auto counts = column(reading, read_counts("{\"count\":" + value + "}"));
    if (counts.size() == 1 && counts.contains("count")) c.others[key.substr(7)] = counts["count"];
    else reading.damaged("a count of others is none");
  }
}

std::vector<Id> read_sources(Reading& reading, Case& c) {
  std::vector<Id> ids;
  Rows rows(
      reading,
      "SELECT id, name, sha256, format, form, bytes, packets, first, last, skipped, notes FROM source ORDER BY id");
  while (rows.next()) {
    model::Source s;
    s.name = rows.word(1);
    s.sha256 = rows.word(2);
    s.format = rows.word(3);
    const auto form = rows.said(4);
    if (form != "capture" && form != "document") reading.damaged("the form of a source is none");
    s.form = form == "document" ? model::SourceForm::document : model::SourceForm::capture;
    s.bytes = rows.count(5);
    s.packets = rows.count(6);
    s.first = rows.time(7);
    s.last = rows.time(8);
    s.skipped = column(reading, read_counts(rows.said(9)));
    s.notes = column(reading, read_notes(rows.said(10)));
    ids.push_back(rows.key());
    c.sources.push_back(std::move(s));
  }
  return ids;
}

void read_subjects(Reading& reading, Case& c) {
  Rows subjects(reading, "SELECT id, kind, key FROM subject ORDER BY id");
  while (subjects.next()) c.subjects.push_back({subjects.key(), subjects.word(1), subjects.word(2)});
  Rows identifiers(reading, "SELECT id, subject, kind, value, \"from\", until FROM identifier ORDER BY id");
  while (identifiers.next())
    c.identifiers.push_back(
        {identifiers.integer(1), identifiers.word(2), identifiers.word(3), identifiers.time(4), identifiers.time(5)});
  Rows relations(reading, "SELECT id, subject, kind, object, attributes FROM relation ORDER BY id");
  while (relations.next())
    c.relations.push_back({relations.integer(1), relations.word(2), relations.integer(3),
                           column(reading, read_attributes(relations.said(4)))});
}

model::Locator read_locator(Reading& reading, Rows& rows, const std::vector<Id>& sources) {
  model::Locator l;
  const auto source = position(sources, rows.integer(1));
  if (!source) reading.damaged("a locator points to a source that is not there");
  l.source = static_cast<model::SourceIndex>(source.value_or(0));
  l.spans = column(reading, read_spans(rows.said(2)));
  l.decoder = rows.word(3);
  l.place = rows.word(4);
  l.excerpt = rows.word(5);
  l.mark_at = static_cast<std::uint16_t>(rows.small(6, max_excerpt));
  l.mark_length = static_cast<std::uint16_t>(rows.small(7, max_excerpt));
  return l;
}

/// Returns the ids as they stand in the file; in the case they are position + 1.
std::vector<Id> read_observations(Reading& reading, Case& c, const std::vector<Id>& sources) {
  std::vector<Id> ids;
  Rows rows(reading, "SELECT id, subject, kind, value, first, last, count FROM observation ORDER BY id");
  Rows locators(reading,
                "SELECT observation, source, spans, decoder, place, excerpt, mark_at, mark_length FROM locator ORDER "
                "BY observation");
  bool more = locators.next();
  auto skip_to = [&](Id id) {
    for (; more && locators.key() < id; more = locators.next())
      reading.note(fmt::format("observation {} is gone, its locator is still there", locators.key()));
  };
  while (rows.next()) {
    skip_to(rows.key());
    auto& o = c.observations.emplace_back();
    o.id = static_cast<Id>(c.observations.size());
    o.subject = rows.integer(1);
    o.kind = rows.word(2);
    o.value = rows.word(3);
    o.first = rows.time(4);
    o.last = rows.time(5);
    o.count = rows.count(6);
    if (more && locators.key() == rows.key()) {
      o.locator = read_locator(reading, locators, sources);
      more = locators.next();
    } else {
      reading.note(fmt::format("observation {} ({}) has no locator", rows.key(), o.kind));
    }
    ids.push_back(rows.key());
  }
  skip_to(INT64_MAX);
  return ids;
}

void read_findings(Reading& reading, Case& c, const std::vector<Id>& observations) {
  Rows knowledge(reading, "SELECT rowid, key, digest, text FROM knowledge ORDER BY rowid");
  while (knowledge.next()) c.knowledge.push_back({knowledge.word(1), knowledge.word(2), knowledge.word(3)});
  std::vector<std::string> entries;
  for (const auto& k : c.knowledge) entries.push_back(k.key);
  std::sort(entries.begin(), entries.end());

  std::vector<Id> ids;
  Rows rows(reading, "SELECT id, subject, key, value, confidence, attributes FROM finding ORDER BY id");
  while (rows.next()) {
    auto& f = c.findings.emplace_back();
    f.id = rows.key();
    f.subject = rows.integer(1);
    f.key = rows.word(2);
    f.value = rows.word(3);
    const auto confidence = model::parse_confidence(rows.said(4));
    if (!confidence) reading.damaged("a confidence is none");
    f.confidence = confidence.value_or(model::Confidence::unknown);
    f.attributes = column(reading, read_attributes(rows.said(5)));
    ids.push_back(f.id);
  }

  Rows because(reading, "SELECT id, finding, observation, knowledge FROM because ORDER BY id");
  while (because.next()) {
    const Id finding = because.integer(1);
    const auto at = position(ids, finding);
    if (because.is_null(2)) {
      const std::string entry = because.word(3);
      if (at && std::binary_search(entries.begin(), entries.end(), entry)) c.findings[*at].knowledge.push_back(entry);
      else
        reading.note(at ? fmt::format("finding {} rests on a knowledge entry that is gone", finding)
                        : fmt::format("finding {} is gone", finding));
      continue;
    }
    const Id observation = because.integer(2);
    const auto seen = position(observations, observation);
    if (at && seen) c.findings[*at].observations.push_back(static_cast<Id>(*seen) + 1);
    else
      reading.note(at ? fmt::format("finding {} rests on observation {}, which is gone", finding, observation)
                      : fmt::format("finding {} is gone", finding));
  }
}

void read_decisions(Reading& reading, Case& c) {
  Rows rows(reading, "SELECT id, subject, what, reason, who, date FROM decision ORDER BY id");
  while (rows.next()) c.decisions.push_back({rows.integer(1), rows.word(2), rows.word(3), rows.word(4), rows.word(5)});
}

/// Limits that hold while SQLite itself reads a file that may be forged. `size`: of the file.
void harden(sqlite3* db, std::uint64_t size, std::uint64_t& steps_left) {
  constexpr int steps_a_call = 1000;
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 64 * 1024);  // the schema's own rows; the tables' rows may be longer
  // A row costs about twenty steps and at least ten bytes.
  steps_left = 100 + size * 16 / steps_a_call;
  sqlite3_progress_handler(
      db, steps_a_call, [](void* left) { return (*static_cast<std::uint64_t*>(left))-- == 0 ? 1 : 0; }, &steps_left);
}

model::Result<Case> read(const std::string& path) {
  const auto header = check_header(path);
  if (!header) return tl::unexpected(header.error());
  const std::uint64_t size = header->file_size;
  auto db = open_database(path, SQLITE_OPEN_READONLY);
  if (!db) return tl::unexpected(db.error());
  std::uint64_t steps_left = 0;
  harden(db->get(), size, steps_left);

  Reading reading{db->get(), path, size};
  Case c;
  // One snapshot, should another program write meanwhile.
  if (sqlite3_exec(db->get(), "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
    return tl::unexpected(last_error(db->get(), path));
  read_schema(reading, header->version);
  reading.bytes_left = size;
  sqlite3_limit(db->get(), SQLITE_LIMIT_LENGTH, 2 * static_cast<int>(max_text));
  read_meta(reading, c);
  const auto sources = read_sources(reading, c);
  read_subjects(reading, c);
  const auto observations = read_observations(reading, c, sources);
  if (header->version != first_schema) read_flows(reading, c, sources);
  read_findings(reading, c, observations);
  read_decisions(reading, c);
  if (!reading.error)
    if (auto sound = check(c); !sound) reading.damaged(sound.error().what);
  if (reading.error) return tl::unexpected(*reading.error);

  if (header->version < schema_version) c.meta[std::string(older_schema_key)] = std::to_string(header->version);
  for (std::size_t i = 0; i < reading.damage.size(); ++i)
    c.meta[fmt::format("damage.{:03}", i + 1)] = reading.damage[i];
  if (reading.damages > reading.damage.size())
    c.meta["damage.more"] = std::to_string(reading.damages - reading.damage.size());
  return c;
}

}  // namespace

model::Result<Case> load(const std::string& path) {
  try {
    return read(path);
  } catch (const std::bad_alloc&) {
    return model::fail("not enough memory", path, "close other programs");
  }
}

}  // namespace lenscap::casefile
