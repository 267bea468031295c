// casefile/rows.hpp: reading the tables of a case that nobody vouches for.
//
// A forged b-tree can send a reader round in circles. Three bounds make every read end: row keys must rise, the bytes
// handed out may not exceed the size of the file (SQLite compresses nothing), and SQLite's own steps are counted.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casefile/sqlite.hpp"
#include "model/case.hpp"

namespace lenscap::casefile {

/// One load: its connection, its bounds, the first error, and traces of rows that were taken out by hand.
struct Reading {
  sqlite3* db = nullptr;
  const std::string& path;
  std::uint64_t bytes_left = 0;
  std::optional<model::Error> error = std::nullopt;
  std::vector<std::string> damage = {};
  std::uint64_t damages = 0;  ///< all of them; `damage` holds the first hundred

  /// Keeps the first error. "the case file is damaged: WHAT".
  void damaged(std::string_view what);
  void note(std::string what);
};

/// A table in the order of its integer key, which is the first column of the query.
class Rows {
 public:
  Rows(Reading& reading, const char* sql);
  /// False at the end and after an error, which is then in the Reading.
  bool next();
  std::int64_t key() const { return key_; }
  bool is_null(int column) const;
  std::int64_t integer(int column);
  std::uint64_t count(int column);  ///< not negative
  /// Between 0 and `limit`.
  std::uint64_t small(int column, std::uint64_t limit);
  model::Nanos time(int column);      ///< NULL = no_time
  std::string_view said(int column);  ///< text or blob; valid until the next next()
  std::string word(int column) { return std::string(said(column)); }

 private:
  Reading& reading_;
  Statement statement_;
  std::int64_t key_ = INT64_MIN;
};

/// Position of `id` among `ids`, which rise. Without rows taken out it is id - 1.
std::optional<std::size_t> position(const std::vector<model::Id>& ids, model::Id id);

}  // namespace lenscap::casefile
