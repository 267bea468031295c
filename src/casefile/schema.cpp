#include "casefile/schema.hpp"

#include <array>
#include <string_view>

namespace lenscap::casefile {

namespace {

// ANY holds what evidence said: text where it is UTF-8 without NUL, else a blob with the very bytes. STRICT checks the
// rest.
constexpr auto all_tables = std::to_array<SchemaObject>({
    {"meta", "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT"},
    {"source",
     "CREATE TABLE source(id INTEGER PRIMARY KEY, name ANY NOT NULL, sha256 TEXT NOT NULL, format TEXT NOT NULL,"
     " form TEXT NOT NULL CHECK(form IN ('capture', 'document')), bytes INTEGER NOT NULL, packets INTEGER NOT NULL,"
     " first INTEGER, last INTEGER, skipped TEXT NOT NULL, notes TEXT NOT NULL) STRICT"},
    {"subject", "CREATE TABLE subject(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key ANY NOT NULL) STRICT"},
    {"identifier",
     "CREATE TABLE identifier(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, kind TEXT NOT NULL,"
     " value ANY NOT NULL, \"from\" INTEGER, until INTEGER) STRICT"},
    {"relation",
     "CREATE TABLE relation(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, kind TEXT NOT NULL,"
     " object INTEGER NOT NULL REFERENCES subject, attributes TEXT NOT NULL) STRICT"},
    {"observation",
     "CREATE TABLE observation(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, kind TEXT NOT NULL,"
     " value ANY NOT NULL, first INTEGER, last INTEGER, count INTEGER NOT NULL) STRICT"},
    {"locator",
     "CREATE TABLE locator(observation INTEGER PRIMARY KEY REFERENCES observation,"
     " source INTEGER NOT NULL REFERENCES source, spans TEXT NOT NULL, decoder TEXT NOT NULL, place ANY NOT NULL,"
     " excerpt ANY NOT NULL, mark_at INTEGER NOT NULL, mark_length INTEGER NOT NULL) STRICT"},
    {"flow",
     "CREATE TABLE flow(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, hour INTEGER,"
     " peer TEXT NOT NULL, protocol INTEGER NOT NULL, port INTEGER NOT NULL, addresses_only INTEGER NOT NULL,"
     " opened TEXT NOT NULL CHECK(opened IN ('unknown', 'host', 'peer')), first INTEGER, last INTEGER,"
     " packets_out INTEGER NOT NULL, packets_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL,"
     " bytes_in INTEGER NOT NULL, media_out INTEGER NOT NULL, media_in INTEGER NOT NULL, attempts INTEGER NOT NULL,"
     " answered INTEGER NOT NULL, resets INTEGER NOT NULL, unreachable INTEGER NOT NULL, intervals INTEGER NOT NULL,"
     " interval_ms INTEGER NOT NULL, interval_squares INTEGER NOT NULL, sampling INTEGER NOT NULL,"
     " source INTEGER NOT NULL REFERENCES source, packet INTEGER NOT NULL) STRICT"},
    {"name",
     "CREATE TABLE name(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, name ANY NOT NULL,"
     " alias ANY NOT NULL, peer TEXT NOT NULL, \"from\" TEXT NOT NULL"
     " CHECK(\"from\" IN ('dns', 'sni', 'quic_sni', 'http_host', 'certificate')), time INTEGER,"
     " count INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES source, packet INTEGER NOT NULL, at INTEGER NOT NULL,"
     " length INTEGER NOT NULL) STRICT"},
    {"knowledge", "CREATE TABLE knowledge(key TEXT PRIMARY KEY, digest TEXT NOT NULL, text ANY NOT NULL) STRICT"},
    {"finding",
     "CREATE TABLE finding(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, key TEXT NOT NULL,"
     " value ANY NOT NULL, confidence TEXT NOT NULL"
     " CHECK(confidence IN ('unknown', 'possible', 'probable', 'confirmed')), attributes TEXT NOT NULL) STRICT"},
    {"because",
     "CREATE TABLE because(id INTEGER PRIMARY KEY, finding INTEGER NOT NULL REFERENCES finding,"
     " observation INTEGER REFERENCES observation, knowledge TEXT REFERENCES knowledge,"
     " CHECK((observation IS NULL) <> (knowledge IS NULL))) STRICT"},
    {"decision",
     "CREATE TABLE decision(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL, what ANY NOT NULL, reason ANY NOT NULL,"
     " who ANY NOT NULL, date TEXT NOT NULL) STRICT"},
});

constexpr SchemaObject first_flow{
    "flow",
    "CREATE TABLE flow(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, peer TEXT NOT NULL,"
    " service TEXT NOT NULL, hour INTEGER NOT NULL, packets_out INTEGER NOT NULL, bytes_out INTEGER NOT NULL,"
    " packets_in INTEGER NOT NULL, bytes_in INTEGER NOT NULL) STRICT"};

constexpr auto first_tables = [] {
  std::array<SchemaObject, all_tables.size() - 1> out{};
  std::size_t n = 0;
  for (const auto& table : all_tables) {
    const std::string_view name = table.name;
    if (name != "name") out[n++] = name == "flow" ? first_flow : table;
  }
  return out;
}();

// None on flow: its rows stand in the order of their subject, and sorting a million keys would take 50 MB.
constexpr auto all_indexes = std::to_array<SchemaObject>({
    {"identifier_value", "CREATE INDEX identifier_value ON identifier(value)"},
    {"identifier_subject", "CREATE INDEX identifier_subject ON identifier(subject)"},
    {"relation_object", "CREATE INDEX relation_object ON relation(object)"},
    {"observation_subject", "CREATE INDEX observation_subject ON observation(subject, kind)"},
    {"name_subject", "CREATE INDEX name_subject ON name(subject)"},
    {"finding_subject", "CREATE INDEX finding_subject ON finding(subject, key)"},
    {"because_finding", "CREATE INDEX because_finding ON because(finding)"},
    {"because_observation", "CREATE INDEX because_observation ON because(observation)"},
});

}  // namespace

std::span<const SchemaObject> tables(std::uint32_t version) {
  if (version == first_schema) return first_tables;
  return all_tables;
}
std::span<const SchemaObject> indexes() { return all_indexes; }

}  // namespace lenscap::casefile
