// casefile/sqlite.hpp: SQLite's C API as this folder uses it: owners that close, one place where its error codes become
// words.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>

#include "model/error.hpp"

namespace lenscap::casefile {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;  ///< statements on it must be gone before it
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

/// Opens an existing file. Names such as ":memory:" and "file:x?mode=…" are file names here, nothing else.
model::Result<Database> open_database(const std::string& path, int flags);

/// What went wrong last on `db` (null: no memory for one), in words: full disk, no permission, damaged, in use, …
model::Error last_error(sqlite3* db, const std::string& path);

}  // namespace lenscap::casefile
