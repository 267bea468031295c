#include <algorithm>
#include <bit>
#include <new>
#include <optional>
#include <tuple>

#include "casefile/check.hpp"
#include "casefile/columns.hpp"
#include "casefile/digest.hpp"
#include "casefile/file.hpp"
#include "casefile/order.hpp"
#include "casefile/schema.hpp"
#include "casefile/sqlite.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Id;

/// The new file, and the first thing that went wrong with it: SQLite's own error is overwritten as statements close.
struct Output {
  sqlite3* db;
  const std::string& path;
  std::optional<model::Error> error = std::nullopt;

  bool keep(bool good) {
    if (!good && !error) error = last_error(db, path);
    return !error;
  }
  bool run(const std::string& sql) {
    return keep(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
};

/// One prepared INSERT. Values are bound in the order of the columns; texts must live until step().
class Insert {
 public:
  Insert(Output& out, const char* sql) : out_(out) {
    sqlite3_stmt* raw = nullptr;
    out_.keep(sqlite3_prepare_v2(out.db, sql, -1, &raw, nullptr) == SQLITE_OK);
    statement_.reset(raw);
  }

  Insert& integer(std::int64_t value) {
    keep(sqlite3_bind_int64(statement_.get(), ++column_, value));
    return *this;
  }
  Insert& count(std::uint64_t value) { return integer(static_cast<std::int64_t>(value)); }  // check() saw that it fits
  Insert& time(model::Nanos value) { return value == model::no_time ? null() : integer(value); }
  Insert& null() {
    keep(sqlite3_bind_null(statement_.get(), ++column_));
    return *this;
  }
  /// A text column: names and JSON, known to be UTF-8.
  Insert& text(std::string_view value) {
    keep(sqlite3_bind_text64(statement_.get(), ++column_, start(value), value.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
  }
  /// An ANY column: what evidence said.
  Insert& said(std::string_view value) {
    if (is_text(value)) return text(value);
    keep(sqlite3_bind_blob64(statement_.get(), ++column_, start(value), value.size(), SQLITE_STATIC));
    return *this;
  }
  bool step() {
    column_ = 0;
    if (out_.error || !out_.keep(sqlite3_step(statement_.get()) == SQLITE_DONE)) return false;
    sqlite3_reset(statement_.get());
    return true;
  }

 private:
  static const char* start(std::string_view value) {
    return value.empty() ? "" : value.data();
  }  // null would bind NULL
  void keep(int rc) { out_.keep(rc == SQLITE_OK); }
  Output& out_;
  Statement statement_;
  int column_ = 0;
};

/// Pointers to `rows`, sorted: the file's order never depends on the order in memory.
template <class Row, class Key>
std::vector<const Row*> in_order(const std::vector<Row>& rows, Key key) {
  std::vector<const Row*> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(&row);
  std::stable_sort(out.begin(), out.end(), [&](const Row* a, const Row* b) { return key(*a) < key(*b); });
  return out;
}

bool insert_meta(Output& out, const Case& c, const FileOrder& rows) {
  std::map<std::string, std::string> meta = c.meta;
  std::erase_if(meta, [](const auto& entry) { return entry.first.starts_with("damage."); });  // told about another file
  meta.erase(std::string(older_schema_key));
  meta[std::string(digest_key)] = observations_digest(c);
  meta[std::string(flows_digest_key)] = flows_digest(c, rows);
  for (const auto& [key, count] : c.others) meta["others." + key] = std::to_string(count);
  Insert row(out, "INSERT INTO meta VALUES(?,?)");
  for (const auto& [key, value] : meta)
    if (!row.text(key).said(value).step()) return false;
  return true;
}

bool insert_sources(Output& out, const Case& c) {
  Insert row(out, "INSERT INTO source VALUES(?,?,?,?,?,?,?,?,?,?,?)");
  for (std::size_t i = 0; i < c.sources.size(); ++i) {
    const auto& s = c.sources[i];
    const std::string skipped = write_counts(s.skipped), notes = write_notes(s.notes);
    row.integer(static_cast<Id>(i) + 1).said(s.name).text(s.sha256).text(s.format);
    row.text(s.form == model::SourceForm::capture ? "capture" : "document").count(s.bytes).count(s.packets);
    if (!row.time(s.first).time(s.last).text(skipped).text(notes).step()) return false;
  }
  return true;
}

bool insert_subjects(Output& out, const Case& c) {
  Insert subject(out, "INSERT INTO subject VALUES(?,?,?)");
  for (const auto* s : in_order(c.subjects, [](const auto& row) { return row.id; }))
    if (!subject.integer(s->id).text(s->kind).said(s->key).step()) return false;

  Insert identifier(out, "INSERT INTO identifier VALUES(?,?,?,?,?,?)");
  Id id = 0;
  for (const auto* i :
       in_order(c.identifiers, [](const auto& r) { return std::tie(r.subject, r.kind, r.from, r.until, r.value); }))
    if (!identifier.integer(++id).integer(i->subject).text(i->kind).said(i->value).time(i->from).time(i->until).step())
      return false;

  Insert relation(out, "INSERT INTO relation VALUES(?,?,?,?,?)");
  id = 0;
  for (const auto* r : in_order(
           c.relations, [](const auto& row) { return std::tie(row.subject, row.kind, row.object, row.attributes); })) {
    const std::string attributes = write_attributes(r->attributes);
    if (!relation.integer(++id).integer(r->subject).text(r->kind).integer(r->object).text(attributes).step())
      return false;
  }
  return true;
}

bool insert_observations(Output& out, const Case& c) {
  Insert observation(out, "INSERT INTO observation VALUES(?,?,?,?,?,?,?)");
  for (const auto& o : c.observations) {
    observation.integer(o.id).integer(o.subject).text(o.kind).said(o.value).time(o.first).time(o.last).count(o.count);
    if (!observation.step()) return false;
  }
  Insert locator(out, "INSERT INTO locator VALUES(?,?,?,?,?,?,?,?)");
  std::string spans;
  for (const auto& o : c.observations) {
    const auto& l = o.locator;
    write_spans(l.spans, spans);
    locator.integer(o.id).integer(Id{l.source} + 1).text(spans).text(l.decoder).said(l.place).said(l.excerpt);
    if (!locator.integer(l.mark_at).integer(l.mark_length).step()) return false;
  }
  return true;
}

bool insert_flows(Output& out, const FileOrder& rows) {
  Insert flow(out, "INSERT INTO flow VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  Id id = 0;
  for (const auto* row : rows.flows) {
    const auto& f = row->flow;
    const std::string peer = to_string(f.peer);
    flow.integer(++id).integer(row->subject).time(f.hour).text(peer).integer(f.protocol).integer(f.port);
    flow.integer(f.addresses_only).text(to_string(f.opened)).time(f.first).time(f.last);
    flow.count(f.packets_out).count(f.packets_in).count(f.bytes_out).count(f.bytes_in);
    flow.count(f.media_out).count(f.media_in).count(f.attempts).count(f.answered).count(f.resets).count(f.unreachable);
    flow.integer(f.intervals.count).count(f.intervals.sum_ms).integer(std::bit_cast<Id>(f.intervals.squares));
    if (!flow.integer(f.sampling).integer(Id{f.source} + 1).count(f.packet).step()) return false;
  }
  Insert name(out, "INSERT INTO name VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
  id = 0;
  for (const auto* row : rows.names) {
    const auto& n = row->name;
    const std::string peer = to_string(n.peer);
    name.integer(++id).integer(row->subject).said(n.name).said(n.alias).text(peer).text(to_string(n.from));
    name.time(n.time).count(n.count).integer(Id{n.source} + 1);
    if (!name.count(n.span.packet).integer(n.span.at).integer(n.span.length).step()) return false;
  }
  return true;
}

bool insert_findings(Output& out, const Case& c) {
  Insert knowledge(out, "INSERT INTO knowledge VALUES(?,?,?)");
  for (const auto* k : in_order(c.knowledge, [](const auto& row) { return std::tie(row.key); }))
    if (!knowledge.text(k->key).text(k->digest).said(k->text).step()) return false;

  Insert finding(out, "INSERT INTO finding VALUES(?,?,?,?,?,?)");
  Insert because(out, "INSERT INTO because VALUES(?,?,?,?)");
  Id id = 0;
  for (const auto* f : in_order(c.findings, [](const auto& row) { return row.id; })) {
    const std::string attributes = write_attributes(f->attributes);
    finding.integer(f->id).integer(f->subject).text(f->key).said(f->value);
    if (!finding.text(to_string(f->confidence)).text(attributes).step()) return false;
    for (Id o : f->observations)
      if (!because.integer(++id).integer(f->id).integer(o).null().step()) return false;
    for (const auto& k : f->knowledge)
      if (!because.integer(++id).integer(f->id).null().text(k).step()) return false;
  }

  Insert decision(out, "INSERT INTO decision VALUES(?,?,?,?,?,?)");  // in the order in which they were taken
  id = 0;
  for (const auto& d : c.decisions)
    if (!decision.integer(++id).integer(d.subject).said(d.what).said(d.reason).said(d.who).text(d.date).step())
      return false;
  return true;
}

bool fill(Output& out, const Case& c) {
  // No journal: the file is new, and removed when anything fails. References and words were checked in memory, where it
  // costs less: for a CHECK with a list of three words SQLite fills a table of them at every row, which took three
  // quarters of the time of a flow. One sync, at the commit; temporary files of the index sort stay in memory, off
  // shared disks.
  if (!out.run("PRAGMA journal_mode=OFF; PRAGMA synchronous=NORMAL; PRAGMA locking_mode=EXCLUSIVE;"
               "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;"
               "PRAGMA encoding='UTF-8'; BEGIN;"
               "PRAGMA application_id=" +
               std::to_string(application_id) + "; PRAGMA user_version=" + std::to_string(schema_version)))
    return false;
  for (const auto& table : tables())
    if (!out.run(table.sql)) return false;
  {
    const FileOrder rows = file_order(c);
    if (!insert_meta(out, c, rows) || !insert_sources(out, c) || !insert_subjects(out, c) ||
        !insert_observations(out, c) || !insert_flows(out, rows) || !insert_findings(out, c))
      return false;
  }
  for (const auto& index : indexes())
    if (!out.run(index.sql)) return false;
  return out.run("COMMIT");
}

model::Result<void> write(const std::string& path, const Case& c) {
  if (auto sound = check(c); !sound)
    return model::fail("a case cannot hold this: " + sound.error().what, path,
                       "please report this as a defect of Lenscap");
  for (const auto& entry : c.meta)
    if (entry.first.starts_with("others.")) return model::fail("meta keys that begin with 'others.' are counts", path);
  auto file = Replacement::beside(path);
  if (!file) return tl::unexpected(file.error());
  auto db = open_database(file->path(), SQLITE_OPEN_READWRITE);
  if (!db) {
    auto error = db.error();
    error.where = path;  // the name that the user knows
    return tl::unexpected(std::move(error));
  }
  Output out{db->get(), path};
  if (!fill(out, c)) return tl::unexpected(*out.error);
  db->reset();
  return file->commit();
}

}  // namespace

model::Result<void> save(const std::string& path, const Case& c) {
  try {
    return write(path, c);
  } catch (const std::bad_alloc&) {
    return model::fail("not enough memory", path, "close other programs, or audit fewer files at once");
  }
}

}  // namespace lenscap::casefile
