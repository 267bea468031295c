// tests/casefile/sample.hpp: a small depot as a case with something in every table, and ways to look at cases and
// files.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "casefile/digest.hpp"
#include "model/case.hpp"

namespace lenscap::casefile {

/// A folder of its own, gone with everything in it at the end of the test. In memory where the system has that:
/// thousands of saves would otherwise wait for a disk to sync.
struct Folder {
  std::string path;
  Folder() {
    std::string name = "/dev/shm/lenscap-case-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
      name = (std::filesystem::temp_directory_path() / "lenscap-case-XXXXXX").string();
      if (mkdtemp(name.data()) == nullptr) std::abort();
    }
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path + "/" + name; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path), {}));
  }
};

inline model::KnowledgeUsed entry(const std::string& key, const std::string& text) { return {key, sha256(text), text}; }

inline model::CaseObservation seen(model::Id id, model::Id subject, const std::string& kind, const std::string& value,
                                   std::uint64_t packet, std::uint32_t at) {
  model::CaseObservation o;
  o.id = id;
  o.subject = subject;
  o.kind = kind;
  o.value = value;
  o.first = o.last = static_cast<model::Nanos>(packet) * model::nanos_per_second;
  o.locator.spans = {{packet, at, static_cast<std::uint32_t>(value.size())}};
  o.locator.place = "udp 37810 json /params";
  o.locator.excerpt = "\"" + value + "\"";
  o.locator.mark_at = 1;
  o.locator.mark_length = static_cast<std::uint16_t>(value.size());
  return o;
}

/// What a device and a peer said within the second hour of 1970 over TCP 443; every total has its own value.
inline model::CaseFlow said(model::Id subject, const char* peer, std::uint64_t packet) {
  model::Flow f;
  f.peer = *model::parse_ip(peer);
  f.protocol = 6;
  f.port = 443;
  f.opened = model::Opened::by_host;
  f.hour = model::one_hour;
  f.first = model::one_hour + 17;
  f.last = model::one_hour + 99 * model::nanos_per_second;
  f.packets_out = 101, f.packets_in = 102;
  f.bytes_out = 10'003, f.bytes_in = 10'004;
  f.media_out = 9'005, f.media_in = 9'006;
  f.attempts = 7, f.answered = 4, f.resets = 2, f.unreachable = 1;
  f.intervals = {6, 360'000, 21'600'000'000};
  f.sampling = 1;
  f.packet = packet;
  return {subject, f};
}

/// A relabelled recorder with one camera behind it, read from a capture and a folder of replies.
inline model::Case depot() {
  model::Case c;
  c.meta = {{"program", "lenscap 0.1.0"}, {"knowledge_edition", "2026-11-23"}};
  c.others = {{"count", 14}};
  c.sources.resize(2);
  c.sources[0] = {"depot.pcapng",
                  std::string(64, 'a'),
                  "pcapng",
                  model::SourceForm::capture,
                  4096,
                  900,
                  1,
                  1'000'000'000,
                  {{"fragment without its first part", 2}},
                  {"reading stopped at offset 196", "caf\xe9 is not UTF-8"}};
  c.sources[1] = {"replies/info.xml", "", "onvif", model::SourceForm::document, 512, 0, model::no_time,
                  model::no_time,     {}, {}};
  c.subjects = {{1, "device", "serial:dahua:3A01234PAZ00001"}, {4, "device", "mac:3c:ef:8c:00:12:34"}};
  c.identifiers = {{1, "serial", "3A01234PAZ00001", 5, 9},
                   {4, "mac", "3c:ef:8c:00:12:34", model::no_time, model::no_time}};
  c.relations = {{1, "records", 4, {{"channel", "2"}}}};
  c.observations = {seen(1, 1, "dhip.vendor", "Private", 812, 60),
                    seen(2, 1, "dhip.serialno", "3A01234PAZ00001", 812, 99),
                    seen(3, 4, "channel.model", "IPC", 1190, 54)};
  c.observations[1].locator.spans = {{812, 99, 8}, {813, 54, 7}};
  c.observations[1].locator.decoder = "http gzip";
  c.observations[1].count = 7;
  c.observations[2].value = std::string("\xff\x00<b>", 5);
  c.observations[2].locator.source = 1;
  c.observations[2].first = c.observations[2].last = model::no_time;
  c.knowledge = {entry("maker:dahua", "id = \"dahua\"\n"),
                 entry("signature:dhip", "id = \"dhip\"\non = \"dhip.vendor\"\n")};
  // To a peer in IPv6 with a sum of squares at its greatest; of whom only addresses are known, at no known time; and
  // the row of what was folded, without a peer.
  c.flows = {said(1, "2001:db8::7", 901), said(1, "198.51.100.7", 900), said(4, "192.0.2.1", 0),
             said(4, "192.0.2.1", 5)};
  c.flows[0].flow.intervals.squares = UINT64_MAX;
  c.flows[0].flow.opened = model::Opened::by_peer;
  c.flows[2].flow.addresses_only = true;
  c.flows[2].flow.hour = c.flows[2].flow.first = c.flows[2].flow.last = model::no_time;
  c.flows[2].flow.port = 0, c.flows[2].flow.protocol = 50, c.flows[2].flow.sampling = 1000;
  c.flows[2].flow.source = 1, c.flows[2].flow.opened = model::Opened::unknown;
  c.flows[3].flow.peer = {};
  c.names.resize(2);
  c.names[0] = {1,
                {model::no_host,
                 "p2p.example",
                 "edge.cdn.example",
                 *model::parse_ip("198.51.100.7"),
                 model::NameFrom::dns,
                 model::one_hour + 5,
                 12,
                 0,
                 {898, 54, 11}}};
  c.names[1] = {4,
                {model::no_host,
                 std::string("\xff\x00.example", 10),
                 "",
                 {},
                 model::NameFrom::sni,
                 model::no_time,
                 1,
                 1,
                 {0, 7, 10}}};
  c.findings.resize(2);
  c.findings[0] = {1,
                   1,
                   "maker",
                   "dahua",
                   model::Confidence::confirmed,
                   {{"name", "Zhejiang Dahua"}},
                   {2, 1},
                   {"signature:dhip", "maker:dahua"}};
  c.findings[1] = {2, 4, "brand", "\xfe", model::Confidence::possible, {{"brand", "\xfe\"'"}}, {3}, {}};
  c.decisions = {{1, "remove", "restricted", "J. Doe", "2026-11-24"}};
  return c;
}

/// Everything in a case, one line a row, so that a difference shows which. Leaves out what save() adds to meta.
inline std::string text(const model::Case& c) {
  std::string out;
  auto line = [&]<class... T>(fmt::format_string<T...> format, T&&... values) {
    out += fmt::format(format, std::forward<T>(values)...) + "\n";
  };
  for (const auto& [key, value] : c.meta)
    if (key != digest_key && key != flows_digest_key) line("meta {} = {}", key, value);
  for (const auto& [key, value] : c.others) line("others {} = {}", key, value);
  for (const auto& s : c.sources) {
    line("source {} {} {} {} {} {} {} {}", s.name, s.sha256, s.format, static_cast<int>(s.form), s.bytes, s.packets,
         s.first, s.last);
    for (const auto& [key, value] : s.skipped) line("  skipped {} {}", key, value);
    for (const auto& note : s.notes) line("  note {}", note);
  }
  for (const auto& s : c.subjects) line("subject {} {} {}", s.id, s.kind, s.key);
  for (const auto& i : c.identifiers) line("identifier {} {} {} {} {}", i.subject, i.kind, i.value, i.from, i.until);
  for (const auto& r : c.relations) {
    line("relation {} {} {}", r.subject, r.kind, r.object);
    for (const auto& [key, value] : r.attributes) line("  {} = {}", key, value);
  }
  for (const auto& o : c.observations) {
    line("observation {} {} {} {} {} {} {}", o.id, o.subject, o.kind, o.value, o.first, o.last, o.count);
    const auto& l = o.locator;
    line("  at {} {} {} {} {} {}", l.source, l.decoder, l.place, l.excerpt, l.mark_at, l.mark_length);
    for (const auto& span : l.spans) line("  span {} {} {}", span.packet, span.at, span.length);
  }
  for (const auto& [subject, f] : c.flows) {
    line("flow {} {} {} {} {} {} {}", subject, f.hour, to_string(f.peer), f.protocol, f.port, f.addresses_only,
         to_string(f.opened));
    line("  {} {} out {} {} {} in {} {} {}", f.first, f.last, f.packets_out, f.bytes_out, f.media_out, f.packets_in,
         f.bytes_in, f.media_in);
    line("  {} {} {} {} every {} {} {} 1/{} at {} {}", f.attempts, f.answered, f.resets, f.unreachable,
         f.intervals.count, f.intervals.sum_ms, f.intervals.squares, f.sampling, f.source, f.packet);
  }
  for (const auto& [subject, n] : c.names)
    line("name {} {} {} {} {} {} {} at {} {} {} {}", subject, n.name, n.alias, to_string(n.peer), to_string(n.from),
         n.time, n.count, n.source, n.span.packet, n.span.at, n.span.length);
  for (const auto& f : c.findings) {
    line("finding {} {} {} {} {}", f.id, f.subject, f.key, f.value, to_string(f.confidence));
    for (const auto& [key, value] : f.attributes) line("  {} = {}", key, value);
    for (auto o : f.observations) line("  because of {}", o);
    for (const auto& k : f.knowledge) line("  because of {}", k);
  }
  for (const auto& k : c.knowledge) line("knowledge {} {} {}", k.key, k.digest, k.text);
  for (const auto& d : c.decisions) line("decision {} {} {} {} {}", d.subject, d.what, d.reason, d.who, d.date);
  return out;
}

/// Makes a case of today what one of schema 1 was: a flow table that was never filled, no names, one digest.
inline const char* const first_schema_sql =
    "PRAGMA user_version=1; DROP TABLE flow; DROP TABLE name;"
    "CREATE TABLE flow(id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, peer TEXT NOT NULL,"
    " service TEXT NOT NULL, hour INTEGER NOT NULL, packets_out INTEGER NOT NULL, bytes_out INTEGER NOT NULL,"
    " packets_in INTEGER NOT NULL, bytes_in INTEGER NOT NULL) STRICT;"
    "DELETE FROM meta WHERE key = 'flows_digest'";

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// What someone with the sqlite3 tool does to a case: foreign keys are not enforced there either.
inline void edit(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
  sqlite3_free(message);
  sqlite3_close(db);
}

}  // namespace lenscap::casefile
