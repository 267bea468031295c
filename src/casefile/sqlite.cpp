#include "casefile/sqlite.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace lenscap::casefile {

namespace {

/// The reason of the operating system, when SQLite passes one on.
std::string system_reason(int code) { return code == 0 ? std::string() : fmt::format(" ({})", std::strerror(code)); }

}  // namespace

model::Result<Database> open_database(const std::string& path, int flags) {
  // "./" in front: Debian's SQLite reads URIs in names by default.
  const std::string name = path.starts_with('/') ? path : "./" + path;
  sqlite3* raw = nullptr;
  const int rc = sqlite3_open_v2(name.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database db(raw);
  if (rc != SQLITE_OK) return tl::unexpected(last_error(raw, path));
  sqlite3_extended_result_codes(raw, 1);
  return db;
}

model::Error last_error(sqlite3* db, const std::string& path) {
  const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(db);
  const int reason = db == nullptr ? 0 : sqlite3_system_errno(db);
  const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  if (code == SQLITE_FULL || ((code & 0xff) == SQLITE_IOERR && full))
    return {"no space left for the case" + system_reason(reason), path, "free some space, or keep the case elsewhere"};
  switch (code & 0xff) {
    case SQLITE_NOMEM:
      return {"not enough memory", path, "close other programs, or audit fewer files at once"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_TOOBIG:
    case SQLITE_INTERRUPT:  // our own bound on its steps
      return {"the case file is damaged", path, "restore it from a copy, or audit the evidence again"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return {"cannot open the case" + system_reason(reason), path, "check its permissions and its folder's"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"another program is changing the case", path, "close it and try again"};
    case SQLITE_IOERR:
      return {"reading or writing the case failed" + system_reason(reason), path,
              "check the disk, or keep the case elsewhere"};
    default:
      return {fmt::format("SQLite says: {}", db == nullptr ? "no memory" : sqlite3_errmsg(db)), path, {}};
  }
}

}  // namespace lenscap::casefile
