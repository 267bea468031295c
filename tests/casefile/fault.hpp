// tests/casefile/fault.hpp: a disk and a memory that fail when told to, under SQLite.
#pragma once
#include <sqlite3.h>

#include <cstddef>
#include <map>
#include <string>

namespace lenscap::casefile {

/// The calls that go to disk, in the order they come, and which of them fails. Shared with C callbacks, hence one
/// instance.
struct Fault {
  long calls = 0;
  long fail_at = 0;       ///< counts from 1; 0 = none
  bool for_good = false;  ///< every call after it fails too, as on a disk that stays full
  std::map<std::string, long> by_name;

  bool now(const char* name) {
    ++calls;
    ++by_name[name];
    return fail_at != 0 && (for_good ? calls >= fail_at : calls == fail_at);
  }
};

/// Makes SQLite open files through a layer that asks `fault` before each call, for as long as it lives.
class FaultyDisk {
 public:
  explicit FaultyDisk(Fault& fault);
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;

 private:
  sqlite3_vfs vfs_;
};

namespace faulty {

inline Fault* fault = nullptr;
inline sqlite3_vfs* real = nullptr;

struct File {
  sqlite3_file base;
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
inline sqlite3_file* inner(sqlite3_file* file) { return reinterpret_cast<File*>(file)->inner(); }

inline const sqlite3_io_methods methods = {
    1,
    [](sqlite3_file* f) { return inner(f)->pMethods->xClose(inner(f)); },
    [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
      return fault->now("read") ? SQLITE_IOERR_READ : inner(f)->pMethods->xRead(inner(f), to, n, at);
    },
    [](sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
      return fault->now("write") ? SQLITE_FULL : inner(f)->pMethods->xWrite(inner(f), from, n, at);
    },
    [](sqlite3_file* f, sqlite3_int64 size) {
      return fault->now("truncate") ? SQLITE_IOERR_TRUNCATE : inner(f)->pMethods->xTruncate(inner(f), size);
    },
    [](sqlite3_file* f, int flags) {
      return fault->now("sync") ? SQLITE_IOERR_FSYNC : inner(f)->pMethods->xSync(inner(f), flags);
    },
    [](sqlite3_file* f, sqlite3_int64* size) {
      return fault->now("size") ? SQLITE_IOERR_FSTAT : inner(f)->pMethods->xFileSize(inner(f), size);
    },
    [](sqlite3_file* f, int level) {
      return fault->now("lock") ? SQLITE_IOERR_LOCK : inner(f)->pMethods->xLock(inner(f), level);
    },
    [](sqlite3_file* f, int level) { return inner(f)->pMethods->xUnlock(inner(f), level); },
    [](sqlite3_file* f, int* out) { return inner(f)->pMethods->xCheckReservedLock(inner(f), out); },
    [](sqlite3_file* f, int op, void* arg) { return inner(f)->pMethods->xFileControl(inner(f), op, arg); },
    [](sqlite3_file* f) { return inner(f)->pMethods->xSectorSize(inner(f)); },
    [](sqlite3_file* f) { return inner(f)->pMethods->xDeviceCharacteristics(inner(f)); },
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr};

inline int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  if (fault->now("open")) return SQLITE_CANTOPEN;
  const int rc = real->xOpen(real, name, inner(file), flags, out);
  if (rc == SQLITE_OK) file->pMethods = &methods;
  return rc;
}

}  // namespace faulty

inline FaultyDisk::FaultyDisk(Fault& fault) {
  faulty::fault = &fault;
  faulty::real = sqlite3_vfs_find(nullptr);
  vfs_ = *faulty::real;
  vfs_.zName = "faulty";
  vfs_.pNext = nullptr;
  vfs_.szOsFile = static_cast<int>(sizeof(faulty::File)) + faulty::real->szOsFile;
  vfs_.xOpen = faulty::open;
  sqlite3_vfs_register(&vfs_, 1);
}

inline FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(faulty::real, 1);
}

/// Makes SQLite's allocations ask `fault` first. No connection may be open when it begins or ends.
class FaultyMemory {
 public:
  explicit FaultyMemory(Fault& fault) {
    instance() = &fault;
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real());
    sqlite3_mem_methods faulty = real();
    faulty.xMalloc = [](int n) { return instance()->now("malloc") ? nullptr : real().xMalloc(n); };
    faulty.xRealloc = [](void* p, int n) { return instance()->now("realloc") ? nullptr : real().xRealloc(p, n); };
    sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
    sqlite3_initialize();
  }
  ~FaultyMemory() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &real());
    sqlite3_initialize();
  }
  FaultyMemory(const FaultyMemory&) = delete;

 private:
  static Fault*& instance() {
    static Fault* fault = nullptr;
    return fault;
  }
  static sqlite3_mem_methods& real() {
    static sqlite3_mem_methods methods{};
    return methods;
  }
};

}  // namespace lenscap::casefile
