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
    if (key != digest_key) line("meta {} = {}", key, value);
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
